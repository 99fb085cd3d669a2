import { scanFlow } from './flow.ts';
import { afterBreak, endOfKey, endOfLine, endOfPlain, endsBefore, skipProperties, startOfLine } from './lines.ts';
import { type Capture, type Container, type Cursor, type Entry, add, endOfQuoted, open, pathOf, unquote } from './outline.ts';

/** Nesting deeper than this is not followed. */
const maxDepth = 200;

interface Scan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  /** The innermost open object or list. */
  top: Container | undefined;
  depth: number;
  /** Set below `key: |`: lines that are indented more than this are text. */
  scalarAbove: number | undefined;
  /** What the cursor met; nothing where it is past and met nothing that could be completed. */
  capture: Capture | undefined;
  past: boolean;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly holdsCursor: boolean;
  /** How far it is read. */
  at: number;
}

/** Scans one YAML document line by line and notes what is being written at the offset. */
export function scanBlock(text: string, start: number, end: number, offset: number): Capture | undefined {
  const scan: Scan = { text, start, end, offset, top: undefined, depth: 0, scalarAbove: undefined, capture: undefined, past: false };
  for (let at = start; at < end; ) {
    const line = lineAt(scan, at);
    at = scanLine(scan, line);
    scan.past ||= line.holdsCursor;
  }
  // The last line has no end of its own when the text ends with a line break.
  const last = startOfLine(text, offset, start);
  if (!scan.past && offset >= end && text.slice(last, offset).trim() === '') onBlankLine(scan, offset - last);
  return scan.capture;
}

function lineAt({ text, end: limit, offset }: Scan, start: number): Line {
  const end = endOfLine(text, start, limit);
  let at = start;
  while (at < end && text[at] === ' ') at++;
  return { start, end, next: afterBreak(text, end, limit), holdsCursor: offset >= start && offset <= end, at };
}

/** Reads one line, or all lines of a collection in brackets; gives where the next one begins. */
function scanLine(scan: Scan, line: Line): number {
  const { text, offset } = scan;
  const indent = line.at - line.start;
  const blank = text.slice(line.at, line.end).trim() === '';
  if (!blank && scan.scalarAbove !== undefined && indent <= scan.scalarAbove) scan.scalarAbove = undefined;
  if (blank) {
    if (line.holdsCursor) onBlankLine(scan, offset - line.start);
    return line.next;
  }
  if (scan.scalarAbove !== undefined || (indent === 0 && /^(?:---|\.\.\.|%)/.test(text.slice(line.at, line.at + 3)))) return line.next;
  // In front of what the line holds, the column of the cursor tells, as on a blank line.
  if (line.holdsCursor && (offset < line.at || (offset === line.at && text[line.at] === '#'))) onBlankLine(scan, offset - line.start);
  if (text[line.at] === '#') return line.next;

  while (scan.top && scan.top.indent > indent) leave(scan);
  readDashes(scan, line);
  if (line.at >= line.end) return line.next;
  const column = line.at - line.start;
  if (scan.top?.kind === 'array' && scan.top.indent === column) leave(scan);
  line.at = skipProperties(text, line.at, line.end);

  const keyEnd = endOfKey(text, line.at, line.end);
  if (keyEnd !== undefined) {
    const entry = readKey(scan, line, keyEnd, column);
    return entry && line.at < line.end && text[line.at] !== '#' ? readValue(scan, line, entry) : line.next;
  }
  if (text[line.at] === '{' || text[line.at] === '[') return readFlow(scan, line, scan.top?.entries.at(-1));
  readLoneWord(scan, line, column);
  return line.next;
}

/** Dashes, of which several may open on one line. */
function readDashes(scan: Scan, line: Line): void {
  const { text, offset } = scan;
  while (text[line.at] === '-' && (line.at + 1 >= line.end || text[line.at + 1] === ' ') && scan.depth < maxDepth) {
    const column = line.at - line.start;
    // A list may stand in the column of its name: `reply:` and below it `- a`.
    if (scan.top?.kind === 'object' && scan.top.indent === column && scan.top.entries.at(-1)?.filled !== false) leave(scan);
    const list = scan.top?.kind === 'array' && scan.top.indent === column ? scan.top : enter(scan, 'array', column);
    const entry = add(list, '', { start: line.at, end: line.at + 1 });
    const behind = ++line.at;
    while (line.at < line.end && text[line.at] === ' ') line.at++;
    if (offset > behind && (offset < line.at || (offset === line.at && line.at === line.end))) meet(scan, valueOrKey(scan, list, entry));
  }
}

/** `key:`; leaves the line behind the colon. */
function readKey(scan: Scan, line: Line, keyEnd: number, column: number): Entry | undefined {
  const { text, offset } = scan;
  const isOpen = scan.top?.kind === 'object' && scan.top.indent === column;
  if (!isOpen && scan.depth >= maxDepth) return undefined;
  const object = isOpen && scan.top ? scan.top : enter(scan, 'object', column);
  const entry = add(object, unquote(text.slice(line.at, keyEnd)), { start: line.at, end: keyEnd });
  if (offset >= line.at && offset <= keyEnd) {
    meet(scan, { ...wordOf(scan, line.at, keyEnd), key: { path: pathOf(object), container: object, entry, colon: true } });
  }
  const colon = text.indexOf(':', keyEnd) + 1;
  let value = colon;
  while (value < line.end && (text[value] === ' ' || text[value] === '\t')) value++;
  line.at = skipProperties(text, value, line.end);
  // Directly behind the colon only a space could be written.
  if (offset > colon && (offset < line.at || (offset === line.at && line.at >= line.end))) {
    meet(scan, { ...nothingYet(scan), value: { path: [...pathOf(object), entry.name], container: object, entry } });
  }
  return entry;
}

/** What stands behind a colon on the same line. */
function readValue(scan: Scan, line: Line, entry: Entry): number {
  const { text, offset, top } = scan;
  const first = text[line.at] ?? '';
  if (first === '{' || first === '[') return readFlow(scan, line, entry);
  entry.filled = true;
  if (first === '|' || first === '>') {
    scan.scalarAbove = top?.indent ?? 0;
    return line.next;
  }
  const end = endOfScalar(scan, line);
  entry.value = { start: line.at, end };
  if (top && offset >= line.at && offset <= end) {
    meet(scan, { ...wordOf(scan, line.at, end), value: { path: [...pathOf(top), entry.name], container: top, entry } });
  }
  return line.next;
}

/** `{...}` or `[...]`, over as many lines as it has. */
function readFlow(scan: Scan, line: Line, entry: Entry | undefined): number {
  const { text, start, end, offset, top } = scan;
  if (entry) entry.filled = true;
  const indent = top?.indent ?? -1;
  const flow = scanFlow(text, line.at, end, scan.past ? -1 : offset, top, false, (from) => endsBefore(text, from, end, indent));
  if (flow.capture) meet(scan, flow.capture);
  scan.past ||= flow.end > offset;
  if (flow.end <= line.end) return line.next;
  const closed = text[flow.end - 1] === '}' || text[flow.end - 1] === ']';
  const next = closed ? afterBreak(text, endOfLine(text, flow.end, end), end) : startOfLine(text, flow.end, start);
  return Math.max(next, line.next);
}

/** A scalar on a line of its own, the continuation of one, or a name that is still without its colon. */
function readLoneWord(scan: Scan, line: Line, column: number): void {
  const { text, offset, top } = scan;
  const end = endOfScalar(scan, line);
  const last = top?.entries.at(-1);
  const isValue = top !== undefined && last !== undefined && !last.filled && (top.kind === 'array' || column > top.indent);
  if (offset >= line.at && offset <= end) {
    const mayBeKey = !/\s/.test(text.slice(line.at, end));
    const word = wordOf(scan, line.at, end);
    if (isValue) {
      const { key, value } = valueOrKey(scan, top, last);
      meet(scan, { ...word, ...(mayBeKey && key && { key }), ...(value && { value }) });
    } else if (mayBeKey && (!top || (top.kind === 'object' && top.indent === column))) {
      meet(scan, { ...word, key: { path: pathOf(top), container: top, colon: false } });
    }
  }
  if (!isValue) return;
  last.value = { start: line.at, end };
  last.filled = true;
}

/** A line that is empty up to the cursor: its column tells which of the open containers is meant. */
function onBlankLine(scan: Scan, column: number): void {
  if (scan.scalarAbove !== undefined && column > scan.scalarAbove) return;
  let top = scan.top;
  while (top && top.indent > column) top = top.parent;
  const last = top?.entries.at(-1);
  if (!top) {
    // Further left than everything so far: still the root's own object, or an empty document.
    const root = rootOf(scan.top);
    meet(scan, { ...nothingYet(scan), key: { path: [], container: root, colon: false }, ...(!root && { value: { path: [] } }) });
  } else if (top.kind === 'object' && column === top.indent) {
    meet(scan, { ...nothingYet(scan), key: { path: pathOf(top), container: top, colon: false } });
  } else if (column > top.indent && last && !last.filled) {
    meet(scan, valueOrKey(scan, top, last));
  } else if (top.kind === 'array' && top.parent?.kind === 'object' && top.parent.indent === column) {
    meet(scan, { ...nothingYet(scan), key: { path: pathOf(top.parent), container: top.parent, colon: false } });
  }
}

/** Where a value may begin on a place of its own, and with it an object: then the first name of that. */
function valueOrKey(scan: Scan, container: Container, entry: Entry): Capture {
  const path = [...pathOf(container), entry.name];
  return { ...nothingYet(scan), key: { path, container: undefined, colon: false }, value: { path, container, entry } };
}

/** The first that the cursor meets is what it is at. */
function meet(scan: Scan, capture: Capture): void {
  if (!scan.past) scan.capture = capture;
  scan.past = true;
}

function enter(scan: Scan, kind: Container['kind'], column: number): Container {
  const last = scan.top?.entries.at(-1);
  if (last) last.filled = true;
  scan.depth++;
  scan.top = open(kind, column, scan.top);
  return scan.top;
}

function leave(scan: Scan): void {
  scan.top = scan.top?.parent;
  scan.depth--;
}

const nothingYet = ({ offset }: Scan): Capture => ({ flow: false, word: { start: offset, end: offset }, quote: '', closed: false });

/** A word without its quotes. */
function wordOf({ text }: Scan, start: number, end: number): Capture {
  const quote = quoteAt(text, start);
  const closed = quote !== '' && end > start + 1 && text[end - 1] === quote;
  return { flow: false, word: { start: quote ? start + 1 : start, end: closed ? end - 1 : end }, quote, closed };
}

const quoteAt = (text: string, at: number): Cursor['quote'] => (text[at] === '"' || text[at] === "'" ? text[at] : '');

const endOfScalar = ({ text }: Scan, { at, end }: Line): number => (quoteAt(text, at) ? endOfQuoted(text, at, end).end : endOfPlain(text, at, end));

function rootOf(container: Container | undefined): Container | undefined {
  let root = container;
  while (root?.parent) root = root.parent;
  return root;
}
