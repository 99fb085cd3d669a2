import { type Place, samePlace } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { get, textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import { splitFragment } from '../text/uri.ts';
import { movedTo, surrounded } from './move-schema.ts';
import { createEditSet, type Refactored, refused } from './refactored.ts';
import { replaceValue } from './replace.ts';

/** Writes out the schema that a `$ref` leads to, in its place. `place` is that of the schema that has the `$ref`. */
export function inlineReference(snapshot: Snapshot, place: Place): Refactored {
  const here = surrounded(snapshot, place);
  const reference = textOf(get(here?.node, '$ref'));
  if (here?.node.kind !== 'object' || reference === undefined) return refused('not-here', 'There is no `$ref` here.');
  const beside = here.node.properties.filter(({ key }) => key.value !== '$ref');
  if (beside.some(({ key, value }) => !harmless.has(key.value) || value.kind !== 'string'))
    return refused('entangled', 'Other keywords stand beside this `$ref`, so it cannot simply be replaced.', place);
  const target = targetOf(snapshot, reference, place, here.root);
  const there = target && surrounded(snapshot, target);
  if (there?.node.kind !== 'object') return refused('not-here', `"${reference}" leads to no schema that could be written out here.`, place);
  if (there.draft !== here.draft) return refused('entangled', 'That schema is written in another draft of JSON Schema.', target);
  const isSameDocument = samePlace(there.root, here.root);
  const edits = createEditSet();
  const moved = movedTo(there, place.uri, snapshot, isSameDocument ? 'stay' : 'cannot be kept');
  if ('ok' in moved) return moved;
  const own = Object.fromEntries(beside.map(({ key, value }) => [key.value, textOf(value)]));
  edits.add(here.tree, replaceValue(here.tree, here.node, { ...moved.value, ...own }));
  return { ok: true, edits: edits.edits() };
}

const harmless: ReadonlySet<string> = new Set(['title', 'description', '$comment']);

function targetOf(snapshot: Snapshot, reference: string, { uri }: Place, root: Place): Place | undefined {
  const [base, pointer] = splitFragment(reference);
  if (base === '') return at(snapshot.node(root), pointer) ? { ...root, pointer: root.pointer + pointer } : undefined;
  const resolved = snapshot.resolve(reference, uri);
  return resolved.ok ? resolved.place : undefined;
}
