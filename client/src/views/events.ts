import * as vscode from 'vscode';
import type { EventItem, Location, SampleItem } from '../../../server/src/lsp/protocol.ts';
import type { PlacedRow } from '../commands/given-place.ts';
import type { Server } from '../language/server.ts';
import { type DomainGroup, groupedByDomain, nameInDomain } from './catalog.ts';

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
    },
  });
  return vscode.Disposable.from(
    changed,
    view,
    server.onChanged(() => changed.fire()),
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
  const icon = event.deprecated
    ? new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'))
    : new vscode.ThemeIcon('symbol-event');
  return Object.assign(item, {
    description: [event.version, event.deprecated ? 'deprecated' : undefined].filter(Boolean).join(' · '),
    tooltip: [event.type, event.summary].filter(Boolean).join('\n'),
    iconPath: icon,
    contextValue: 'event',
    command: open,
  });
}

const placeOf = ({ uri, document, pointer, range }: Location) => ({ uri, document, pointer, position: range.start });
