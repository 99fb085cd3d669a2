import type { ArrayNode, Node, ObjectNode } from '../syntax/node.ts';
import { locate } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';

/** How a text is laid out where something is about to be written. */
export interface Layout {
  readonly json: boolean;
  /** Among the headers of an HTTP message. */
  readonly headers: boolean;
  /** Inside brackets. */
  readonly flow: boolean;
  /** Collections in brackets get a line for each item. */
  readonly lines: boolean;
  /** YAML: objects that hold no other objects are written in braces, since the text does so. */
  readonly braces: boolean;
  /** What stands before the lines of the collection that is written into. */
  readonly indent: string;
  /** What one level adds. */
  readonly step: string;
  readonly eol: string;
}

/** Of a file that is about to be made. */
export const newFileLayout = (json: boolean, eol = '\n'): Layout => ({
  json,
  headers: false,
  flow: json,
  lines: json,
  braces: !json,
  indent: '',
  step: '  ',
  eol,
});

export function layoutAt(tree: Tree, offset: number, flow: boolean): Layout {
  const json = tree.syntax !== 'yaml';
  const { text } = tree.source;
  const root = tree.documents.find((document) => document !== undefined);
  const span = root ? tree.span(root) : { start: 0, end: 0 };
  return {
    json,
    headers: isInHeaders(tree, offset),
    flow: json || flow,
    lines: tree.syntax === 'json' && (hasLineBreak(text, span.start, span.end) || span.end - span.start <= 2),
    braces: tree.syntax === 'yaml' && /^[ \t-]*[\w"'-]+: *\{ *\S/m.test(text),
    indent: /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '',
    step: stepOf(tree),
    eol: eolOf(text),
  };
}

/** The text's own line break: that of its first line. */
export function eolOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** What the first nested line of a text is indented by. */
function stepOf(tree: Tree): string {
  const found =
    tree.syntax === 'yaml' ? /:[ \t]*(?:#.*)?\r?\n( {1,8})[^\s#-]/.exec(tree.source.text) : /[{[][ \t]*\r?\n([ \t]{1,8})\S/.exec(tree.source.text);
  return found?.[1] ?? '  ';
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

/** The end of a line, without its line break. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The start of the next line; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

/** Whether a place lies among the headers of an HTTP message, where values stand as they are. */
export const isInHeaders = (tree: Tree, offset: number): boolean =>
  tree.syntax === 'http' && locate(tree, offset)?.path.some(({ pointer }) => pointer === '/headers') === true;

export const isBlank = (text: string, start: number, end: number): boolean => /^\s*$/.test(text.slice(start, end));

export const hasLineBreak = (text: string, start: number, end: number): boolean => /[\n\r]/.test(text.slice(start, end));

/** Spaces as wide as what stands before the offset on its line: below a dash its items go on in the column of the first. */
export const columnIndent = (text: string, offset: number): string => text.slice(lineStart(text, offset), offset).replace(/[^\t]/g, ' ');

/** Whether the text of a node ends with a block scalar, to which the blank lines below belong. */
export function endsInBlockScalar(node: Node): boolean {
  if (node.kind === 'string') return node.style === 'block';
  const last = lastOf(node);
  return last !== undefined && endsInBlockScalar(last);
}

function lastOf(node: Node): Node | undefined {
  if (node.kind === 'object') return node.flow ? undefined : node.properties.at(-1)?.value;
  return node.kind === 'array' && !node.flow ? node.items.at(-1) : undefined;
}

/** Where the lines of a block item end: the start of the line after it. */
export function afterLines(tree: Tree, node: Node, end: number): number {
  const { text } = tree.source;
  let at = nextLine(text, end);
  if (endsInBlockScalar(node)) while (at < text.length && isBlank(text, at, lineEnd(text, at))) at = nextLine(text, at);
  return at;
}

/** Whether a place lies inside brackets. */
export function isInFlow(tree: Tree, offset: number): boolean {
  if (tree.syntax !== 'yaml') return true;
  const isAround = (node: Node): node is ArrayNode | ObjectNode =>
    (node.kind === 'array' || node.kind === 'object') && node.flow && tree.span(node).start < offset;
  return locate(tree, offset)?.path.some(({ node }) => isAround(node)) ?? false;
}

/** The comma between two offsets, comments passed over. */
export function commaBetween(tree: Tree, start: number, end: number): number | undefined {
  const comments = tree.comments.filter(({ span }) => span.start < end && span.end > start);
  for (let at = start; at < end; at++) {
    const inside = comments.find(({ span }) => span.start <= at && at < span.end);
    if (inside) at = inside.span.end - 1;
    else if (tree.source.text[at] === ',') return at;
  }
  return undefined;
}
