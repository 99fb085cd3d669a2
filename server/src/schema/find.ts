import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Node } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { languageOf } from './dialects.ts';

/** The JSON Schema of a definition, where it stands: in the definition, or where its reference leads; undefined where there is none. */
export function findJsonSchema(
  data: DefinedEvent['data'],
  { tree, resolve }: Pick<Snapshot, 'tree' | 'resolve'>,
): { readonly node: Node; readonly tree: Tree; readonly place: Place } | undefined {
  if (!data) return undefined;
  const { place, reference } = data;
  if (reference === undefined) {
    const own = tree(place.uri);
    const node = own && at(own.documents[place.document], place.pointer);
    return own && node ? { node, tree: own, place } : undefined;
  }
  // Avro is JSON too: read as JSON Schema it would be full of mistakes that are none.
  if (languageOf(reference) !== 'JSON Schema') return undefined;
  const resolved = resolve(reference, place.uri);
  return resolved.ok ? resolved : undefined;
}
