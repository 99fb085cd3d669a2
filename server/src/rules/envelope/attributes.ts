import type { Attribute, Envelope, Members } from '../../envelopes/envelope.ts';
import { headerText, headerValue, isHeader } from '../../envelopes/headers.ts';
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
  /** What it says: of a header the decoded text, or the number that it stands for. */
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
  const declared = judge && declaredAttributes(judge.event.place, envelope, context);
  if (!declared || declared.size === 0 || !envelope.extensible) return envelope.attributes;
  const known = envelope.attributes.map((attribute) => ({
    ...attribute,
    ...declared.get(attribute.name),
    name: attribute.name,
    pointer: attribute.pointer,
    type: attribute.type,
  }));
  const names = new Set(known.map(({ name }) => name));
  return [...known, ...[...declared.values()].filter(({ name }) => !names.has(name))];
}

/** Known attributes, then all other members where the envelope says that they are attributes, then slips in known names. */
export const presentAttributes = (subject: SampleSubject, { snapshot }: Pick<RuleContext, 'snapshot'>): readonly Present[] =>
  present(subject, snapshot);

/** Nearly every rule of this property asks for it. */
const present = memo((subject: SampleSubject, snapshot: RuleContext['snapshot']): readonly Present[] => {
  const { sample, envelope } = subject;
  if (!envelope) return [];
  const found: Present[] = [];
  const seen = new Map<Node, Set<string>>();
  for (const attribute of knownAttributes(subject, { snapshot })) {
    const holder = at(sample.node, parentPointer(attribute.pointer));
    const held = property(holder, lastToken(attribute.pointer) ?? '');
    if (holder) seen.set(holder, (seen.get(holder) ?? new Set()).add(held ? (lastToken(attribute.pointer) ?? '') : ''));
    if (held) found.push({ property: held, name: attribute.name, ...valueIn(envelope, attribute, held.value) });
  }
  for (const [holder, present] of seen) found.push(...others(subject, holder, present));
  return found;
});

/** The members of an object beside the known attributes. */
function* others({ sample, envelope, envelopeSchema }: SampleSubject, holder: Node, present: ReadonlySet<string>): Iterable<Present> {
  if (!envelope || holder.kind !== 'object') return;
  const { members } = envelope;
  const isMembers = members !== undefined && at(sample.node, members.at) === holder;
  // Where other members are neither attributes nor forbidden, any name may be meant; a team's own schema judges by itself.
  if (!isMembers && (members !== undefined || envelope.extensible || envelopeSchema)) return;
  const beside = envelope.attributes.filter(({ pointer }) => at(sample.node, parentPointer(pointer)) === holder);
  for (const other of holder.properties) {
    const name = other.key.value;
    if (present.has(name)) continue;
    if (isMembers && !name.startsWith(members.prefix)) continue;
    const nearMiss = nearMissOf(beside, envelope.formerNames, name, present);
    if (nearMiss || isMembers) yield { property: other, name, ...valueIn(envelope, undefined, other.value, members), ...(nearMiss && { nearMiss }) };
  }
}

/** What a value says, and by which type. */
function valueIn(
  { members }: Envelope,
  attribute: KnownAttribute | undefined,
  value: Node,
  header: Members | undefined = members && attribute && isHeader(members, attribute.pointer) ? members : undefined,
): Pick<Present, 'value' | 'attribute'> {
  if (!header?.encoded || value.kind !== 'string') return { value, ...(attribute && { attribute }) };
  // Tools that send such files fill in `{{name}}`: what it will be, nobody knows here.
  if (value.value.includes('{{')) return { value, attribute: { ...(attribute ?? placeholder), type: 'JSON' } };
  return { value: headerValue(value, attribute?.type), ...(attribute && { attribute }) };
}

const placeholder: Attribute = { name: '', pointer: '', type: 'JSON', required: false, description: '', kind: 'extension' };

/** Whether further members of the event are attributes, by the rules of CloudEvents. */
export const takesExtensions = (envelope: Envelope): boolean => envelope.members !== undefined;

/** The name of a member without what its protocol puts before it. */
export const plainName = (envelope: Envelope, name: string): string =>
  envelope.members && name.startsWith(envelope.members.prefix) ? name.slice(envelope.members.prefix.length) : name;

/** A value as it has to be written at a place of an event: encoded where that is a header. */
export const asWritten = ({ members }: Envelope, pointer: string, value: unknown): unknown =>
  members && isHeader(members, pointer) ? headerText(value) : value;

/** Whether YAML made something else of a value that was meant to be text, so that quotes are all it needs. */
export const misreadByYaml = ({ sample }: SampleSubject, { attribute, value }: Present): boolean =>
  sample.tree.syntax === 'yaml' && attribute !== undefined && isTextual(attribute) && (value.kind === 'number' || value.kind === 'boolean');

export const isTextual = ({ type }: Attribute): boolean => type !== 'Boolean' && type !== 'Integer' && type !== 'Long' && type !== 'JSON';

const types: readonly string[] = ['Boolean', 'Integer', 'String', 'Binary', 'URI', 'URI-reference', 'Timestamp'];

/** What a definition says of attributes, by the name that the envelope gives them. */
function declaredAttributes(place: Place, { members }: Envelope, { snapshot }: Pick<RuleContext, 'snapshot'>): ReadonlyMap<string, KnownAttribute> {
  const node = get(snapshot.node(place), 'attributes');
  const found = new Map<string, KnownAttribute>();
  if (node?.kind !== 'object') return found;
  for (const { key, value } of node.properties) {
    const type = textOf(get(value, 'type'));
    const required = get(value, 'required');
    const name = `${members?.prefix ?? ''}${key.value}`;
    found.set(name, {
      name,
      pointer: child(members?.at ?? '', name),
      type: types.includes(type ?? '') ? (type as Attribute['type']) : 'JSON',
      required: required?.kind === 'boolean' && required.value,
      description: textOf(get(value, 'description')) ?? '',
      kind: 'extension',
      declaredAt: { ...place, pointer: child(child(place.pointer, 'attributes'), key.value) },
    });
  }
  return found;
}
