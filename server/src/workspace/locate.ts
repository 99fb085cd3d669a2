import type { Place } from '../model/place.ts';
import { get, property } from '../syntax/node.ts';
import { tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Span } from '../text/span.ts';

/** The span of a place, or of its key; of the nearest thing above it that still exists, so that a finding is never lost. */
export function locateIn(tree: Tree | undefined, place: Place, key: boolean): Span | undefined {
  const root = tree?.documents[place.document];
  if (!tree || !root) return tree?.extents[place.document];
  const tokens = tokensOf(place.pointer) ?? [];
  let node = root;
  for (const [index, token] of tokens.entries()) {
    const held = property(node, token);
    const next = held?.value ?? (node.kind === 'array' ? node.items[Number(token)] : get(node, token));
    if (!next) break;
    if (key && held && index === tokens.length - 1) return tree.span(held.key);
    node = next;
  }
  return tree.span(node);
}
