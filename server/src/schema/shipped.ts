import type { StructureFault } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { parse } from '../syntax/index.ts';
import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { createSource } from '../text/source.ts';
import { explain } from './explain.ts';
import { mistakesOf } from './explain/mistakes.ts';
import { openJsonSchema } from './json-schema/index.ts';
import { defaultSteps, type Schema } from './schema.ts';

/** Judges a value by a JSON Schema that the product ships, in the words of `explain`. */
export function judgeByShippedSchema(schema: object, tree: Tree, value: Node, place: Place): readonly StructureFault[] {
  return mistakesOf(openShipped(schema).check(value, { steps: defaultSteps })).map((problem) => {
    const { at, message, key, suggestion } = explain(problem, tree);
    const meantKey = key ? suggestion : undefined;
    return { node: at, place: { ...place, pointer: place.pointer + problem.pointer }, message, ...(meantKey !== undefined && { meantKey }) };
  });
}

/** A shipped schema, opened once. The interpreter works on Nodes, so the JSON module becomes a tree first. */
export const openShipped: (schema: object) => Schema = memo((schema: object): Schema => {
  const uri = `eventwright:${String((schema as { $id?: unknown }).$id ?? 'schema')}`;
  const tree = parse(createSource(uri, JSON.stringify(schema)), 'json');
  const node = tree.documents[0];
  if (!node) throw new Error(`the shipped schema ${uri} is empty`);
  const nowhere = { resolve: (reference: string) => ({ ok: false, reason: 'missing', detail: reference, candidates: [] }) as const };
  return openJsonSchema(node, tree, { uri, document: 0, pointer: '' }, nowhere, { assertFormats: true });
});
