import { endOfQuoted } from './outline.ts';

/** The end of a name that its colon follows; undefined where the line has none. */
export function endOfKey(text: string, start: number, lineEnd: number): number | undefined {
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
export function skipProperties(text: string, start: number, lineEnd: number): number {
  let at = start;
  while (at < lineEnd && (text[at] === '&' || text[at] === '!')) {
    while (at < lineEnd && text[at] !== ' ') at++;
    while (at < lineEnd && text[at] === ' ') at++;
  }
  return at;
}

export function endOfPlain(text: string, start: number, lineEnd: number): number {
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
export function endsBefore(text: string, lineStart: number, end: number, indent: number): boolean {
  let at = lineStart;
  while (at < end && text[at] === ' ') at++;
  return at < end && !/[\r\n}\]]/.test(text[at] ?? '') && at - lineStart <= Math.max(indent, -1);
}

export function endOfLine(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

export function afterBreak(text: string, lineEnd: number, end: number): number {
  if (lineEnd >= end) return end;
  return text[lineEnd] === '\r' && text[lineEnd + 1] === '\n' ? Math.min(lineEnd + 2, end) : lineEnd + 1;
}

export function startOfLine(text: string, offset: number, least: number): number {
  let at = Math.min(offset, text.length);
  while (at > least && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}
