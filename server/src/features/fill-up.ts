import type { Attribute, Envelope } from '../envelopes/envelope.ts';
import { pointersOf, typeAsWritten } from '../envelopes/roles.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Sample } from '../model/sample.ts';
import { jsonText } from '../syntax/json-text.ts';
import type { Node } from '../syntax/node.ts';
import { at, child, tokensOf } from '../syntax/pointer.ts';
import type { Host } from '../workspace/host.ts';

/** A member of an event that is about to be sent. */
export interface Member {
  /** The value as JSON text. */
  readonly json: string;
  /** The value as an attribute's canonical string (CloudEvents 1.0, Type System); none for null, lists and objects. */
  readonly text?: string;
}

export type Members = readonly (readonly [name: string, value: Member])[];

/**
 * What a sample with its data alone lacks: the attributes that the envelope demands, from the definition where it says them, else
 * made; each at its place, which may be inside of others.
 */
export function filledUp(
  sample: Sample,
  event: DefinedEvent | undefined,
  envelope: Envelope | undefined,
  host: Pick<Host, 'newId' | 'now'>,
): Members {
  const root: Slots = new Map();
  const { node, roles, dataPointer } = sample;
  const [dataPlace] = envelope ? pointersOf(envelope, 'data') : [];
  for (const attribute of envelope?.attributes ?? []) {
    const value = at(node, attribute.pointer) ? undefined : made(attribute, event, envelope, host);
    if (value !== undefined) put(root, attribute.pointer, textMember(value));
  }
  // In a definition the data may stand under `data`, wherever the envelope has it.
  const moved = roles.data !== undefined && dataPointer !== undefined && dataPlace !== undefined && dataPointer !== dataPlace;
  const places = new Set(envelope?.attributes.map(({ pointer }) => pointer));
  copy(
    node,
    '',
    root,
    (pointer) => pointer === dataPointer,
    (pointer) => !places.has(pointer) && [...places].some((place) => place.startsWith(`${pointer}/`)),
  );
  const content = envelope?.attributes.find(({ pointer }) => pointersOf(envelope, 'contenttype').includes(pointer));
  if (roles.data && content && typeof content.generate === 'object' && !at(node, content.pointer))
    put(root, content.pointer, textMember(content.generate.value));
  if (roles.data) put(root, moved ? dataPlace : (dataPointer ?? '/data'), memberOf(roles.data, jsonText(roles.data)));
  return written(root);
}

/** A scalar or a JSON text as a member. */
export function memberOf(node: Node, json: string): Member {
  if (node.kind === 'string') return { json, text: node.value };
  return node.kind === 'boolean' || node.kind === 'number' ? { json, text: json } : { json };
}

export const textMember = (value: string): Member => ({ json: JSON.stringify(value), text: value });

/** Members of one object; an inner map is an object whose members are known one by one. */
type Slots = Map<string, Member | Slots>;

function made(
  { pointer, required, generate, example, type, values }: Attribute,
  event: DefinedEvent | undefined,
  envelope: Envelope | undefined,
  host: Pick<Host, 'newId' | 'now'>,
): string | undefined {
  const isType = envelope !== undefined && pointersOf(envelope, 'type')[0] === pointer;
  if (!envelope || (!required && generate !== 'now' && !isType)) return undefined;
  switch (generate) {
    case 'id':
      return host.newId();
    case 'now':
      return host.now();
    case 'type':
      return typeAsWritten(envelope, event?.type ?? 'unknown', event?.version);
    case 'source':
      return concreteSource(event?.source);
    case 'data':
      return undefined;
    default:
      return generate?.value ?? (type === 'Text' || type === 'String' ? (example ?? values?.[0]) : undefined);
  }
}

/** A definition's source may be a pattern: `*` stands for one segment, `\*` for itself. */
function concreteSource(pattern: string | undefined): string {
  return pattern === undefined ? '/' : pattern.replace(/\\\*|\*/g, (match) => (match === '*' ? 'sample' : '*'));
}

function put(root: Slots, pointer: string, member: Member): void {
  const tokens = tokensOf(pointer) ?? [];
  const last = tokens.at(-1);
  if (last === undefined) return;
  let holder = root;
  for (const token of tokens.slice(0, -1)) {
    const inner = holder.get(token);
    const next: Slots = inner instanceof Map ? inner : new Map();
    holder.set(token, next);
    holder = next;
  }
  holder.set(last, member);
}

/** The sample's own members; objects that hold attributes are gone into, so that made ones can stand beside them. */
function copy(node: Node, pointer: string, into: Slots, skips: (pointer: string) => boolean, holds: (pointer: string) => boolean): void {
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    const own = child(pointer, key.value);
    if (skips(own)) continue;
    if (value.kind === 'object' && holds(own)) {
      const before = into.get(key.value);
      const inner: Slots = before instanceof Map ? before : new Map();
      into.set(key.value, inner);
      copy(value, own, inner, skips, holds);
    } else into.set(key.value, memberOf(value, jsonText(value)));
  }
}

function written(slots: Slots): Members {
  return [...slots].map(([name, value]) => [name, value instanceof Map ? { json: objectText(written(value)) } : value] as const);
}

export const objectText = (members: Members): string => `{${members.map(([name, { json }]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
