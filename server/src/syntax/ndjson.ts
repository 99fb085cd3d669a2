import { memo } from '../text/memo.ts';
import type { Source } from '../text/source.ts';
import { createFaults, createTree, type Part, tooLarge } from './build.ts';
import { readJson } from './json-reader.ts';
import type { Block } from './node.ts';
import { type Comment, type Fault, maxLength, type Tree } from './tree.ts';

/** The tree of a text whose every line is one JSON value: a document each. Empty lines are passed over. */
export const parseNdjson: (source: Source) => Tree = memo((source: Source) => {
  const { text } = source;
  if (text.length > maxLength) return tooLarge(source, 'ndjson');
  const parts: Part[] = [];
  const faults: Fault[] = [];
  const comments: Comment[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const next = end + 1;
    if (end > start && text.charCodeAt(end - 1) === 13) end--;
    if (!isBlank(text, start, end)) {
      const block: Block = { id: String(parts.length) };
      const own = createFaults();
      const node = readJson({ text, start, end, document: parts.length, block, faults: own, comments });
      parts.push({ node, block, extent: { start, end } });
      for (const fault of torn(own.all)) faults.push(fault);
    }
    start = next;
  }
  if (parts.length === 0) parts.push({ node: undefined, block: { id: '0' }, extent: { start: 0, end: text.length } });
  return createTree(source, 'ndjson', parts, faults, comments);
});

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 32) return false;
  return true;
}

/** A line that cannot be read is torn, and that is said once: the first fault tells where. */
function torn(faults: readonly Fault[]): readonly Fault[] {
  const first = faults.find((fault) => fault.kind === 'syntax');
  return first ? [...faults.filter((fault) => fault.kind !== 'syntax'), { ...first, kind: 'torn-line' }] : faults;
}
