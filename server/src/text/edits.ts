import type { Span } from './span.ts';

/** One replacement in a text. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The edits of several files, by uri. A file that is not there yet is made by them: they are edits of an empty text then. */
export type Edits = ReadonlyMap<string, readonly Edit[]>;

/** Applies edits that do not overlap, in any order. Throws a RangeError when two of them do: that is a bug of the caller. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (edit.span.start < at) throw new RangeError(`edits overlap at ${edit.span.start}`);
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
