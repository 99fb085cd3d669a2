import type { SilencedRule, Suppression, SuppressionFault } from '../../model/suppression.ts';
import { suppressionKeyword } from '../../model/suppression.ts';
import type { Comment, Tree } from '../../syntax/tree.ts';
import { isDate } from '../../text/formats.ts';
import { linesOf } from '../../text/lines.ts';
import { memo } from '../../text/memo.ts';
import type { Span } from '../../text/span.ts';

/**
 * The suppressions that the comments of a text are: `# eventwright-disable-next-line <rule>[, <rule>] -- reason (until 2027-01-31)`.
 * Each speaks of the next line that holds something else than comments, so that several may stand above one another.
 */
export const commentSuppressions: (tree: Tree) => readonly Suppression[] = memo((tree: Tree): readonly Suppression[] => {
  const { text } = tree.source;
  if (!text.includes('eventwright-')) return [];
  const found = tree.comments.flatMap((comment) => {
    const read = readComment(text.slice(comment.span.start, comment.span.end), comment.span);
    return read ? [{ comment, read }] : [];
  });
  const lineFor = nextLines(
    tree,
    found.map(({ comment }) => comment),
  );
  const { lineCount } = linesOf(tree.source);
  return found.map(({ comment, read }) => {
    const line = lineFor.get(comment) ?? lineCount;
    return { ...read, ...(line < lineCount && { line }) };
  });
});

/** Whether a text says something; the word that stands there in examples does not. */
export function hasReason(text: string | undefined): boolean {
  const [first, second] = text?.match(/[\p{L}\p{N}]+/gu) ?? [];
  return first !== undefined && (second !== undefined || !/^(?:reason|why|todo)$/i.test(first));
}

function readComment(raw: string, span: Span): Suppression | undefined {
  const [head = '', word = ''] = /^(?:#+|\/\/+|\/\*+)\s*(eventwright-(?:disable|ignore|suppress)[\w-]*:?)/.exec(raw) ?? [];
  if (word === '') return undefined;
  const from = (at: number, length: number): Span => ({ start: span.start + at, end: span.start + at + length });
  const broken = (fault: SuppressionFault, rules: readonly SilencedRule[] = []): Suppression => ({ by: 'comment', span, rules, fault });
  if (word !== suppressionKeyword) return broken({ kind: 'keyword', span: from(head.length - word.length, word.length) });

  const body = raw.slice(head.length, raw.endsWith('*/') ? -2 : undefined).trimEnd();
  const dashes = /(?:^|\s)--+(?=\s|$)/.exec(body);
  const list = (dashes ? body.slice(0, dashes.index) : body).trimEnd();
  const rules = [...list.matchAll(/[^\s,]+/g)].map((match) => ({ pattern: match[0], span: from(head.length + match.index, match[0].length) }));
  if (rules.length === 0) return broken({ kind: 'no-rule', span: from(head.length - word.length, word.length) });
  const stray = rules.find(
    ({ span: { start } }, index) => index > 0 && !raw.slice((rules[index - 1]?.span.end ?? 0) - span.start, start - span.start).includes(','),
  );
  if (stray) {
    const end = span.start + head.length + list.length;
    return broken({ kind: 'words', span: { start: stray.span.start, end }, hasDashes: dashes !== null }, rules);
  }

  const behind = dashes ? body.slice(dashes.index + dashes[0].length) : '';
  const until = readUntil(behind);
  const reason = until ? behind.slice(0, until.open) : behind;
  const suppression = { by: 'comment', span, rules, ...(hasReason(reason) && { reason: reason.trim() }) } as const;
  if (!until) return suppression;
  const { date, at } = until;
  const dateSpan = from(head.length + body.length - behind.length + at, Math.max(1, date.length));
  return isDate(date) ? { ...suppression, until: { date, span: dateSpan } } : { ...suppression, fault: { kind: 'date', span: dateSpan } };
}

/** `(until 2027-01-31)` at the end of a reason: the date as it is written, where it begins, and where the bracket opens. */
function readUntil(text: string): { readonly date: string; readonly at: number; readonly open: number } | undefined {
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  const inner = text.slice(open + 1, -1);
  const [word] = open < 0 ? [] : (/^\s*until\b/i.exec(inner) ?? []);
  if (word === undefined) return undefined;
  const rest = inner.slice(word.length);
  return { date: rest.trim(), at: open + 1 + word.length + (rest.length - rest.trimStart().length), open };
}

/** For each of these comments the next line that holds more than a comment, from zero; the count of lines where none does. */
function nextLines(tree: Tree, wanted: readonly Comment[]): ReadonlyMap<Comment, number> {
  const { text } = tree.source;
  const lines = linesOf(tree.source);
  /** The comment that is all that its lines hold, by its first line. */
  const alone = new Map<number, { readonly comment: Comment; readonly last: number }>();
  for (const comment of tree.comments) {
    const first = lines.position(comment.span.start).line;
    const last = lines.position(comment.span.end).line;
    const isAlone = isBlank(text, lines.line(first).start, comment.span.start) && isBlank(text, comment.span.end, lines.line(last).end);
    if (isAlone) alone.set(first, { comment, last });
  }
  const found = new Map<Comment, number>();
  // From the end to the beginning, so that a comment in a stack has its answer from the one below it.
  for (const comment of wanted.toReversed()) {
    let line = lines.position(comment.span.end).line + 1;
    while (line < lines.lineCount) {
      const next = alone.get(line);
      const known = next && found.get(next.comment);
      if (known !== undefined) {
        line = known;
        break;
      }
      if (next) line = next.last + 1;
      else if (isBlank(text, lines.line(line).start, lines.line(line).end)) line++;
      else break;
    }
    found.set(comment, line);
  }
  return found;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!' \t\r'.includes(text[at] ?? '')) return false;
  return true;
}
