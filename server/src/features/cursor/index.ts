import type { Tree } from '../../syntax/tree.ts';
import { covers } from '../../text/span.ts';
import { scanBlock } from './block.ts';
import { scanFlow } from './flow.ts';
import { scanHttp } from './http.ts';
import { type Cursor, finish } from './outline.ts';

export type { Cursor, KeySlot, ValueSlot } from './outline.ts';

export interface PlacedCursor extends Cursor {
  readonly document: number;
}

/** What is being written at an offset of a file; undefined where nothing can be completed: comments, block scalars, dashes. */
export function cursorAt(tree: Tree, offset: number): PlacedCursor | undefined {
  const { text } = tree.source;
  const document = Math.max(
    0,
    tree.extents.findLastIndex((extent) => covers(extent, offset)),
  );
  const extent = tree.extents[document] ?? { start: 0, end: text.length };
  const start = Math.min(extent.start, offset);
  const end = Math.max(extent.end, offset);
  if (tree.syntax === 'http') {
    const found = scanHttp(tree, document, offset);
    return found && { document, ...finish(text, offset, found) };
  }
  const capture =
    tree.syntax === 'yaml'
      ? scanBlock(text, start, end, offset)
      : scanFlow(text, skipSpace(text, start, end), end, offset, undefined, true, () => false).capture;
  if (!capture && tree.syntax !== 'yaml' && text.slice(start, end).trim() === '') {
    return { document, flow: false, word: { start: offset, end: offset }, quote: '', closed: false, value: { path: [], items: [] } };
  }
  return capture && { document, ...finish(text, offset, capture) };
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && /\s/.test(text[at] ?? '')) at++;
  return at;
}
