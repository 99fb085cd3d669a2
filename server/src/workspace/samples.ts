import { envelopeOf, recogniseEnvelope } from '../envelopes/index.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { type Role, type Roles, roles, type Sample } from '../model/sample.ts';
import { type Node, property } from '../syntax/node.ts';
import { at, child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';

/**
 * The events of a sample file: one a document, or one an item where a document is a list (a CloudEvents batch). `assumed` is the
 * envelope of events that none is recognised in; without it such values are no samples. `preferred` is asked before all others.
 */
export function readSamples(tree: Tree, assumed: string | undefined, preferred = assumed): readonly Sample[] {
  const found: Sample[] = [];
  const add = (node: Node, place: Place): void => {
    const envelope = recogniseEnvelope(node, preferred)?.id ?? assumed;
    if (envelope !== undefined || assumed !== undefined) found.push(sampleOf(tree, node, place, envelope));
  };
  tree.documents.forEach((root, document) => {
    const place: Place = { uri: tree.source.uri, document, pointer: '' };
    if (root?.kind === 'array') root.items.forEach((item, index) => void add(item, { ...place, pointer: child('', index) }));
    else if (root && (root.kind !== 'null' || tree.documents.length === 1)) add(root, place);
  });
  return found;
}

/** The samples that a definition writes out in place: their data, and the attributes in which they differ. */
export function inlineSamples(definition: EventDefinition, envelope: string): readonly Sample[] {
  return definition.samples.flatMap(({ node, place, reference }) => {
    if (reference !== undefined || node.kind !== 'object') return [];
    const recognised = property(node, 'specversion') ? recogniseEnvelope(node)?.id : undefined;
    const sample = sampleOf(definition.tree, node, place, recognised ?? envelope);
    return [{ ...sample, listedBy: definition.place, partial: recognised === undefined }];
  });
}

function sampleOf(tree: Tree, node: Node, place: Place, envelope: string | undefined): Sample {
  return { tree, place, node, ...(envelope !== undefined && { envelope }), roles: rolesOf(node, envelope) };
}

function rolesOf(node: Node, envelope: string | undefined): Roles {
  const places = envelope === undefined ? undefined : envelopeOf(envelope)?.roles;
  const found: Partial<Record<Role, Node>> = {};
  for (const role of roles) {
    const pointer = places?.[role];
    const value = pointer === undefined ? undefined : at(node, pointer);
    if (value) found[role] = value;
  }
  return found;
}
