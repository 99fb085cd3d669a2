import type { Faults } from './build.ts';
import { eachDuplicate } from './duplicates.ts';
import { readNumber } from './json-number.ts';
import { readString } from './json-string.ts';
import { skipTrivia } from './json-trivia.ts';
import type { ArrayNode, Block, Node, NullNode, ObjectNode, Property, StringNode } from './node.ts';
import { type Comment, type Fault, maxDepth } from './tree.ts';

export interface ReaderOptions {
  readonly text: string;
  /** The part of the text that holds the one value. */
  readonly start: number;
  readonly end: number;
  /** What offsets of nodes count from, where the value is only a part of its document; `start` without it. */
  readonly base?: number;
  /** How deep the value stands in its document already. */
  readonly depth?: number;
  readonly document: number;
  readonly block: Block;
  readonly faults: Faults;
  readonly comments: Comment[];
}

const quote = 34;
const apostrophe = 39;
const comma = 44;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** The characters of a bare word: a number, a literal, or what somebody forgot to quote. */
const word = /[^\s,:[\]{}"'/#]+/y;

/**
 * Reads one JSON value (RFC 8259) and recovers from whatever is wrong with it, since most texts in an editor are broken
 * at any moment. Linear in the text; recursion goes no deeper than `maxDepth`.
 */
export function readJson(options: ReaderOptions): Node | undefined {
  const { text, block, document, faults } = options;
  const base = options.base ?? options.start;
  const limit = options.end;
  let at = options.start;
  let depth = options.depth ?? 0;
  /** Which brackets are open, so that a wrong one closes what it can. */
  const open: number[] = [];
  let tooDeep = false;
  /** Set where a missing value was told, which is reason enough for the comma to be missing as well. */
  let excused = false;

  const fault = (kind: Fault['kind'], start: number, end: number, detail: string, mend?: string): void => {
    const span = { start, end };
    faults.add(mend === undefined ? { kind, span, document, detail } : { kind, span, document, detail, mend: { span, text: mend } });
  };
  const skip = (): void => {
    const unit = text.charCodeAt(at);
    if (unit > 32 && unit < 128 && unit !== 47 && unit !== 35 && at < limit) return;
    at = skipTrivia(text, at, limit, options);
  };
  /** The next character's code; NaN at the end. */
  const peek = (): number => (at < limit ? text.charCodeAt(at) : Number.NaN);
  const absent = (where: number): NullNode => ({ kind: 'null', block, start: where - base, end: where - base, absent: true });

  const string = (): StringNode => {
    const start = at;
    const read = readString(text, start, limit, faults, document);
    at = read.end;
    const single = text.charCodeAt(start) === apostrophe;
    if (single) {
      const closed = text.charCodeAt(at - 1) === apostrophe && at > start + 1;
      fault('not-json', start, at, 'A text in JSON stands in double quotes.', closed ? JSON.stringify(read.value) : undefined);
    }
    return { kind: 'string', block, start: start - base, end: at - base, value: read.value, style: single ? 'single' : 'double' };
  };

  const bareWord = (): string => {
    word.lastIndex = at;
    const found = word.exec(text)?.[0] ?? text[at] ?? '';
    return found.length > limit - at ? text.slice(at, limit) : found;
  };

  const bare = (): Node => {
    const start = at - base;
    const raw = bareWord();
    const from = at;
    at += raw.length;
    const end = at - base;
    const first = raw.charCodeAt(0);
    if (raw === 'true' || raw === 'false') return { kind: 'boolean', block, start, end, value: raw === 'true' };
    if (raw === 'null') return { kind: 'null', block, start, end, absent: false };
    const number = (first >= 43 && first <= 57) || raw === 'NaN' || raw === 'Infinity' ? readNumber(raw) : undefined;
    if (number) {
      if (number.detail) fault('not-json', from, at, number.detail, number.mend);
      return { kind: 'number', block, start, end, raw, value: number.value };
    }
    const lower = raw.toLowerCase();
    if (lower === 'true' || lower === 'false') {
      fault('not-json', from, at, `JSON writes \`${lower}\` in lower case.`, lower);
      return { kind: 'boolean', block, start, end, value: lower === 'true' };
    }
    if (lower === 'null' || raw === 'None' || raw === 'undefined' || raw === 'nil') {
      fault('not-json', from, at, `JSON writes \`null\`, not \`${raw}\`.`, 'null');
      return { kind: 'null', block, start, end, absent: false };
    }
    fault('syntax', from, at, `\`${shorten(raw)}\` is no JSON value; a text stands in double quotes.`);
    return { kind: 'string', block, start, end, value: raw, style: 'plain' };
  };

  /** A value; where none stands, an absent one at `missing`. */
  const value = (missing: number): Node => {
    skip();
    const unit = peek();
    switch (unit) {
      case quote:
      case apostrophe:
        return string();
      case openBrace:
      case openBracket:
        return depth >= maxDepth ? skipped() : unit === openBrace ? object() : array();
      case comma:
      case colon:
      case closeBrace:
      case closeBracket:
        break;
      default:
        if (at < limit) return bare();
    }
    fault('syntax', missing, missing, 'A value is missing here.');
    return absent(missing);
  };

  /** An opening bracket that is too deep: what it holds is passed over. */
  const skipped = (): Node => {
    const start = at;
    if (!tooDeep) fault('too-deep', at, at + 1, `Nested deeper than ${maxDepth} levels.`);
    tooDeep = true;
    const isObject = peek() === openBrace;
    for (let nested = 0; at < limit; at++) {
      const unit = text.charCodeAt(at);
      if (unit === openBrace || unit === openBracket) nested++;
      else if (unit === quote) {
        for (at++; at < limit && text.charCodeAt(at) !== quote && text.charCodeAt(at) !== 10; at++) if (text.charCodeAt(at) === 92) at++;
      } else if ((unit === closeBrace || unit === closeBracket) && --nested === 0) {
        at++;
        break;
      }
    }
    at = Math.min(at, limit);
    const located = { block, start: start - base, end: at - base };
    return isObject ? { kind: 'object', ...located, properties: [], flow: true } : { kind: 'array', ...located, items: [], flow: true };
  };

  /**
   * After an item: true when the collection goes on. A missing comma is told where it belongs; a bracket of another kind
   * closes this collection only if it closes one further out.
   */
  const goesOn = (close: number, start: number): boolean => {
    const before = at;
    skip();
    let unit = peek();
    if (unit === comma) {
      const commaAt = at++;
      skip();
      unit = peek();
      while (unit === comma) {
        fault('syntax', at, at + 1, 'One comma too many.');
        at++;
        skip();
        unit = peek();
      }
      if (unit === close) fault('trailing-comma', commaAt, commaAt + 1, 'JSON has no comma after the last item.', '');
    } else if (unit !== close && at < limit && unit !== closeBrace && unit !== closeBracket) {
      if (!excused) fault('syntax', before, before, 'A comma is missing here.', ',');
      excused = false;
      return true;
    }
    excused = false;
    return !ends(close, start);
  };

  /** Whether the collection that `close` would close ends here; takes the bracket. */
  const ends = (close: number, start: number): boolean => {
    skip();
    for (;;) {
      const unit = peek();
      if (unit === close) {
        at++;
        return true;
      }
      const name = String.fromCharCode(close);
      if (at >= limit) {
        fault('syntax', start, start + 1, `This bracket is not closed by \`${name}\`.`);
        return true;
      }
      if (unit !== closeBrace && unit !== closeBracket) return false;
      if (open.includes(unit)) {
        fault('syntax', at, at + 1, `\`${name}\` is missing before this.`);
        return true;
      }
      fault('syntax', at, at + 1, `This bracket closes nothing; \`${name}\` is expected.`);
      at++;
      skip();
    }
  };

  const array = (): ArrayNode => {
    const start = at++;
    const items: Node[] = [];
    depth++;
    open.push(closeBracket);
    if (!ends(closeBracket, start)) {
      do {
        const before = at;
        if (peek() === colon) {
          fault('syntax', at, at + 1, 'A colon belongs after a key, and there are no keys in an array.');
          at++;
        } else items.push(value(at));
        if (at === before) at = skipOne(before);
      } while (goesOn(closeBracket, start));
    }
    open.pop();
    depth--;
    return { kind: 'array', block, start: start - base, end: at - base, items, flow: true };
  };

  const object = (): ObjectNode => {
    const start = at++;
    const properties: Property[] = [];
    depth++;
    open.push(closeBrace);
    if (!ends(closeBrace, start)) {
      do {
        const before = at;
        const read = member();
        if (read) properties.push(read);
        if (at === before) at = skipOne(before);
      } while (goesOn(closeBrace, start));
    }
    open.pop();
    depth--;
    eachDuplicate(properties, (later, first) => {
      const span = { start: base + later.key.start, end: base + later.key.end };
      faults.add({
        kind: 'duplicate-key',
        span,
        document,
        detail: later.key.value,
        related: { start: base + first.key.start, end: base + first.key.end },
      });
    });
    return { kind: 'object', block, start: start - base, end: at - base, properties, flow: true };
  };

  /** Where nothing could be read, one character is passed over, so that reading always goes forward. */
  const skipOne = (where: number): number => {
    const unit = text.charCodeAt(where);
    return where < limit && unit !== comma && unit !== closeBrace && unit !== closeBracket ? where + 1 : where;
  };

  const member = (): Property | undefined => {
    const keyStart = at;
    let key: StringNode | undefined;
    const unit = peek();
    if (unit === quote || unit === apostrophe) key = string();
    else if (unit === colon) fault('syntax', at, at, 'A key is missing here.');
    else if (unit === openBrace || unit === openBracket || unit === comma) {
      fault('syntax', at, at + 1, 'A key in double quotes is expected here.');
      if (unit !== comma) value(at);
      return undefined;
    } else {
      const raw = bareWord();
      at += raw.length;
      fault('not-json', keyStart, at, 'A key in JSON stands in double quotes.', JSON.stringify(raw));
      key = { kind: 'string', block, start: keyStart - base, end: at - base, value: raw, style: 'plain' };
    }
    key ??= { kind: 'string', block, start: at - base, end: at - base, value: '', style: 'plain' };
    const afterKey = at;
    skip();
    if (peek() !== colon) {
      fault('syntax', afterKey, afterKey, 'A colon and a value are missing here.');
      at = afterKey;
      return { block, start: key.start, end: afterKey - base, key, value: absent(afterKey) };
    }
    const afterColon = ++at;
    const missing = text.charCodeAt(afterColon) === 32 && afterColon < limit ? afterColon + 1 : afterColon;
    skip();
    const isNextKey = peek() === quote && lineBreak.test(text.slice(afterColon, at)) && looksLikeKey(at);
    if (isNextKey) fault('syntax', missing, missing, 'A value is missing here.');
    const node = isNextKey ? absent(missing) : value(missing);
    excused = isNextKey;
    if (isNextKey || (node.kind === 'null' && node.absent)) at = missing;
    return { block, start: key.start, end: node.end, key, value: node };
  };

  /** Whether the text that begins here is followed by a colon, so that it is the key of the next line. */
  const looksLikeKey = (from: number): boolean => {
    nextKey.lastIndex = from;
    const found = nextKey.exec(text);
    return found !== null && nextKey.lastIndex <= limit;
  };

  skip();
  if (at >= limit) return undefined;
  const root = value(at);
  skip();
  if (at < limit) {
    const rest = Math.max(bareWord().length, 1);
    fault('syntax', at, at + rest, 'A JSON text holds one value; this stands after it.');
  }
  return root;
}

const lineBreak = /[\n\r]/;
const nextKey = /"(?:[^"\\\n\r]|\\.)*"[ \t]*:/y;

const shorten = (raw: string): string => (raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);
