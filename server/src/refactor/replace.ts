import type { Node, Property, StringStyle } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit } from '../text/edits.ts';
import { columnIndent, isInFlow, isInHeaders, layoutAt } from './layout.ts';
import { jsonText, yamlText } from './scalar.ts';
import { staysInLine, writeBlock, writeFlow } from './write.ts';

/** Puts another value in the place of a node. A text keeps the quotes of the text that it replaces. */
export function replaceValue(tree: Tree, node: Node, value: unknown): readonly Edit[] {
  const span = tree.span(node);
  const layout = layoutAt(tree, span.start, isInFlow(tree, span.start));
  if (layout.headers) return replaceText(tree, node, String(value));
  if (layout.json) return replaceText(tree, node, writeFlow(value, layout));
  if (isBlockOf(node, value)) {
    const indent = columnIndent(tree.source.text, span.start);
    return [{ span, text: writeBlock(value, { ...layout, indent }, indent) }];
  }
  if (typeof value === 'string' && node.kind === 'string') return replaceText(tree, node, yamlText(value, node.style, layout.flow));
  return replaceText(tree, node, writeFlow(value, layout));
}

/** Puts a text, as it is to stand in the file, in the place of a node. It has to fit into one line. */
export function replaceText(tree: Tree, node: Node, written: string): readonly Edit[] {
  const { text } = tree.source;
  const span = tree.span(node);
  if (node.kind === 'null' && node.absent && span.start === span.end) {
    const at = span.start + (tree.syntax === 'yaml' ? (/^(?:[&!][^\s,[\]{}]*[ \t]*)+/.exec(text.slice(span.start))?.[0].length ?? 0) : 0);
    const before = at > 0 && /[:\-?\w]/.test(text[at - 1] ?? '') ? ' ' : '';
    const after = /[^\s,}\]]/.test(text[at] ?? '') ? ' ' : '';
    return [{ span: { start: at, end: at }, text: before + written + after }];
  }
  const isBlock = (node.kind === 'object' || node.kind === 'array') && !node.flow;
  if (!isBlock) return [{ span, text: written }];
  // What stood on lines of its own goes behind its key, unless a comment stands there.
  let start = span.start;
  while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--;
  const isCommented = tree.comments.some((comment) => comment.span.end === start && start > 0);
  if (start === 0) return [{ span, text: written }];
  return isCommented
    ? [{ span, text: `${layoutAt(tree, span.start, false).step}${written}` }]
    : [{ span: { start, end: span.end }, text: ` ${written}` }];
}

/** Gives a property another name, in the quotes of the old one. */
export function renameKey(tree: Tree, property: Property, name: string): readonly Edit[] {
  const span = tree.span(property.key);
  if (isInHeaders(tree, span.start)) return [{ span, text: name }];
  if (tree.syntax !== 'yaml') return [{ span, text: jsonText(name) }];
  const style = property.key.style === 'block' ? 'plain' : property.key.style;
  return [{ span, text: yamlText(name, style, isInFlow(tree, span.start)) }];
}

/** Puts the source of a scalar between quotes, so that it is a text of just these characters; nothing where it is a text in quotes. */
export function quote(tree: Tree, node: Node): readonly Edit[] {
  if (node.kind === 'object' || node.kind === 'array' || (node.kind === 'string' && node.style !== 'plain')) return [];
  const span = tree.span(node);
  const raw = node.kind === 'string' ? node.value : tree.source.text.slice(span.start, span.end);
  return replaceText(tree, node, tree.syntax === 'yaml' ? yamlText(raw, quotesOf(tree), true) : jsonText(raw));
}

/** The quotes that a YAML text uses: single ones only where it has no double ones. */
function quotesOf(tree: Tree): StringStyle {
  let hasSingle = false;
  const hasDouble = (node: Node): boolean => {
    if (node.kind === 'string') {
      hasSingle ||= node.style === 'single';
      return node.style === 'double';
    }
    if (node.kind === 'array') return node.items.some(hasDouble);
    return node.kind === 'object' && node.properties.some(({ key, value }) => hasDouble(key) || hasDouble(value));
  };
  return !tree.documents.some((root) => root !== undefined && hasDouble(root)) && hasSingle ? 'single' : 'double';
}

/** Whether a value can be written on the lines of the block that it replaces. */
function isBlockOf(node: Node, value: unknown): boolean {
  if (staysInLine(value) && !(node.kind === 'array' && Array.isArray(value) && value.length > 0)) return false;
  if (node.kind === 'array') return !node.flow && Array.isArray(value);
  return node.kind === 'object' && !node.flow && !Array.isArray(value);
}
