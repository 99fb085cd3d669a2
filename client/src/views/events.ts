import * as vscode from 'vscode';
import type { EventItem, Location, SampleItem } from '../../../server/src/lsp/protocol.ts';
import type { PlacedRow } from '../commands/given-place.ts';
import type { Server } from '../language/server.ts';
import { type DomainGroup, descriptionOf, groupedByDomain, nameInDomain, spokenDescription } from './catalog.ts';

type Row =
  | ({ readonly kind: 'domain' } & DomainGroup)
  | ({ readonly kind: 'event'; readonly event: EventItem } & PlacedRow)
  | ({ readonly kind: 'sample'; readonly sample: SampleItem } & PlacedRow);

/** The Events view: what events there are, by their domains, with their samples below. Empty until the server runs. */
export function registerEventsView(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Row>('eventwright.events', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      getChildren: (row) => childrenOf(row, server),
      resolveTreeItem: (item, row) => withTooltip(item, row, server),
    },
  });
  // Somebody who types changes scores with every key: the view follows when they stop for a moment.
  let timer: ReturnType<typeof setTimeout> | undefined;
  return vscode.Disposable.from(
    changed,
    view,
    server.onChanged(() => {
      clearTimeout(timer);
      timer = setTimeout(() => changed.fire(), 250);
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

async function childrenOf(row: Row | undefined, server: Server): Promise<Row[]> {
  if (!row) return server.runs ? groupedByDomain((await server.events()).events).map((group) => ({ kind: 'domain', ...group })) : [];
  if (row.kind === 'domain') return row.events.map((event) => ({ kind: 'event', event, place: placeOf(event.location) }));
  return row.kind === 'event' ? row.event.samples.map((sample) => ({ kind: 'sample', sample, place: placeOf(sample.location) })) : [];
}

function itemOf(row: Row): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (row.kind === 'domain') {
    const item = new vscode.TreeItem(row.domain === '' ? 'Other events' : row.domain, Expanded);
    return Object.assign(item, { description: String(row.events.length), contextValue: 'domain' });
  }
  const open = { command: 'eventwright.openEvent', title: 'Open', arguments: [row] };
  if (row.kind === 'sample') {
    const item = new vscode.TreeItem(row.sample.label, None);
    return Object.assign(item, { iconPath: new vscode.ThemeIcon('json'), contextValue: 'sample', command: open });
  }
  const { event } = row;
  const item = new vscode.TreeItem(nameInDomain(event), event.samples.length > 0 ? Collapsed : None);
  return Object.assign(item, {
    description: descriptionOf(event),
    accessibilityInformation: { label: `${nameInDomain(event)}, ${spokenDescription(event)}` },
    iconPath: iconOf(event),
    contextValue: 'event',
    command: open,
  });
}

function iconOf({ deprecated, score }: EventItem): vscode.ThemeIcon {
  if (deprecated) return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
  return new vscode.ThemeIcon('symbol-event', score?.worst && new vscode.ThemeColor(`list.${score.worst}Foreground`));
}

/** The six properties, asked for when somebody points at an event. */
async function withTooltip(item: vscode.TreeItem, row: Row, server: Server): Promise<vscode.TreeItem> {
  if (row.kind !== 'event') return item;
  const { type, summary, location } = row.event;
  const score = await server.score({ uri: location.uri, document: location.document, pointer: location.pointer }).catch(() => undefined);
  item.tooltip = score ? new vscode.MarkdownString(score.markdown) : [type, summary].filter(Boolean).join('\n');
  return item;
}

const placeOf = ({ uri, document, pointer, range }: Location) => ({ uri, document, pointer, position: range.start });
