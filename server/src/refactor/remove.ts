import type { ObjectNode, Property } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import { afterLines, commaBetween, endsInBlockScalar, isBlank, lineEnd, lineStart, nextLine } from './layout.ts';
import { replaceValue } from './replace.ts';

/** Takes a property out of an object, with its line and the comment on it. Of a name that stands there twice the last one goes. */
export function removeProperty(tree: Tree, object: ObjectNode, which: string | Property): readonly Edit[] {
  const index = object.properties.findLastIndex((candidate) => (typeof which === 'string' ? candidate.key.value === which : candidate === which));
  if (index < 0) return [];
  if (!object.flow && object.properties.length === 1 && tree.syntax === 'yaml') return replaceValue(tree, object, {});
  return object.flow ? removeInBrackets(tree, object, index) : removeLines(tree, object, index);
}

function removeLines(tree: Tree, object: ObjectNode, index: number): readonly Edit[] {
  const { text } = tree.source;
  const removed = object.properties[index];
  if (!removed) return [];
  const span = tree.span(removed);
  const next = object.properties[index + 1];
  const start = lineStart(text, span.start);
  // The first property may share its line with a dash or a `---`, which stay.
  if (!isBlank(text, start, span.start)) return [{ span: { start: span.start, end: next ? tree.span(next).start : span.end }, text: '' }];
  let end = afterLines(tree, removed.value, span.end);
  const before = object.properties[index - 1];
  // Blank lines below would fall to a block scalar above.
  if (before && endsInBlockScalar(before.value)) while (end < text.length && isBlank(text, end, lineEnd(text, end))) end = nextLine(text, end);
  if (end === text.length && start > 0 && !/[\n\r]$/.test(text)) return [{ span: { start: beforeBreak(text, start), end }, text: '' }];
  return [{ span: { start, end }, text: '' }];
}

const beforeBreak = (text: string, start: number): number => start - (text.startsWith('\r\n', start - 2) ? 2 : 1);

function removeInBrackets(tree: Tree, object: ObjectNode, index: number): readonly Edit[] {
  const { text } = tree.source;
  const outer = tree.span(object);
  const spans = object.properties.map((property) => tree.span(property));
  const span = spans[index];
  if (!span) return [];
  const next = spans[index + 1];
  const before = spans[index - 1];
  const ownComma = commaBetween(tree, span.end, next?.start ?? outer.end);
  const end = ownComma === undefined ? span.end : ownComma + 1;
  if (!before && !next) {
    const isAlone = isBlank(text, outer.start + 1, span.start) && isBlank(text, end, outer.end - 1);
    return [{ span: isAlone ? { start: outer.start + 1, end: outer.end - 1 } : { start: span.start, end }, text: '' }];
  }
  const edits: Edit[] = [{ span: withLine(text, { start: span.start, end }, next !== undefined), text: '' }];
  const commaBefore = before && ownComma === undefined ? commaBetween(tree, before.end, span.start) : undefined;
  if (commaBefore !== undefined) edits.push({ span: { start: commaBefore, end: commaBefore + 1 }, text: '' });
  return merged(edits);
}

/** With the whole line where nothing else stands in it, else with the spaces beside it. */
function withLine(text: string, span: Span, hasNext: boolean): Span {
  const start = lineStart(text, span.start);
  const rest = lineEnd(text, span.end);
  const isOwnLine = isBlank(text, start, span.start) && start > 0;
  if (isOwnLine && /^[ \t]*(?:(?:#|\/\/).*|\/\*.*\*\/[ \t]*)?$/.test(text.slice(span.end, rest)) && rest < text.length)
    return { start, end: nextLine(text, span.end) };
  if (hasNext) {
    let end = span.end;
    while (text[end] === ' ' || text[end] === '\t') end++;
    return { start: span.start, end };
  }
  let from = span.start;
  while (!isOwnLine && from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  return { start: from, end: span.end };
}

/** Edits that touch become one, in the order of the text. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const [a, b] = edits.toSorted((one, other) => one.span.start - other.span.start);
  if (!a || !b || a.span.end < b.span.start) return edits;
  return [{ span: { start: a.span.start, end: Math.max(a.span.end, b.span.end) }, text: '' }];
}
