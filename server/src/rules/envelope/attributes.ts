import type { Attribute, Envelope } from '../../envelopes/envelope.ts';
import { type NearMiss, nearMissOf } from '../../envelopes/names.ts';
import type { Place } from '../../model/place.ts';
import { get, type Node, type Property, property, textOf } from '../../syntax/node.ts';
import { at, child } from '../../syntax/pointer.ts';
import { memo } from '../../text/memo.ts';
import { lastToken, parentPointer } from '../pointers.ts';
import type { RuleContext, SampleSubject } from '../rule.ts';

/** An attribute that an event carries. */
export interface Present {
  readonly property: Property;
  readonly name: string;
  readonly value: Node;
  /** What the envelope or the definition says of it; undefined for an extension that nobody documented. */
  readonly attribute?: KnownAttribute;
  /** Set when the name was plainly meant to be another one. */
  readonly nearMiss?: NearMiss;
}

/** An attribute of the envelope, or one that the event's definition declares. */
export interface KnownAttribute extends Attribute {
  readonly declaredAt?: Place;
}

/** The envelope's attributes, with what the sample's definition adds to them or asks of them. */
export function knownAttributes({ judge, envelope }: SampleSubject, context: Pick<RuleContext, 'snapshot'>): readonly KnownAttribute[] {
  if (!envelope) return [];
  const declared = judge && declaredAttributes(judge.event.place, context);
  if (!declared || declared.size === 0 || !envelope.extensible) return envelope.attributes;
  const known = envelope.attributes.map((attribute) => ({ ...attribute, ...declared.get(attribute.name), type: attribute.type }));
  const names = new Set(known.map(({ name }) => name));
  return [...known, ...[...declared.values()].filter(({ name }) => !names.has(name))];
}

/** The attributes in the order of the event: known ones, and all other members where the envelope takes extensions. */
export const presentAttributes = (subject: SampleSubject, { snapshot }: Pick<RuleContext, 'snapshot'>): readonly Present[] =>
  present(subject, snapshot);

/** Nearly every rule of this property asks for it. */
const present = memo((subject: SampleSubject, snapshot: RuleContext['snapshot']): readonly Present[] => {
  const { sample, envelope } = subject;
  if (!envelope) return [];
  const found: Present[] = [];
  const seen = new Set<string>();
  for (const attribute of knownAttributes(subject, { snapshot })) {
    const held = property(at(sample.node, parentPointer(attribute.pointer)), lastToken(attribute.pointer) ?? '');
    if (!held) continue;
    if (parentPointer(attribute.pointer) === '') seen.add(attribute.name);
    found.push({ property: held, name: attribute.name, value: held.value, attribute });
  }
  if (!takesExtensions(envelope) || sample.node.kind !== 'object') return found;
  for (const other of sample.node.properties) {
    const name = other.key.value;
    if (seen.has(name)) continue;
    const nearMiss = nearMissOf(envelope, name, seen);
    found.push({ property: other, name, value: other.value, ...(nearMiss && { nearMiss }) });
  }
  return found;
});

/** Whether further members of the event are attributes, by the rules of CloudEvents. */
export const takesExtensions = (envelope: Envelope): boolean => envelope.id === 'cloudevents';

/** Whether YAML made something else of a value that was meant to be text, so that quotes are all it needs. */
export const misreadByYaml = ({ sample }: SampleSubject, { attribute, value }: Present): boolean =>
  sample.tree.syntax === 'yaml' && attribute !== undefined && isTextual(attribute) && (value.kind === 'number' || value.kind === 'boolean');

export const isTextual = ({ type }: Attribute): boolean => type !== 'Boolean' && type !== 'Integer' && type !== 'JSON';

const types: readonly string[] = ['Boolean', 'Integer', 'String', 'Binary', 'URI', 'URI-reference', 'Timestamp'];

function declaredAttributes(place: Place, { snapshot }: Pick<RuleContext, 'snapshot'>): ReadonlyMap<string, KnownAttribute> {
  const node = get(snapshot.node(place), 'attributes');
  const found = new Map<string, KnownAttribute>();
  if (node?.kind !== 'object') return found;
  for (const { key, value } of node.properties) {
    const type = textOf(get(value, 'type'));
    const required = get(value, 'required');
    found.set(key.value, {
      name: key.value,
      pointer: child('', key.value),
      type: types.includes(type ?? '') ? (type as Attribute['type']) : 'JSON',
      required: required?.kind === 'boolean' && required.value,
      description: textOf(get(value, 'description')) ?? '',
      kind: 'extension',
      declaredAt: { ...place, pointer: child(child(place.pointer, 'attributes'), key.value) },
    });
  }
  return found;
}
