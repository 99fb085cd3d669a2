import * as vscode from 'vscode';
import type { Location, ScoredFinding, ScoredProperty } from '../../../server/src/lsp/protocol.ts';
import type { Command } from './command.ts';
import { givenPlace } from './given-place.ts';

/** Lists what is behind the score of an event; choosing a finding leads to it. */
export const showScore: Command = {
  id: 'eventwright.showScore',
  async run({ server }, ...given) {
    const place = givenPlace(given);
    if (!place) return;
    const { type = 'This event', version, title, properties } = await server.score(place);
    const chosen = await vscode.window.showQuickPick(properties.toSorted(brokenFirst).flatMap(itemsOf), {
      title: `${[type, version].filter(Boolean).join(' ')}: ${title}`,
      placeHolder: properties.some(({ findings }) => findings.length > 0) ? 'Choose a finding to go to it' : 'Nothing is broken',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.location) await show(chosen.location);
  },
};

interface Item extends vscode.QuickPickItem {
  readonly location?: Location;
}

/** A broken property is a heading over its findings; another one is a line by itself. */
function itemsOf({ title, state, reason, findings }: ScoredProperty): readonly Item[] {
  if (findings.length > 0) return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...findings.map(itemOf)];
  const icon = state === 'kept' ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green')) : new vscode.ThemeIcon('question');
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: title, iconPath: icon, ...(reason === undefined ? {} : { description: reason }) },
  ];
}

function itemOf({ rule, severity, message, location }: ScoredFinding): Item {
  const icon =
    severity === 'error'
      ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
      : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  const [what = ''] = message.split('\n');
  const file = vscode.workspace.asRelativePath(vscode.Uri.parse(location.uri));
  return { label: plain(what), detail: plain(`${file}:${location.range.start.line + 1} · ${rule}`), iconPath: icon, location };
}

/** VS Code makes an icon of `$(name)`, and a message may quote any text. */
const plain = (text: string): string => text.replaceAll('$(', '\\$(');

const brokenFirst = (a: ScoredProperty, b: ScoredProperty): number => order.indexOf(a.state) - order.indexOf(b.state);
const order: readonly ScoredProperty['state'][] = ['broken', 'unknown', 'kept'];

async function show({ uri, range: { start, end } }: Location): Promise<void> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: true, selection });
}
