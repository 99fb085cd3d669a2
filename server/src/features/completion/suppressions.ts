import { patternsFor, suppressionKeyword } from '../../model/suppression.ts';
import { rules } from '../../rules/index.ts';
import { commentSuppressions } from '../../rules/suppression/comments.ts';
import { linesOf } from '../../text/lines.ts';
import type { WorkspaceSnapshot } from '../../workspace/workspace.ts';
import type { Completion } from './index.ts';

/** Behind `eventwright-disable-next-line` the rules that could be meant, those first that find something in that line; undefined elsewhere. */
export function suppressionCompletions(snapshot: WorkspaceSnapshot, uri: string, offset: number): readonly Completion[] | undefined {
  const tree = snapshot.tree(uri);
  if (!tree?.source.text.includes(suppressionKeyword)) return undefined;
  const suppression = commentSuppressions(tree).find(({ span }) => span.start < offset && offset <= endOfLine(tree.source.text, span.end));
  if (!suppression) return undefined;
  const before = tree.source.text.slice(suppression.span.start, offset);
  const written = before.slice(before.indexOf(suppressionKeyword) + suppressionKeyword.length);
  // Before the rules stands the keyword, behind them the reason.
  if (!before.includes(suppressionKeyword) || !/^\s/.test(written) || /\s--/.test(written)) return [];

  const start = offset - (/[\w/*-]*$/.exec(written)?.[0].length ?? 0);
  const end = offset + (/^[\w/*-]*/.exec(tree.source.text.slice(offset))?.[0].length ?? 0);
  const lines = linesOf(tree.source);
  const named = new Set(suppression.rules.filter(({ span }) => span.end < start || span.start > end).map(({ pattern }) => pattern));
  const found = new Set(
    snapshot
      .check(uri)
      .filter(({ span }) => lines.position(span.start).line === suppression.line)
      .map(({ rule }) => rule),
  );
  return rules
    .filter(({ id }) => patternsFor(id).length > 0 && !named.has(id))
    .map(({ id, summary, property }, index) => ({
      label: id,
      kind: 'rule',
      detail: property,
      documentation: summary,
      replace: { start, end },
      insert: [id],
      filter: id,
      extra: [],
      rank: found.has(id) ? index : rules.length + index,
    }));
}

/** The tree's comments end before the spaces in which somebody is about to write. */
function endOfLine(text: string, from: number): number {
  const spaces = /^[ \t]*(?=[\r\n]|$)/.exec(text.slice(from, from + 200))?.[0].length ?? 0;
  return from + spaces;
}
