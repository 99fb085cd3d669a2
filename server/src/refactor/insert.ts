import type { ArrayNode, ObjectNode } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit } from '../text/edits.ts';
import { emptySpan, type Span } from '../text/span.ts';
import { afterLines, columnIndent, commaBetween, hasLineBreak, isBlank, type Layout, layoutAt, lineEnd } from './layout.ts';
import { writeItem, writeProperty } from './write.ts';

/** Where a new property goes; behind the last one unless told otherwise. */
export interface Where {
  /** Behind the property of this name, where there is one. */
  readonly after?: string;
  /** Before all others. */
  readonly first?: boolean;
}

/** Writes `name: value` into an object, in the style of what stands there. */
export function insertProperty(tree: Tree, object: ObjectNode, name: string, value: unknown, where: Where = {}): readonly Edit[] {
  const after = where.after === undefined ? -1 : object.properties.findLastIndex(({ key }) => key.value === where.after);
  const index = where.first ? -1 : after >= 0 ? after : object.properties.length - 1;
  const spans = object.properties.map((property) => tree.span(property));
  if (object.flow) return insertInBrackets(tree, tree.span(object), spans, index, (layout) => writeProperty(name, value, layout));
  const first = spans[0];
  if (!first) return [];
  const layout: Layout = { ...layoutAt(tree, first.start, false), indent: columnIndent(tree.source.text, first.start) };
  const text = writeProperty(name, value, layout);
  const before = object.properties[index];
  const end = spans[index]?.end;
  if (!before || end === undefined) return [{ span: emptySpan(first.start), text: `${text}${layout.eol}${layout.indent}` }];
  return [insertLine(tree, afterLines(tree, before.value, end), `${layout.indent}${text}`, layout)];
}

/** Writes a further item to the end of a list. */
export function appendItem(tree: Tree, array: ArrayNode, value: unknown): readonly Edit[] {
  const span = tree.span(array);
  const last = array.items.at(-1);
  if (array.flow || !last) {
    const spans = array.items.map((item) => tree.span(item));
    return insertInBrackets(tree, span, spans, spans.length - 1, (layout) => writeItem(value, layout));
  }
  const layout: Layout = { ...layoutAt(tree, span.start, false), indent: columnIndent(tree.source.text, span.start) };
  return [insertLine(tree, afterLines(tree, last, tree.span(last).end), `${layout.indent}- ${writeItem(value, layout)}`, layout)];
}

function insertLine(tree: Tree, at: number, line: string, { eol }: Layout): Edit {
  const { text } = tree.source;
  const isAfterBreak = at > 0 && (text[at - 1] === '\n' || text[at - 1] === '\r');
  return { span: emptySpan(at), text: isAfterBreak ? `${line}${eol}` : `${eol}${line}` };
}

/** Between brackets: behind the item of that index, or before all others. */
function insertInBrackets(tree: Tree, outer: Span, items: readonly Span[], index: number, write: (layout: Layout) => string): readonly Edit[] {
  const { text } = tree.source;
  const first = items[0];
  const layout = layoutAt(tree, outer.start, true);
  if (!first) return intoEmpty(tree, outer, layout, write);
  const hasLines = hasLineBreak(text, outer.start, first.start);
  const indent = hasLines ? columnIndent(text, first.start) : layout.indent;
  const separator = hasLines ? `${layout.eol}${indent}` : ' ';
  const written = write({ ...layout, indent, lines: layout.lines && hasLines });
  const before = items[index];
  if (!before) return [{ span: emptySpan(first.start), text: `${written},${separator}` }];
  const comment = hasLines ? tree.comments.find(({ span }) => span.start >= before.end && span.start < lineEnd(text, before.end)) : undefined;
  if (!comment) return [{ span: emptySpan(before.end), text: `,${separator}${written}` }];
  // The comment speaks of the item that it follows, so the new one goes below it.
  const below = lineEnd(text, comment.span.end);
  if (commaBetween(tree, before.end, comment.span.start) !== undefined) return [{ span: emptySpan(below), text: `${separator}${written},` }];
  return [
    { span: emptySpan(before.end), text: ',' },
    { span: emptySpan(below), text: `${separator}${written}` },
  ];
}

function intoEmpty(tree: Tree, outer: Span, layout: Layout, write: (layout: Layout) => string): readonly Edit[] {
  const { text } = tree.source;
  const isBraces = text[outer.start] === '{';
  const isClosed = outer.end - outer.start >= 2 && text[outer.end - 1] === (isBraces ? '}' : ']');
  const inner = { start: outer.start + 1, end: isClosed ? outer.end - 1 : outer.start + 1 };
  const isEmpty = isBlank(text, inner.start, inner.end);
  const span = isEmpty ? inner : emptySpan(inner.start);
  const indent = layout.indent + layout.step;
  const written = write({ ...layout, indent: layout.lines ? indent : layout.indent });
  if (layout.lines) return [{ span, text: `${layout.eol}${indent}${written}${isEmpty ? `${layout.eol}${layout.indent}` : ''}` }];
  const space = isBraces ? ' ' : '';
  return [{ span, text: `${space}${written}${isEmpty ? space : ''}` }];
}
