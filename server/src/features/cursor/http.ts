import { get, textOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { endOfLine, startOfLine } from './lines.ts';
import { scanFlow } from './flow.ts';
import { add, type Capture, open } from './outline.ts';

/** What is being written in an HTTP message: a header, or something in a body that is JSON. */
export function scanHttp(tree: Tree, document: number, offset: number): Capture | undefined {
  const { text } = tree.source;
  const message = tree.documents[document];
  const extent = tree.extents[document] ?? { start: 0, end: text.length };
  const body = get(message, 'body');
  const bodyStart = body && tree.span(body).start;
  if (bodyStart !== undefined && offset >= bodyStart) {
    const root = open('object', -1, undefined);
    add(root, 'body', { start: bodyStart, end: bodyStart });
    return body?.kind === 'string' && body.style === 'plain'
      ? undefined
      : scanFlow(text, bodyStart, Math.max(extent.end, offset), offset, root, true, () => false).capture;
  }
  return scanHeader(tree, document, offset, Math.min(extent.start, offset));
}

function scanHeader(tree: Tree, document: number, offset: number, least: number): Capture | undefined {
  const { text } = tree.source;
  const start = startOfLine(text, offset, least);
  const end = endOfLine(text, start, text.length);
  const line = text.slice(start, end);
  if (/^(?:#|\/\/|@|[ \t])/.test(line) || textOf(get(tree.documents[document], 'request')) === line.trimEnd()) return undefined;
  if (/\n[ \t]*\r?\n/.test(text.slice(firstHeader(tree, document) ?? offset, start))) return undefined;
  const container = open('object', 0, undefined);
  const headers = get(tree.documents[document], 'headers');
  for (const { key } of headers?.kind === 'object' ? headers.properties : []) add(container, key.value, tree.span(key));
  const colon = line.indexOf(':');
  const nameEnd = start + (colon < 0 ? line.trimEnd().length : line.slice(0, colon).trimEnd().length);
  const name = text.slice(start, nameEnd).toLowerCase();
  if (offset <= nameEnd) {
    const entry = container.entries.find(({ span }) => span.start === start);
    const key = { path: ['headers'], container, ...(entry && { entry }), colon: colon >= 0 };
    return { flow: false, word: { start, end: nameEnd }, quote: '', closed: false, key };
  }
  if (colon < 0 || offset <= start + colon) return undefined;
  const from = Math.min(offset, start + colon + 1 + (/^[ \t]*/.exec(line.slice(colon + 1))?.[0].length ?? 0));
  const to = Math.max(offset, start + line.trimEnd().length);
  return { flow: false, word: { start: from, end: to }, quote: '', closed: false, value: { path: ['headers', name] } };
}

function firstHeader(tree: Tree, document: number): number | undefined {
  const headers = get(tree.documents[document], 'headers');
  return headers?.kind === 'object' && headers.properties.length > 0 ? tree.span(headers).start : undefined;
}
