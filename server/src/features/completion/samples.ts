import type { Attribute, Envelope } from '../../envelopes/envelope.ts';
import { headerText, isHeader } from '../../envelopes/headers.ts';
import { pointersOf, typeAsWritten } from '../../envelopes/roles.ts';
import type { EventDefinition } from '../../model/event-definition.ts';
import type { DefinedEvent } from '../../model/facts.ts';
import type { Sample } from '../../model/sample.ts';
import { get, textOf } from '../../syntax/node.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import { describeAttribute, describeEvent } from '../describe.ts';
import type { Draft } from '../insert.ts';
import { type About, attributeDraft, draftAt, requiredEvent } from '../values.ts';
import { eventTypes, namesOf, newest, pointerOf, type Proposal, type Scene, startsWith, valuesOf } from './proposal.ts';

/** The event that is being written. */
export interface Written {
  /** The path of the event itself. */
  readonly base: readonly string[];
  readonly envelope: Envelope;
  /** What defines it, as far as that is known. */
  readonly event?: DefinedEvent;
  readonly definition?: EventDefinition;
  /** Written in a definition: only what differs is written, the rest is filled in on sending. */
  readonly partial?: boolean;
}

/** What may be written in a file of samples. */
export function sampleFileProposals(scene: Scene): readonly Proposal[] {
  const { snapshot, uri, cursor, tree } = scene;
  const path = cursor.key?.path ?? cursor.value?.path;
  if (!path) return [];
  const root = tree.documents[cursor.document];
  const [inBody, whole] = tree.syntax === 'http' && path[0] === 'body' ? [['body'], get(root, 'body')] : [[], root];
  const inBatch = whole?.kind === 'array' || (whole === undefined && /^\d+$/.test(path[0] ?? ''));
  const batch = inBatch ? [...inBody, ...path.slice(inBody.length, inBody.length + 1)] : inBody;
  if (inBatch && batch.length === inBody.length) return [];
  const samples = snapshot.samples(uri).filter(({ place }) => place.document === cursor.document);
  // A message whose attributes are headers is one event, body and all.
  const sample = samples.find(({ place }) => place.pointer === pointerOf(batch)) ?? samples.find(({ place }) => place.pointer === '');
  const base = sample ? (tokensOf(sample.place.pointer) ?? []) : batch;
  const envelope = snapshot.envelope(sample?.envelope ?? snapshot.config(uri).envelope) ?? snapshot.envelope(snapshot.config(uri).envelope);
  if (!envelope) return [];
  const event = sample && eventOf(scene, sample);
  const definition =
    event &&
    snapshot.readDefinitions(event.place.uri).find(({ place }) => place.document === event.place.document && place.pointer === event.place.pointer);
  return sampleProposals(scene, { base, envelope, ...(event && { event }), ...(definition && { definition }) });
}

function eventOf({ snapshot }: Scene, sample: Sample): DefinedEvent | undefined {
  const type = textOf(sample.roles.type);
  return snapshot.judge(sample)?.event ?? (type === undefined ? undefined : newest(snapshot.definitions(type)));
}

export function sampleProposals(scene: Scene, written: Written): readonly Proposal[] {
  const { cursor } = scene;
  return [...(cursor.key ? names(scene, written, cursor.key.path) : []), ...(cursor.value ? values(scene, written, cursor.value.path) : [])];
}

function names(scene: Scene, written: Written, path: readonly string[]): readonly Proposal[] {
  const { snapshot, fresh } = scene;
  const { base, envelope, event } = written;
  const inside = path.slice(base.length);
  const data = dataPath(written, inside);
  const schema = event && snapshot.schemaOf(event);
  const found: Proposal[] = [];
  if (schema && data) found.push(...namesOf(schema, pointerOf(inside.slice(data.length)), 'field', 'sample', fresh));
  for (const [index, attribute] of envelope.attributes.entries()) {
    const tokens = tokensOf(attribute.pointer) ?? [];
    if (tokens.length !== inside.length + 1 || !startsWith(tokens, inside)) continue;
    found.push(attributeProposal(scene, written, attribute, tokens.at(-1) ?? attribute.name, index));
  }
  if (inside.length === 0) found.push(...containers(envelope, fresh, written), ...definedAttributes(written));
  return found;
}

function attributeProposal(scene: Scene, written: Written, attribute: Attribute, name: string, index: number): Proposal {
  const ofDefinition = written.definition?.attributes.find((candidate) => candidate.name === attribute.name);
  const required = attribute.required || ofDefinition?.required === true;
  const isData = attribute.generate === 'data';
  return {
    kind: 'attribute',
    name,
    value: inHeader(written, attribute.pointer, attributeDraft(attribute, about(written), scene.fresh, dataDraft(scene, written))),
    detail: required ? `${attribute.type}, required` : attribute.type,
    documentation: [ofDefinition?.description, describeAttribute(attribute, written.envelope)].filter((text) => text).join('\n\n'),
    // In a definition the data is what matters; attributes are for what differs.
    rank: (isData && written.partial ? 0 : required && !written.partial ? 10 : isData ? 30 : attribute.kind === 'core' ? 40 : 80) + index,
  };
}

/** A text as a header holds it, where the attribute is one. */
function inHeader({ envelope: { members } }: Written, pointer: string, value: Draft): Draft {
  if (!members || !isHeader(members, pointer)) return value;
  if (typeof value === 'string') return headerText(value);
  return typeof value === 'object' && value !== null && 'hole' in value && typeof value.hole === 'string' ? { hole: headerText(value.hole) } : value;
}

/** Objects of the envelope that hold attributes, such as `context` of CDEvents. */
function containers(envelope: Envelope, fresh: Scene['fresh'], written: Written): Proposal[] {
  const event = requiredEvent(envelope, about(written), fresh, { open: 'object' });
  return [...event].flatMap(([name, value]) =>
    envelope.attributes.some(({ pointer }) => pointer === `/${name}`)
      ? []
      : [{ kind: 'attribute' as const, name, value, detail: 'object, required', rank: 5 }],
  );
}

/** Extensions that the definition brings itself. */
function definedAttributes({ definition, envelope }: Written): Proposal[] {
  return (definition?.attributes ?? [])
    .filter(({ name }) => !envelope.attributes.some((attribute) => attribute.name === name))
    .map(({ name, type, required, description }, index) => ({
      kind: 'attribute',
      name,
      value: { hole: type === 'Integer' ? 0 : type === 'Boolean' ? false : '' },
      ...(type !== undefined && { detail: required ? `${type}, required` : type }),
      ...(description !== undefined && { documentation: description }),
      rank: (required ? 20 : 60) + index,
    }));
}

/** One whole event for each event type, where nothing is written yet. */
function wholeEvents({ snapshot, fresh }: Scene, { envelope }: Written): Proposal[] {
  return snapshot
    .definitions()
    .filter(({ describes, type }) => describes === 'data' && type !== undefined)
    .slice(0, 200)
    .map((event, index) => {
      const schema = snapshot.schemaOf(event);
      const data: Draft = schema ? draftAt(schema, '', fresh) : { open: 'object' };
      const version = event.version === undefined ? '' : ` ${event.version}`;
      return {
        kind: 'event',
        value: requiredEvent(envelope, aboutEvent(event, envelope), fresh, data),
        label: `${event.type}${version}`,
        documentation: describeEvent(event),
        rank: 200 + index,
      };
    });
}

function values(scene: Scene, written: Written, path: readonly string[]): readonly Proposal[] {
  const { snapshot, fresh } = scene;
  const { base, envelope, event } = written;
  const inside = path.slice(base.length);
  const pointer = pointerOf(inside);
  const schema = event && snapshot.schemaOf(event);
  const data = dataPath(written, inside);
  if (inside.length === 0) return written.partial || scene.tree.documents[scene.cursor.document] ? [] : wholeEvents(scene, written);
  const asHeader = (text: string) => String(inHeader(written, pointer, text));
  if (pointersOf(envelope, 'type').includes(pointer))
    return eventTypes(scene, [], (type, version) => asHeader(typeAsWritten(envelope, type, version)));
  if (schema && data) return valuesOf(schema, pointerOf(inside.slice(data.length)), fresh);
  const attribute = envelope.attributes.find((candidate) => candidate.pointer === pointer);
  if (!attribute) return [];
  const documentation = describeAttribute(attribute, envelope);
  if (attribute.values) return attribute.values.map((value, index) => ({ kind: 'member', value, documentation, rank: index }));
  if (attribute.type === 'Boolean') return [true, false].map((value, index) => ({ kind: 'member', value, documentation, rank: index }));
  const made = inHeader(written, pointer, attributeDraft(attribute, about(written), fresh, dataDraft(scene, written)));
  const value = typeof made === 'object' && made !== null && 'hole' in made ? made.hole : made;
  if (value === '' || (typeof value === 'object' && value !== null && 'open' in value)) return [];
  return [{ kind: 'value', value, documentation, rank: 10, ...(value instanceof Map && { label: 'All required fields' }) }];
}

/** Where the definition's schema begins, if the path is in its reach: at the data, or at the event itself. */
function dataPath({ envelope, event, partial }: Written, path: readonly string[]): readonly string[] | undefined {
  if (event?.describes === 'event') return [];
  const places = pointersOf(envelope, 'data').map((pointer) => tokensOf(pointer) ?? []);
  return [...places, ...(partial ? [['data']] : [])].find((place) => startsWith(path, place));
}

function dataDraft({ snapshot, fresh }: Scene, { event }: Written): Draft {
  const schema = event?.describes === 'data' ? snapshot.schemaOf(event) : undefined;
  return schema ? draftAt(schema, '', fresh) : { open: 'object' };
}

const about = ({ event, envelope }: Written): About => (event ? aboutEvent(event, envelope) : {});

const aboutEvent = ({ type, source, version }: DefinedEvent, envelope: Envelope): About => ({
  ...(type !== undefined && { type: typeAsWritten(envelope, type, version) }),
  ...(source !== undefined && { source }),
});
