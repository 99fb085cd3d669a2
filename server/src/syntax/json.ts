import { memo } from '../text/memo.ts';
import type { Source } from '../text/source.ts';
import { createFaults, createTree, tooLarge } from './build.ts';
import { readJson } from './json-reader.ts';
import type { Block } from './node.ts';
import { type Comment, maxLength, type Tree } from './tree.ts';

/** The tree of a JSON text (RFC 8259). Comments, trailing commas and the like are read, and are faults. */
export const parseJson: (source: Source) => Tree = memo((source: Source) => {
  const { text } = source;
  if (text.length > maxLength) return tooLarge(source, 'json');
  const block: Block = { id: '0' };
  const faults = createFaults();
  const comments: Comment[] = [];
  const node = readJson({ text, start: 0, end: text.length, document: 0, block, faults, comments });
  return createTree(source, 'json', [{ node, block, extent: { start: 0, end: text.length } }], faults.all, comments);
});
