import type { Envelope } from '../envelopes/envelope.ts';
import { recogniseEnvelope } from '../envelopes/index.ts';
import { placeOf, rolesIn } from '../envelopes/roles.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import { get, type Node, property, textOf } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';

export interface ReadAs {
  /** The envelope of events that none is recognised in; without it such values are no samples. */
  readonly assumed?: Envelope | undefined;
  /** Asked before all others; what is assumed without it. */
  readonly preferred?: Envelope | undefined;
}

/** The events of a sample file: one a document, or one an item where a document is a list (a CloudEvents batch). */
export function readSamples(tree: Tree, { assumed, preferred = assumed }: ReadAs): readonly Sample[] {
  const found: Sample[] = [];
  const add = (node: Node, place: Place): void => {
    const envelope = recogniseEnvelope(node, preferred) ?? assumed;
    if (envelope) found.push(sampleOf(tree, node, place, envelope));
  };
  const addAll = (root: Node, place: Place): void => {
    if (root.kind === 'array') root.items.forEach((item, index) => void add(item, { ...place, pointer: child(place.pointer, index) }));
    else add(root, place);
  };
  tree.documents.forEach((root, document) => {
    const place: Place = { uri: tree.source.uri, document, pointer: '' };
    if (!root || (root.kind === 'null' && tree.documents.length > 1)) return;
    if (tree.syntax !== 'http') addAll(root, place);
    else if (inHeaders(root)) add(root, place);
    else {
      const body = get(root, 'body');
      if (body) addAll(body, { ...place, pointer: '/body' });
    }
  });
  return found;
}

/** Whether the event of a message is in its headers: binary mode. A content type of CloudEvents says that all of it is in the body (HTTP binding, 3). */
function inHeaders(message: Node): boolean {
  const type = textOf(get(get(message, 'headers'), 'content-type')) ?? '';
  return !/^application\/cloudevents/i.test(type) && recogniseEnvelope(message)?.members?.encoded === true;
}

/** The samples that a definition writes out in place: their data, and the attributes in which they differ. */
export function inlineSamples(definition: EventDefinition, envelope: Envelope | undefined): readonly Sample[] {
  return definition.samples.flatMap(({ node, place, reference }) => {
    if (reference !== undefined || node.kind !== 'object') return [];
    const recognised = property(node, 'specversion') ? recogniseEnvelope(node) : undefined;
    const sample = sampleOf(definition.tree, node, place, recognised ?? envelope);
    return [{ ...(recognised ? sample : withData(sample)), listedBy: definition.place, partial: recognised === undefined }];
  });
}

/** In a definition the data may stand under `data`, wherever the envelope has it. */
function withData(sample: Sample): Sample {
  const data = sample.roles.data ? undefined : get(sample.node, 'data');
  return data ? { ...sample, roles: { ...sample.roles, data }, dataPointer: '/data' } : sample;
}

function sampleOf(tree: Tree, node: Node, place: Place, envelope: Envelope | undefined): Sample {
  if (!envelope) return { tree, place, node, roles: {} };
  const dataPointer = placeOf(envelope, 'data', node);
  return { tree, place, node, envelope: envelope.id, roles: rolesIn(envelope, node), ...(dataPointer !== undefined && { dataPointer }) };
}
