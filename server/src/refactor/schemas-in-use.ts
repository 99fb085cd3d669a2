import type { DefinedEvent } from '../model/facts.ts';
import { type Place, placeKey } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findJsonSchema } from '../schema/find.ts';
import { type JsonSchema, openJsonSchema } from '../schema/json-schema/index.ts';
import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { surrounded } from './move-schema.ts';

/** The schema of a definition, opened to be changed rather than to judge. */
export interface SchemaInUse {
  readonly event: DefinedEvent;
  readonly schema: JsonSchema;
}

/** The JSON Schemas of all definitions; one that several refer to is opened once. */
export const schemasInUse: (snapshot: Snapshot) => readonly SchemaInUse[] = memo((snapshot: Snapshot) => {
  const opened = new Map<Node, JsonSchema>();
  return snapshot.definitions().flatMap((event): readonly SchemaInUse[] => {
    const found = findJsonSchema(event.data, snapshot);
    if (!found) return [];
    const schema = opened.get(found.node) ?? openJsonSchema(found.node, found.tree, found.place, snapshot, { assertFormats: false });
    opened.set(found.node, schema);
    return [{ event, schema }];
  });
});

/** The schema of one definition. */
export const schemaInUse = (snapshot: Snapshot, event: DefinedEvent): SchemaInUse | undefined => byPlace(snapshot).get(placeKey(event.place));

/** Whether a schema stands at a place, rather than a value or a map of schemas. Looks at nothing but the schema that it is a part of. */
export function isSchema(snapshot: Snapshot, place: Place): boolean {
  const here = surrounded(snapshot, place);
  const root = here && snapshot.node(here.root);
  if (!here || !root) return false;
  const opened = opens(here.tree, here.root.document, here.root.pointer, root);
  return opened.all().some(({ node }) => node === here.node);
}

const opens = memo((tree: Tree, document: number, pointer: string, root: Node) => {
  const nowhere = { resolve: (detail: string) => ({ ok: false, reason: 'missing', detail, candidates: [] }) as const };
  return openJsonSchema(root, tree, { uri: tree.source.uri, document, pointer }, nowhere, { assertFormats: false }).objects();
});

const byPlace = memo((snapshot: Snapshot) => new Map(schemasInUse(snapshot).map((use) => [placeKey(use.event.place), use])));
