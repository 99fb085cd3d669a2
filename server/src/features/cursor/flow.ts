import { type Capture, type Container, type Cursor, type Entry, add, endOfQuoted, open, pathOf, unquote } from './outline.ts';

/** Brackets nested deeper than this are not followed. */
const maxDepth = 200;

export interface FlowScan {
  readonly end: number;
  readonly capture?: Capture;
}

/**
 * Scans a value in brackets, from its `{` or `[` to the one that closes it: JSON as a whole, or a flow collection in YAML.
 * `endsAt` tells for the begin of a line whether the value must have ended there (YAML: by its indentation).
 */
export function scanFlow(
  text: string,
  start: number,
  end: number,
  offset: number,
  parent: Container | undefined,
  json: boolean,
  endsAt: (lineStart: number) => boolean,
): FlowScan {
  let top: Container | undefined;
  let depth = 0;
  let skipped = 0;
  /** In an object: what comes next. Lists always expect a value. */
  let expects: 'key' | 'colon' | 'value' | 'comma' = 'value';
  let capture: Capture | undefined;
  let at = start;

  const note = (from: number, to: number, quote: Cursor['quote'], closed: boolean, word: boolean): void => {
    if (capture || !top || skipped > 0) return;
    if (offset > to || (word && offset < from) || (!word && offset > from)) return;
    const span = word ? { start: quote ? from + 1 : from, end: quote && closed ? to - 1 : to } : { start: offset, end: offset };
    const base = { flow: true, word: span, quote, closed };
    const inValue = expects === 'value' || (expects === 'comma' && top.kind === 'array');
    if (top.kind === 'object' && !inValue) {
      if (expects === 'colon' && !word) {
        capture = { ...base, key: { path: pathOf(top), container: top, colon: false } };
      } else {
        const entry = word ? top.entries.at(-1) : undefined;
        capture = {
          ...base,
          key: { path: pathOf(top), container: top, ...(entry && expects === 'colon' ? { entry } : {}), colon: word && colonFollows(text, to, end) },
        };
      }
    } else {
      const isItem = top.kind === 'array';
      const entry = isItem && !word ? undefined : top.entries.at(-1);
      const name = entry?.name ?? (isItem ? String(top.entries.length) : '');
      capture = { ...base, value: { path: [...pathOf(top), name], container: top, ...(entry && { entry }) } };
    }
  };

  while (at < end) {
    const unit = text[at] ?? '';
    if (unit === '\n' || unit === '\r') {
      at++;
      if (top && endsAt(at)) break;
      continue;
    }
    if (unit === ' ' || unit === '\t') {
      at++;
      continue;
    }
    if (json ? unit === '/' && text[at + 1] === '/' : unit === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const line = text.slice(at, end).search(/[\r\n]/);
      const to = line < 0 ? end : at + line;
      if (offset > at && offset <= to) return { end: to };
      at = to;
      continue;
    }
    if (unit === '{' || unit === '[') {
      note(at, at, '', false, false);
      if (depth >= maxDepth) {
        skipped++;
      } else {
        fill(top, at);
        top = open(unit === '{' ? 'object' : 'array', -1, top ?? parent);
        depth++;
        expects = unit === '{' ? 'key' : 'value';
      }
      at++;
      continue;
    }
    if (unit === '}' || unit === ']') {
      note(at, at, '', false, false);
      at++;
      if (skipped > 0) {
        skipped--;
        continue;
      }
      depth--;
      top = depth > 0 ? top?.parent : undefined;
      expects = 'comma';
      if (depth <= 0) break;
      continue;
    }
    if (unit === ',') {
      note(at, at, '', false, false);
      expects = top?.kind === 'object' ? 'key' : 'value';
      at++;
      continue;
    }
    if (unit === ':' && (json || !/[^\s,[\]{}]/.test(text[at + 1] ?? ' ') || text[at - 1] === '"')) {
      note(at, at, '', false, false);
      if (top?.kind === 'object') expects = 'value';
      at++;
      continue;
    }
    // A word: quoted or bare.
    const quoted = unit === '"' || (unit === "'" && !json);
    const quote = quoted ? (unit as '"' | "'") : '';
    const word = quoted ? endOfQuoted(text, at, end) : { end: endOfBare(text, at, end, json), closed: false };
    if (skipped === 0 && top) {
      if (top.kind === 'object' && (expects === 'key' || (expects === 'comma' && colonFollows(text, word.end, end)))) {
        add(top, unquote(text.slice(at, word.end)), { start: at, end: word.end });
        expects = 'colon';
        note(at, word.end, quote, word.closed, true);
      } else {
        const entry: Entry | undefined = top.kind === 'array' ? add(top, '', { start: at, end: word.end }) : top.entries.at(-1);
        note(at, word.end, quote, word.closed, true);
        if (entry && expects === 'value') {
          entry.value = { start: at, end: word.end };
          entry.filled = true;
        }
        expects = 'comma';
      }
    }
    at = Math.max(word.end, at + 1);
  }
  if (top) note(Math.max(at, offset), Math.max(at, offset), '', false, false);
  return capture ? { end: at, capture } : { end: at };
}

function fill(top: Container | undefined, at: number): void {
  if (top?.kind === 'array') add(top, '', { start: at, end: at }).filled = true;
  else {
    const entry = top?.entries.at(-1);
    if (entry) entry.filled = true;
  }
}

function colonFollows(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return text[at] === ':';
}

function endOfBare(text: string, start: number, end: number, json: boolean): number {
  for (let at = start; at < end; at++) {
    const unit = text[at] ?? '';
    if (',[]{}\n\r'.includes(unit)) return trimmed(text, start, at);
    if (unit === ':' && (json || !/[^\s,[\]{}]/.test(text[at + 1] ?? ' '))) return trimmed(text, start, at);
    if (json && (unit === '"' || unit === ' ' || unit === '\t')) return trimmed(text, start, at);
    if (!json && unit === '#' && /\s/.test(text[at - 1] ?? '')) return trimmed(text, start, at);
  }
  return trimmed(text, start, end);
}

function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(text[at - 1] ?? '')) at--;
  return Math.max(at, start + 1);
}
