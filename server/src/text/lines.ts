import type { Source } from './source.ts';
import { memo } from './memo.ts';
import type { Span } from './span.ts';

/** Zero-based line and character, characters in UTF-16 units (LSP 3.17, Position). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where the lines of a text begin. A line ends at `\n`, `\r\n` or `\r`, as LSP demands. */
export interface LineIndex {
  readonly lineCount: number;
  /** The position of an offset; an offset outside of the text is moved to its nearest end. */
  position(offset: number): Position;
  /** The offset of a position; a character past the end of its line is moved to that end. */
  offset(position: Position): number;
  range(span: Span): Range;
  /** The span of one line, without its line break. */
  line(index: number): Span;
}

export const linesOf: (source: Source) => LineIndex = memo((source: Source) => createLineIndex(source.text));

export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (unit === 10 || unit === 13) starts.push(at + 1);
  }
  const endOf = (line: number): number => {
    let end = starts[line + 1] ?? text.length;
    if (line + 1 < starts.length) {
      end--;
      if (text.charCodeAt(end) === 10 && end > (starts[line] ?? 0) && text.charCodeAt(end - 1) === 13) end--;
    }
    return end;
  };
  const position = (offset: number): Position => {
    const at = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (starts[low] ?? 0) };
  };
  return {
    lineCount: starts.length,
    position,
    offset({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min((starts[line] ?? 0) + Math.max(character, 0), endOf(line));
    },
    range: ({ start, end }) => ({ start: position(start), end: position(end) }),
    line: (index) => ({ start: starts[index] ?? text.length, end: index < starts.length ? endOf(index) : text.length }),
  };
}
