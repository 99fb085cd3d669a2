import type { Faults } from './build.ts';

/** A quoted text as it was read: its value, and the offset after it. */
export interface ReadString {
  readonly value: string;
  readonly end: number;
}

const backslash = 92;
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads the text whose opening quote stands at `start`. A text that is not closed ends with its line, so that one missing
 * quote does not swallow the rest of the file.
 */
export function readString(text: string, start: number, limit: number, faults: Faults, document: number): ReadString {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return { value: text.slice(start + 1, at), end: at + 1 };
    if (unit === backslash || unit < 32 || (unit & 0xf800) === 0xd800) break;
  }
  return readSlowly(text, start, at, limit, faults, document);
}

function readSlowly(text: string, start: number, from: number, limit: number, faults: Faults, document: number): ReadString {
  const quote = text.charCodeAt(start);
  let value = text.slice(start + 1, from);
  let plain = from;
  let at = from;
  const flush = (): void => {
    value += text.slice(plain, at);
  };
  while (at < limit) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      flush();
      return { value, end: at + 1 };
    }
    if (unit === 10 || unit === 13) break;
    if (unit === backslash) {
      flush();
      const read = readEscape(text, at, limit, faults, document);
      value += read.value;
      at = read.end;
      plain = at;
    } else {
      if (unit < 32) reportControl(text, at, faults, document);
      else if ((unit & 0xf800) === 0xd800) at += checkSurrogate(text, at, limit, faults, document);
      at++;
    }
  }
  flush();
  const detail = 'This text has no closing quote.';
  faults.add({ kind: 'syntax', span: { start, end: at }, document, detail });
  return { value, end: at };
}

function readEscape(text: string, at: number, limit: number, faults: Faults, document: number): ReadString {
  const letter = at + 1 < limit ? (text[at + 1] ?? '') : '';
  const simple = escapes[letter];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (letter === 'u') {
    const unit = hexUnit(text, at + 2, limit);
    if (unit !== undefined) {
      const end = at + 6;
      if ((unit & 0xf800) !== 0xd800) return { value: String.fromCharCode(unit), end };
      const low = unit < 0xdc00 && text.startsWith('\\u', end) ? hexUnit(text, end + 2, limit) : undefined;
      if (low !== undefined && (low & 0xfc00) === 0xdc00) return { value: String.fromCharCode(unit, low), end: end + 6 };
      faults.add({ kind: 'lone-surrogate', span: { start: at, end }, document, detail: text.slice(at, end) });
      return { value: String.fromCharCode(unit), end };
    }
  }
  if (letter === "'") {
    const mend = { span: { start: at, end: at + 2 }, text: "'" };
    faults.add({ kind: 'not-json', span: mend.span, document, detail: "JSON has no escape `\\'`.", mend });
    return { value: "'", end: at + 2 };
  }
  const end = Math.min(at + (letter === '' || letter === '\n' || letter === '\r' ? 1 : 2), limit);
  const detail =
    letter === 'u'
      ? 'After `\\u` four hexadecimal digits must follow.'
      : `JSON has no escape \`${text.slice(at, end)}\`; a backslash itself is written \`\\\\\`.`;
  faults.add({ kind: 'syntax', span: { start: at, end }, document, detail });
  return { value: text.slice(at + 1, end), end };
}

function hexUnit(text: string, at: number, limit: number): number | undefined {
  if (at + 4 > limit) return undefined;
  const digits = text.slice(at, at + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function reportControl(text: string, at: number, faults: Faults, document: number): void {
  const unit = text.charCodeAt(at);
  const written = unit === 9 ? '\\t' : `\\u${unit.toString(16).padStart(4, '0')}`;
  const span = { start: at, end: at + 1 };
  const name = unit === 9 ? 'A tab' : 'A control character';
  faults.add({ kind: 'not-json', span, document, detail: `${name} in a text must be written as \`${escape}\`.`, mend: { span, text: written } });
}

/** How many units beyond the first belong to the character at `at`. */
function checkSurrogate(text: string, at: number, limit: number, faults: Faults, document: number): number {
  const high = text.charCodeAt(at);
  if (high < 0xdc00 && at + 1 < limit && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) return 1;
  faults.add({ kind: 'lone-surrogate', span: { start: at, end: at + 1 }, document, detail: `\\u${high.toString(16)}` });
  return 0;
}
