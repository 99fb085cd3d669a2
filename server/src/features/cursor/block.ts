import { scanFlow } from './flow.ts';
import { type Capture, type Container, type Entry, add, endOfQuoted, open, pathOf, unquote } from './outline.ts';

/** Nesting deeper than this is not followed. */
const maxDepth = 200;

/** Scans one YAML document line by line and notes what is being written at the offset. */
export function scanBlock(text: string, start: number, end: number, offset: number): Capture | undefined {
  /** The innermost open object or list. */
  let top: Container | undefined;
  let depth = 0;
  let capture: Capture | undefined;
  /** Lines that are indented more than this belong to a block scalar. */
  let scalarAbove: number | undefined;
  let past = false;

  const enter = (kind: Container['kind'], column: number): Container => {
    const last = top?.entries.at(-1);
    if (last) last.filled = true;
    depth++;
    top = open(kind, column, top);
    return top;
  };
  const leave = (): void => {
    top = top?.parent;
    depth--;
  };

  let line = start;
  while (line < end) {
    const lineEnd = endOfLine(text, line, end);
    const next = afterBreak(text, lineEnd, end);
    let at = line;
    while (at < lineEnd && text[at] === ' ') at++;
    let column = at - line;
    const holdsCursor: boolean = !past && offset >= line && offset <= lineEnd;
    const blank = at === lineEnd || text.slice(at, lineEnd).trim() === '';

    if (scalarAbove !== undefined && (blank ? !holdsCursor || offset - line > scalarAbove : column > scalarAbove)) {
      if (holdsCursor) return undefined;
      line = next;
      continue;
    }
    scalarAbove = undefined;
    if (blank) {
      if (holdsCursor) {
        capture = onBlank(top, offset, offset - line);
        past = true;
      }
      line = next;
      continue;
    }
    if (text[at] === '#') {
      if (holdsCursor && offset > at) return undefined;
      if (holdsCursor) capture = onBlank(top, offset, offset - line);
      past ||= holdsCursor;
      line = next;
      continue;
    }
    if (column === 0 && /^(---|\.\.\.|%)/.test(text.slice(at, at + 3))) {
      if (holdsCursor) return undefined;
      line = next;
      continue;
    }
    if (holdsCursor && offset < at) {
      capture = onBlank(top, offset, offset - line);
      past = true;
    }

    while (top && top.indent > column) leave();
    // Dashes, of which several may open on one line.
    while (text[at] === '-' && (at + 1 >= lineEnd || text[at + 1] === ' ') && depth < maxDepth) {
      if (top?.kind === 'object' && top.indent === column && top.entries.at(-1)?.filled !== false) leave();
      if (top?.kind !== 'array' || top.indent !== column) enter('array', column);
      if (top) add(top, '', { start: at, end: at + 1 });
      at++;
      const afterDash = at;
      while (at < lineEnd && text[at] === ' ') at++;
      column = at - line;
      if (holdsCursor && !past && offset > afterDash - 1 && (offset < at || at === lineEnd) && offset >= afterDash) {
        capture = at === lineEnd && offset === afterDash ? undefined : onItem(top, offset);
        past = true;
      }
    }
    if (at >= lineEnd) {
      line = next;
      continue;
    }
    if (top?.kind === 'array' && top.indent === column) leave();

    at = skipProperties(text, at, lineEnd);
    const quote = text[at] === '"' ? '"' : text[at] === "'" ? "'" : '';
    const keyEnd = endOfKey(text, at, lineEnd);
    if (keyEnd === undefined && text[at] !== '{' && text[at] !== '[') {
      // A scalar, the continuation of one, or a name that is still without its colon.
      const word = quote ? endOfQuoted(text, at, lineEnd) : { end: endOfPlain(text, at, lineEnd), closed: false };
      const last: Entry | undefined = top?.entries.at(-1);
      const isValue = top !== undefined && last !== undefined && !last.filled && (top.kind === 'array' || column > top.indent);
      if (holdsCursor && !past && offset >= at && offset <= word.end) {
        const base = { flow: false, word: inner(at, word.end, quote, word.closed), quote, closed: word.closed } as const;
        const mayBeKey = !/\s/.test(text.slice(at, word.end));
        if (isValue && top) {
          capture = {
            ...base,
            ...(mayBeKey && { key: { path: [...pathOf(top), last.name], container: undefined, colon: false } }),
            value: { path: [...pathOf(top), last.name], container: top, entry: last },
          };
        } else if (mayBeKey && (!top || (top.kind === 'object' && top.indent === column))) {
          capture = { ...base, key: { path: pathOf(top), container: top, colon: false } };
        }
        past = true;
      }
      if (isValue) {
        last.value = { start: at, end: word.end };
        last.filled = true;
      }
      past ||= holdsCursor;
      line = next;
      continue;
    }

    let entry: Entry | undefined;
    if (keyEnd !== undefined) {
      if (top?.kind !== 'object' || top.indent !== column) {
        if (depth >= maxDepth) {
          line = next;
          continue;
        }
        enter('object', column);
      }
      const object = top;
      if (!object) break;
      entry = add(object, unquote(text.slice(at, keyEnd)), { start: at, end: keyEnd });
      if (holdsCursor && !past && offset >= at && offset <= keyEnd) {
        const closed = quote !== '' && text[keyEnd - 1] === quote;
        capture = {
          flow: false,
          word: inner(at, keyEnd, quote, closed),
          quote,
          closed,
          key: { path: pathOf(object), container: object, entry, colon: true },
        };
        past = true;
      }
      let value = keyEnd;
      while (value < lineEnd && text[value] !== ':') value++;
      value++;
      const afterColon = value;
      while (value < lineEnd && (text[value] === ' ' || text[value] === '\t')) value++;
      at = skipProperties(text, value, lineEnd);
      if (holdsCursor && !past && offset >= afterColon && (offset < at || at >= lineEnd)) {
        if (offset > afterColon || at > afterColon)
          capture = { ...empty(offset), value: { path: [...pathOf(object), entry.name], container: object, entry } };
        past = true;
      }
      if (at >= lineEnd || text[at] === '#') {
        past ||= holdsCursor;
        line = next;
        continue;
      }
    }

    const first = text[at] ?? '';
    if (first === '{' || first === '[') {
      if (entry) entry.filled = true;
      else {
        const last = top?.entries.at(-1);
        if (last) last.filled = true;
      }
      const own = top?.indent ?? -1;
      const flow = scanFlow(text, at, end, past ? -1 : offset, top, false, (from) => endsBefore(text, from, end, own));
      if (!past && flow.capture) {
        capture = flow.capture;
        past = true;
      }
      past ||= flow.end > offset;
      line = flow.end < lineEnd ? next : afterBreak(text, endOfLine(text, Math.max(flow.end, at + 1), end), end);
      if (flow.end > lineEnd && text[flow.end - 1] !== '}' && text[flow.end - 1] !== ']') line = startOfLine(text, flow.end, start);
      if (line <= lineEnd) line = next;
      continue;
    }
    if ((first === '|' || first === '>') && entry) {
      entry.filled = true;
      scalarAbove = top?.indent ?? 0;
    } else if (entry) {
      const quoted = first === '"' || first === "'";
      const value = quoted ? endOfQuoted(text, at, lineEnd) : { end: endOfPlain(text, at, lineEnd), closed: false };
      entry.value = { start: at, end: value.end };
      entry.filled = true;
      if (holdsCursor && !past && offset >= at && offset <= value.end && top) {
        capture = {
          flow: false,
          word: inner(at, value.end, quoted ? first : '', value.closed),
          quote: quoted ? first : '',
          closed: value.closed,
          value: { path: [...pathOf(top), entry.name], container: top, entry },
        };
      }
    }
    past ||= holdsCursor;
    line = next;
  }
  if (!past && offset >= end) {
    const from = startOfLine(text, offset, start);
    if (text.slice(from, offset).trim() === '')
      return scalarAbove !== undefined && offset - from > scalarAbove ? undefined : onBlank(top, offset, offset - from);
  }
  return capture;
}

const empty = (offset: number) => ({ flow: false, word: { start: offset, end: offset }, quote: '', closed: false }) as const;

/** A line that is empty up to the cursor: its column tells which of the open containers is meant. */
function onBlank(innermost: Container | undefined, offset: number, column: number): Capture {
  let top = innermost;
  while (top && top.indent > column) top = top.parent;
  if (!top)
    return {
      ...empty(offset),
      key: { path: [], container: innermost && rootOf(innermost), colon: false },
      ...(!innermost && { value: { path: [] } }),
    };
  const last = top.entries.at(-1);
  if (top.kind === 'array') {
    // Below a dash, further right: a value of its own. In the dash's column only another dash could stand.
    if (column > top.indent && last && !last.filled) {
      const path = [...pathOf(top), last.name];
      return { ...empty(offset), key: { path, container: undefined, colon: false }, value: { path, container: top, entry: last } };
    }
    const parent = top.parent;
    if (parent?.kind === 'object' && parent.indent === column)
      return { ...empty(offset), key: { path: pathOf(parent), container: parent, colon: false } };
    return empty(offset);
  }
  if (column === top.indent) return { ...empty(offset), key: { path: pathOf(top), container: top, colon: false } };
  if (!last || last.filled) return empty(offset);
  const path = [...pathOf(top), last.name];
  return { ...empty(offset), key: { path, container: undefined, colon: false }, value: { path, container: top, entry: last } };
}

function onItem(list: Container | undefined, offset: number): Capture {
  if (!list) return empty(offset);
  const entry = list.entries.at(-1);
  const path = [...pathOf(list), entry?.name ?? '0'];
  return { ...empty(offset), key: { path, container: undefined, colon: false }, value: { path, container: list, ...(entry && { entry }) } };
}

function rootOf(container: Container): Container {
  let root = container;
  while (root.parent) root = root.parent;
  return root;
}

const inner = (start: number, end: number, quote: string, closed: boolean) => ({
  start: quote ? start + 1 : start,
  end: quote && closed ? Math.max(end - 1, start + 1) : end,
});

/** The end of a name that its colon follows; undefined where the line has none. */
function endOfKey(text: string, start: number, lineEnd: number): number | undefined {
  const first = text[start] ?? '';
  if (first === '"' || first === "'") {
    const { end, closed } = endOfQuoted(text, start, lineEnd);
    let at = end;
    while (at < lineEnd && text[at] === ' ') at++;
    return closed && text[at] === ':' && (at + 1 >= lineEnd || /\s/.test(text[at + 1] ?? ' ')) ? end : undefined;
  }
  if ('{[|>@`%#'.includes(first)) return undefined;
  for (let at = start; at < lineEnd; at++) {
    if (text[at] === '#' && at > start && /\s/.test(text[at - 1] ?? '')) return undefined;
    if (text[at] === ':' && (at + 1 >= lineEnd || text[at + 1] === ' ' || text[at + 1] === '\t')) {
      let end = at;
      while (end > start && text[end - 1] === ' ') end--;
      return end;
    }
  }
  return undefined;
}

/** Past `&anchor` and `!tag`. */
function skipProperties(text: string, start: number, lineEnd: number): number {
  let at = start;
  while (at < lineEnd && (text[at] === '&' || text[at] === '!')) {
    while (at < lineEnd && text[at] !== ' ') at++;
    while (at < lineEnd && text[at] === ' ') at++;
  }
  return at;
}

function endOfPlain(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  for (let at = start + 1; at < lineEnd; at++) {
    if (text[at] === '#' && /\s/.test(text[at - 1] ?? '')) {
      end = at;
      break;
    }
  }
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** Whether a line is indented so little that a flow collection of a container at `indent` cannot go on in it. */
function endsBefore(text: string, lineStart: number, end: number, indent: number): boolean {
  let at = lineStart;
  while (at < end && text[at] === ' ') at++;
  return at < end && !/[\r\n}\]]/.test(text[at] ?? '') && at - lineStart <= Math.max(indent, -1);
}

function endOfLine(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function afterBreak(text: string, lineEnd: number, end: number): number {
  if (lineEnd >= end) return end;
  return text[lineEnd] === '\r' && text[lineEnd + 1] === '\n' ? Math.min(lineEnd + 2, end) : lineEnd + 1;
}

function startOfLine(text: string, offset: number, least: number): number {
  let at = Math.min(offset, text.length);
  while (at > least && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}
