import type { EventDefinition } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Field } from '../model/field.ts';
import { samePlace } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { get, type Node } from '../syntax/node.ts';
import { tokensOf } from '../syntax/pointer.ts';

/** The values that a field has in all samples that its definition judges. */
export function valuesOf(
  field: Pick<Field, 'path'>,
  definition: Pick<EventDefinition | DefinedEvent, 'type' | 'place'>,
  snapshot: Snapshot,
): readonly Node[] {
  const event = snapshot.definitions(definition.type).find(({ place }) => samePlace(place, definition.place));
  if (!event) return [];
  return snapshot.samplesOf(event).flatMap(({ node, roles }) => {
    const root = event.describes === 'event' ? node : roles.data;
    return root ? below(root, tokensOf(`/${field.path}`) ?? []) : [];
  });
}

function below(root: Node, path: readonly string[]): readonly Node[] {
  let nodes: readonly Node[] = [root];
  for (const token of path) nodes = nodes.flatMap((node) => (token === '[]' && node.kind === 'array' ? node.items : (get(node, token) ?? [])));
  return nodes;
}
