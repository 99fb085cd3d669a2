import definitionSchema from '../../../../schemas/definition.json' with { type: 'json' };
import { namedEnvelopes } from './envelope.ts';
import type { EventDefinition } from '../../model/event-definition.ts';
import { openShipped } from '../../schema/shipped.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import { schemaFilesNear } from '../locate.ts';
import { eventTypes, namesOf, pointerOf, type Proposal, type Scene, startsWith, valuesOf } from './proposal.ts';
import { sampleProposals } from './samples.ts';
import { schemaProposals } from './schemas.ts';

/** What may be written in a file that defines events. */
export function definitionProposals(scene: Scene): readonly Proposal[] {
  const { snapshot, uri, cursor } = scene;
  const path = cursor.key?.path ?? cursor.value?.path;
  if (!path) return [];
  const definition = snapshot
    .readDefinitions(uri)
    .find(({ place }) => place.document === cursor.document && startsWith(path, tokensOf(place.pointer) ?? []));
  const own = definition ? definition.format === 'eventwright' : /\.event\.(ya?ml|json)$/i.test(uri);
  if (!own) {
    const root = definition?.data && definition.data.place.uri === uri ? (tokensOf(definition.data.place.pointer) ?? []) : [];
    return schemaProposals(scene, root);
  }
  const inside = definition ? (tokensOf(definition.place.pointer) ?? []) : [];
  const section = path[inside.length];
  const isIn = (name: string) => section === name && path.length > inside.length;
  if (isIn('data') && !(path.length === inside.length + 1 && cursor.value && !cursor.key)) return schemaProposals(scene, [...inside, 'data']);
  if (isIn('samples') && path.length >= inside.length + 2) {
    const base = path.slice(0, inside.length + 2);
    const event = definition && snapshot.event(definition.place);
    const envelope = snapshot.envelope(definition?.envelope ?? snapshot.config(uri).envelope);
    return envelope ? sampleProposals(scene, { base, envelope, ...(event && { event }), ...(definition && { definition }), partial: true }) : [];
  }
  return ownProposals(scene, definition, path.slice(inside.length));
}

function ownProposals(scene: Scene, definition: EventDefinition | undefined, path: readonly string[]): readonly Proposal[] {
  const { cursor, fresh } = scene;
  const schema = openShipped(definitionSchema);
  const [section, second] = path;
  const found: Proposal[] = [];
  if (cursor.key && !(section === 'attributes' && path.length === 1))
    found.push(...namesOf(schema, pointerOf(path), 'key', 'key', fresh).map((proposal) => ranked(proposal)));
  if (cursor.key && section === 'attributes' && path.length === 1) found.push(...attributeNames(scene, definition));
  if (!cursor.value) return found;
  if (section === 'reply' || (section === 'deprecated' && second === 'use')) {
    return [...found, ...eventTypes(scene, definition?.type === undefined ? [] : [definition.type])];
  }
  if (section === 'envelope') return namedEnvelopes();
  if (section === 'source') return sources(scene);
  if (section === 'data' && path.length === 1) return [...found, ...references(scene)];
  if (section === 'event') return [];
  return [...found, ...valuesOf(schema, pointerOf(path), fresh)];
}

/** The keys of a definition in the order in which people write them. */
function ranked(proposal: Proposal): Proposal {
  const order = [
    'event',
    'version',
    'summary',
    'data',
    'samples',
    'source',
    'reply',
    'envelope',
    'owner',
    'attributes',
    'targets',
    'deprecated',
    '$schema',
  ];
  const index = order.indexOf(proposal.name ?? '');
  return index < 0 ? proposal : { ...proposal, rank: index };
}

/** The attributes of the envelope that a definition may speak of. */
function attributeNames({ snapshot, uri }: Scene, definition: EventDefinition | undefined): Proposal[] {
  const envelope = snapshot.envelope(definition?.envelope ?? snapshot.config(uri).envelope);
  return (envelope?.attributes ?? [])
    .filter(({ type, required }) => type !== 'JSON' && !required)
    .map(({ name, type, description }, index) => ({
      kind: 'attribute',
      name,
      value: new Map<string, string | { hole: boolean }>([
        ['type', type],
        ['required', { hole: true }],
      ]),
      detail: type,
      documentation: description,
      rank: index,
    }));
}

function sources({ snapshot }: Scene): Proposal[] {
  const known = new Set(snapshot.definitions().flatMap(({ source }) => (source === undefined ? [] : [source])));
  return [...known].map((source) => ({ kind: 'value', value: source, rank: 20 }));
}

/** Schemas that other definitions refer to. */
const references = ({ snapshot, uri }: Scene): Proposal[] =>
  schemaFilesNear(snapshot, uri).map((file) => ({ kind: 'reference', value: file, rank: 40 }));
