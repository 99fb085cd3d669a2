import type { Node } from '../../syntax/node.ts';
import { formats } from '../../text/formats.ts';
import { drafts } from './drafts.ts';
import { isType, typesOf } from './keywords/any.ts';

/**
 * Whether a value is plainly meant as a schema. To JSON Schema any object is one, an event as well, since it passes over what it
 * does not know; but such a schema would judge nothing. An empty one says that on purpose.
 */
export function looksLikeSchema(node: Node | undefined): boolean {
  if (node?.kind === 'boolean') return true;
  if (node?.kind !== 'object') return false;
  return node.properties.length === 0 || node.properties.some(({ key, value }) => isKeyword(key.value, value, node));
}

/** Names that data has as often as schemas count only with a value that data has not. */
function isKeyword(name: string, value: Node, schema: Node): boolean {
  switch (name) {
    case 'type':
      return typesOf(schema).some(isType);
    case 'format':
      return value.kind === 'string' && formats.has(value.value);
    case 'items':
      return value.kind === 'object' && looksLikeSchema(value);
    default:
      return name === '$schema' || drafts.some(({ usual }) => Object.hasOwn(usual, name) && usual[name]?.check !== undefined);
  }
}
