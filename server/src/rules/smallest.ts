import { type Node, property, type StringNode } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import { lastToken, parentPointer } from './pointers.ts';

/** What to point at: of an object or a list the key that holds it, since all of it in red tells less. */
export function smallest(wrong: Node | StringNode, root: Node | undefined, pointer: string): Node | StringNode {
  if (wrong.kind !== 'object' && wrong.kind !== 'array') return wrong;
  const held = property(at(root, parentPointer(pointer)), lastToken(pointer) ?? '');
  if (held?.value === wrong) return held.key;
  return (wrong.kind === 'object' ? wrong.properties[0]?.key : undefined) ?? wrong;
}
