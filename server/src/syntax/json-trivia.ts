import type { Faults } from './build.ts';
import type { Comment } from './tree.ts';

/** Skips white space, and comments with a fault for each, from `at`; gives the offset of what follows. */
export function skipTrivia(text: string, at: number, limit: number, into: { faults: Faults; comments: Comment[]; document: number }): number {
  for (;;) {
    const unit = text.charCodeAt(at);
    if (at >= limit) return limit;
    if (unit === 32 || unit === 10 || unit === 13 || unit === 9) at++;
    else if (unit === 35 || (unit === 47 && (text.charCodeAt(at + 1) === 47 || text.charCodeAt(at + 1) === 42)))
      at = skipComment(text, at, limit, into);
    else if (unit > 127 && /\s/.test(text[at] ?? '')) {
      const span = { start: at, end: at + 1 };
      const detail = `The character U+${unit.toString(16).toUpperCase().padStart(4, '0')} is no white space in JSON.`;
      into.faults.add({ kind: 'not-json', span, document: into.document, detail, mend: { span, text: ' ' } });
      at++;
    } else return at;
  }
}

function skipComment(text: string, start: number, limit: number, into: { faults: Faults; comments: Comment[]; document: number }): number {
  const isBlock = text.charCodeAt(start) === 47 && text.charCodeAt(start + 1) === 42;
  const marker = text.charCodeAt(start) === 35 ? 1 : 2;
  let end: number;
  let inner: string;
  if (isBlock) {
    const close = text.indexOf('*/', start + 2);
    end = close < 0 || close + 2 > limit ? limit : close + 2;
    inner = text.slice(start + 2, end === close + 2 ? close : end);
    if (end !== close + 2)
      into.faults.add({ kind: 'syntax', span: { start, end: start + 2 }, document: into.document, detail: 'This comment is not closed by `*/`.' });
  } else {
    end = start;
    while (end < limit && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    inner = text.slice(start + marker, end);
  }
  const span = { start, end };
  into.comments.push({ span, text: inner.trim() });
  into.faults.add({ kind: 'comment', span, document: into.document, mend: { span: widened(text, start, end, limit), text: '' } });
  return end;
}

/** With the spaces before a comment, or with its whole line where nothing else stands in it. */
function widened(text: string, start: number, end: number, limit: number): { start: number; end: number } {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  const atLineStart = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  let to = end;
  while (to < limit && (text[to] === ' ' || text[to] === '\t')) to++;
  if (!atLineStart) return { start: from, end };
  if (text[to] === '\r' && text[to + 1] === '\n' && to + 2 <= limit) return { start: from, end: to + 2 };
  return to < limit && (text[to] === '\n' || text[to] === '\r') ? { start: from, end: to + 1 } : { start, end };
}
