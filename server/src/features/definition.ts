import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import { textOf, type Node } from '../syntax/node.ts';
import { at, child, tokensOf } from '../syntax/pointer.ts';
import type { Span } from '../text/span.ts';
import { decodePercent } from '../text/uri.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { isWithin, relativeTo, targetAt, type Target } from './locate.ts';

export interface Link {
  /** What was pointed at. */
  readonly origin: Span;
  readonly place: Place;
  /** The name at the place rather than its value. */
  readonly key: boolean;
}

/**
 * Where something is defined: an event type its definition, a reference its target, a field of a sample its schema. Several
 * where a type has several versions.
 */
export function definitionsAt(snapshot: WorkspaceSnapshot, uri: string, offset: number): readonly Link[] {
  const target = targetAt(snapshot, uri, offset);
  if (!target) return [];
  const link = (place: Place, key = false): Link => ({ origin: target.span, place, key });
  return places(snapshot, uri, target).map(({ place, key }) => link(place, key));
}

interface Found {
  readonly place: Place;
  readonly key?: boolean;
}

function places(snapshot: WorkspaceSnapshot, uri: string, target: Target): readonly Found[] {
  const { definition, sample, node, onKey, pointer } = target;
  const text = onKey ? undefined : textOf(node);
  if (sample) {
    if (text !== undefined && node === sample.roles.type) return typeAsJudged(snapshot, target, text);
    const field = fieldOf(snapshot, target);
    return field ? [{ place: field, key: true }] : [];
  }
  if (text === undefined) return [];
  if (!definition) return snapshot.kind(uri) === 'other' && isReference(target) ? resolve(snapshot, uri, text) : [];
  if (definition.replies.some((reply) => reply.node === node)) return ofType(snapshot, text);
  const within = relativeTo(pointer, definition.place.pointer);
  if (within === '/deprecated/use' && definition.format === 'eventwright') return ofType(snapshot, text);
  if (definition.samples.some((use) => use.node === node && use.reference !== undefined)) return resolve(snapshot, uri, text);
  if (definition.data?.node === node && definition.data.reference !== undefined) return resolve(snapshot, uri, text);
  if (isReference(target) && definition.data && isWithin(pointer, definition.data.place.pointer)) {
    // Inside of inline data `#` is the data's own root.
    return text.startsWith('#') ? inside(definition.data.node, definition.data.place, text) : resolve(snapshot, uri, text);
  }
  return [];
}

const isReference = ({ property }: Target): boolean => property?.key.value === '$ref' || property?.key.value === '$dynamicRef';

function inside(root: Node, place: Place, reference: string): readonly Found[] {
  const pointer = decodePercent(reference.slice(1));
  if (tokensOf(pointer) !== undefined) return at(root, pointer) ? [{ place: { ...place, pointer: place.pointer + pointer } }] : [];
  return [];
}

function resolve(snapshot: WorkspaceSnapshot, uri: string, reference: string): readonly Found[] {
  const resolved = snapshot.resolve(reference, uri);
  return resolved.ok ? [{ place: resolved.place }] : [];
}

const ofType = (snapshot: WorkspaceSnapshot, type: string): readonly Found[] =>
  snapshot.definitions(type).map((event) => ({ place: typePlace(snapshot, event) }));

/** The definition that judges the sample first, and the other versions after it. */
function typeAsJudged(snapshot: WorkspaceSnapshot, { sample }: Target, type: string): readonly Found[] {
  const judge = sample && snapshot.judge(sample);
  const others = ofType(snapshot, type);
  if (!judge || judge.event.type !== type) return others;
  const first = typePlace(snapshot, judge.event);
  return [
    { place: first },
    ...others.filter(({ place }) => place.uri !== first.uri || place.document !== first.document || place.pointer !== first.pointer),
  ];
}

/** Where the type of an event is written, else where its definition begins. */
export function typePlace(snapshot: WorkspaceSnapshot, event: DefinedEvent): Place {
  const place = event.format === 'eventwright' ? { ...event.place, pointer: child(event.place.pointer, 'event') } : event.place;
  return snapshot.node(place) ? place : event.place;
}

/** The schema of the field of a sample's data that is pointed at. */
function fieldOf(snapshot: WorkspaceSnapshot, { sample, property, parent }: Target): Place | undefined {
  const judge = sample && snapshot.judge(sample);
  if (!judge?.schema || !judge.value || !property || !parent || !isWithin(parent.pointer, judge.value.pointer)) return undefined;
  for (const { properties } of judge.schema.at(relativeTo(parent.pointer, judge.value.pointer))) {
    const found = properties.find(({ name }) => name === property.key.value);
    if (found) return found.place;
  }
  return undefined;
}
