import { memo } from '../text/memo.ts';
import type { Source } from '../text/source.ts';
import { createFaults, createTree, type Faults, type Part, tooLarge } from './build.ts';
import { readJson } from './json-reader.ts';
import type { Block, Node, Property, StringNode } from './node.ts';
import { type Comment, maxLength, type Tree } from './tree.ts';

/**
 * The tree of HTTP messages as people keep them in files: perhaps a first line, headers, an empty line, a body (RFC 9112, 2.1).
 * A line that begins with `###` begins another message; `#` and `//` above the body are comments, `@name = value` is passed over.
 *
 * A message is `{ request?, headers, body? }`. The names of headers are in lower case, since their case means nothing, and
 * `headers` is a block of lines (`flow` is false). A body is JSON where the content type says so, or where it says nothing
 * and the body begins as JSON does; else it is a text. One that is read from another file (`< path`) is not there.
 */
export const parseHttp: (source: Source) => Tree = memo((source: Source) => {
  const { text } = source;
  if (text.length > maxLength) return tooLarge(source, 'http');
  const faults = createFaults();
  const comments: Comment[] = [];
  const parts: Part[] = [];
  for (const extent of messages(text)) {
    const block: Block = { id: String(parts.length) };
    const node = readMessage({ text, ...extent, document: parts.length, block, faults, comments });
    parts.push({ node, block, extent });
  }
  return createTree(source, 'http', parts, faults.all, comments);
});

interface Message {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly document: number;
  readonly block: Block;
  readonly faults: Faults;
  readonly comments: Comment[];
}

/** From behind each `###` line to the next one. What stands before the first counts only where it is more than comments. */
function messages(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: separator } of text.matchAll(/^###.*(?:\n|$)/gm)) {
    if (found.length > 0 || hasMessage(text.slice(start, index))) found.push({ start, end: index });
    start = index + separator.length;
  }
  if (found.length === 0 || text.slice(start).trim() !== '') found.push({ start, end: text.length });
  return found;
}

const hasMessage = (text: string): boolean => /^(?![ \t]*(?:#|\/\/|@|\r?$))/m.test(text.trimEnd()) && text.trim() !== '';

function readMessage(message: Message): Node | undefined {
  const { text, start, end, block, document, faults, comments } = message;
  const located = (from: number, to: number) => ({ block, start: from - start, end: to - start });
  const headers: Property[] = [];
  let request: StringNode | undefined;
  let bodyStart: number | undefined;
  let at = start;
  while (at < end && bodyStart === undefined) {
    const lineEnd = endOfLine(text, at, end);
    const next = Math.min(text.indexOf('\n', lineEnd) < 0 ? end : text.indexOf('\n', lineEnd) + 1, end);
    const line = text.slice(at, lineEnd);
    const last = headers.at(-1);
    const began = request !== undefined || headers.length > 0;
    const name = headerName(line);
    if (line.trim() === '') {
      if (began) bodyStart = next;
    } else if (/^(?:#|\/\/)/.test(line)) {
      comments.push({ span: { start: at, end: lineEnd }, text: line.replace(/^(?:#+|\/\/)/, '').trim() });
    } else if (!began && /^@/.test(line)) {
      // A variable of the tools that send such files.
    } else if (!began && /^(?:[A-Z]{3,10}[ \t]+\S|HTTP\/\d|https?:\/\/)/.test(line)) {
      request = { kind: 'string', ...located(at, at + line.trimEnd().length), value: line.trimEnd(), style: 'plain' };
    } else if (/^[ \t]/.test(line) && last?.value.kind === 'string') {
      // The old way of folding (RFC 9112, 5.2): the line break is part of the value here, so that a rule can speak of it.
      const from = start + last.value.start;
      const to = at + line.trimEnd().length;
      headers[headers.length - 1] = { ...last, end: to - start, value: { ...last.value, end: to - start, value: text.slice(from, to) } };
    } else if (/^[ \t]/.test(line) && request && headers.length === 0) {
      // The query of a long address goes on in lines of its own.
    } else if (name !== undefined) {
      headers.push(headerOf(line.trimEnd(), name, at, located));
    } else if (/^[{[<]/.test(line)) {
      faults.add({
        kind: 'syntax',
        span: { start: at, end: at + 1 },
        document,
        detail: 'An empty line is missing between the headers and the body.',
      });
      bodyStart = at;
    } else {
      const span = { start: at, end: at + line.trimEnd().length };
      faults.add({ kind: 'syntax', span, document, detail: 'A header is a name, a colon and a value.' });
    }
    at = next;
  }
  const body = bodyStart === undefined ? undefined : readBody(message, bodyStart, headers);
  if (!request && headers.length === 0 && !body) return undefined;
  return messageNode(message, request, headers, body);
}

/** A token before a colon (RFC 9110, 5.6.2). AMQP's `cloudEvents:` has a colon in it, which is read so that a rule can speak of it. */
function headerName(line: string): string | undefined {
  const [token = ''] = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/.exec(line) ?? [];
  const [rest = ''] = /^cloudevents$/i.test(token) ? (/^:[0-9A-Za-z]+(?=[ \t]*:)/.exec(line.slice(token.length)) ?? []) : [];
  const name = token + rest;
  return name !== '' && /^[ \t]*:/.test(line.slice(name.length)) ? name : undefined;
}

function headerOf(
  line: string,
  name: string,
  start: number,
  located: (from: number, to: number) => Pick<StringNode, 'block' | 'start' | 'end'>,
): Property {
  const colon = line.indexOf(':', name.length);
  const from = colon + 1 + (/^[ \t]*/.exec(line.slice(colon + 1))?.[0].length ?? 0);
  return {
    ...located(start, start + line.length),
    key: { kind: 'string', ...located(start, start + name.length), value: name.toLowerCase(), style: 'plain' },
    value: { kind: 'string', ...located(start + from, start + line.length), value: line.slice(from), style: 'plain' },
  };
}

function readBody({ text, start, end, document, block, faults, comments }: Message, from: number, headers: readonly Property[]): Node | undefined {
  let first = from;
  while (first < end && isSpace(text.charCodeAt(first))) first++;
  let last = end;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last--;
  if (first === last || /^<@?[ \t]+\S[^\n]*$/.test(text.slice(first, last))) return undefined;
  const type = headers.findLast(({ key }) => key.value === 'content-type')?.value;
  const media = type?.kind === 'string' ? type.value : undefined;
  const isJson = media === undefined ? /^[{[]/.test(text.slice(first, first + 1)) : /^[^;]*[/+]json\s*(?:;|$)|^[^;]*-batch\+json/i.test(media);
  if (isJson) return readJson({ text, start: first, end: last, base: start, depth: 1, document, block, faults, comments });
  return { kind: 'string', block, start: first - start, end: last - start, value: text.slice(first, last), style: 'plain' };
}

/** The three parts under names that stand nowhere in the text: their spans are empty, and lie before what they name. */
function messageNode({ block }: Message, request: StringNode | undefined, headers: readonly Property[], body: Node | undefined): Node {
  const named = (name: string, value: Node): Property => ({
    block,
    start: value.start,
    end: value.end,
    key: { kind: 'string', block, start: value.start, end: value.start, value: name, style: 'plain' },
    value,
  });
  const first = headers[0];
  const where = first?.start ?? request?.end ?? body?.start ?? 0;
  const lines: Node = { kind: 'object', block, start: where, end: headers.at(-1)?.end ?? where, properties: headers, flow: false };
  const properties = [...(request ? [named('request', request)] : []), named('headers', lines), ...(body ? [named('body', body)] : [])];
  return { kind: 'object', block, start: properties[0]?.start ?? 0, end: properties.at(-1)?.end ?? 0, properties, flow: false };
}

/** Of lines that end in `\n` or `\r\n`; a `\r` elsewhere is a character like others. */
function endOfLine(text: string, from: number, end: number): number {
  const found = text.indexOf('\n', from);
  const at = found < 0 || found > end ? end : found;
  return at > from && text.charCodeAt(at - 1) === 13 && at === found ? at - 1 : at;
}

const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);
