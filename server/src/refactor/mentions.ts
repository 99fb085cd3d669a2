import { get, type Node, type ObjectNode, type Property, type StringNode, textsOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit } from '../text/edits.ts';
import { renameKey, replaceValue } from './replace.ts';

/** Where a schema speaks of a property of its object by name: as a key, or as a text. */
export type Mention = Property | StringNode;

/** The keywords whose keys are names of properties. */
export const keyedByName: readonly string[] = ['properties', 'dependentSchemas', 'dependentRequired', 'dependencies'];

/** Whether a schema says anything of a property of that name. */
export const mentions = (schema: ObjectNode, name: string): boolean => mentionsOf(schema, name).length > 0;

/** Every place at which a schema itself, not the schemas below it, names a property. */
export function mentionsOf(schema: ObjectNode, name: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const keyword of keyedByName) {
    const map = get(schema, keyword);
    if (map?.kind !== 'object') continue;
    for (const entry of map.properties) {
      if (entry.key.value === name) found.push(entry);
      if (keyword !== 'properties') found.push(...named(entry.value, name));
    }
  }
  found.push(...named(get(schema, 'required'), name));
  const names = get(schema, 'propertyNames');
  found.push(...named(get(names, 'enum'), name), ...textsOf(get(names, 'const')).filter(({ value }) => value === name));
  return found;
}

export function renameMention(tree: Tree, mention: Mention, name: string): readonly Edit[] {
  return 'key' in mention ? renameKey(tree, mention, name) : replaceValue(tree, mention, name);
}

const named = (list: Node | undefined, name: string): readonly StringNode[] =>
  list?.kind === 'array' ? textsOf(list).filter(({ value }) => value === name) : [];
