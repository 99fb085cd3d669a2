import type { Attribute, Envelope } from '../envelopes/envelope.ts';
import type { Schema } from '../schema/schema.ts';
import { get, type Node, textOf, textsOf, toValue } from '../syntax/node.ts';
import { child, tokensOf } from '../syntax/pointer.ts';
import type { Draft, Hole } from './insert.ts';

/** Where new ids and times come from: the host, so that the engine has no clock and no dice. */
export interface Fresh {
  newId(): string;
  /** ISO 8601 date and time, UTC. */
  now(): string;
}

/** What is known of the event that a value is made for. */
export interface About {
  readonly type?: string;
  readonly source?: string;
}

/** Objects nested deeper than this are left open. */
const maxDepth = 4;

/** A good first value for what may stand at a place of a schema: fixed values, then examples, then what the format asks for. */
export function draftAt(schema: Schema, pointer: string, fresh: Fresh, depth = 0): Draft {
  const places = schema.at(pointer);
  const nodes = places.map(({ node }) => node);
  const chosen = chosenValue(nodes);
  if (chosen !== undefined) return chosen;
  const type = typeOf(nodes) ?? (places.some(({ properties }) => properties.length > 0) ? 'object' : undefined);
  if (type === 'object') {
    const required = unique(places.flatMap(({ properties }) => properties.filter((property) => property.required).map(({ name }) => name)));
    if (required.length === 0 || depth >= maxDepth) return { open: 'object' };
    return new Map(required.map((name) => [name, draftAt(schema, child(pointer, name), fresh, depth + 1)]));
  }
  return scalarOf(type, nodes, fresh);
}

/** A value for a schema that stands alone: what a key of our own files begins with. */
export function draftOfNode(nodes: readonly Node[], fresh: Fresh): Draft {
  const chosen = chosenValue(nodes, true);
  return chosen ?? scalarOf(typeOf(nodes), nodes, fresh);
}

function chosenValue(nodes: readonly Node[], keysOnly = false): Draft | undefined {
  for (const node of nodes) {
    const constant = get(node, 'const');
    if (constant) return draftOfValue(toValue(constant));
    const values = get(node, 'enum');
    const only = values?.kind === 'array' && values.items.length === 1 ? values.items[0] : undefined;
    if (only) return draftOfValue(toValue(only));
    const first = get(node, 'default') ?? (keysOnly ? undefined : firstOf(get(node, 'examples'))) ?? firstOf(values);
    if (!first) continue;
    const value = toValue(first);
    return typeof value === 'object' && value !== null ? (keysOnly ? undefined : draftOfValue(value)) : { hole: value as Hole['hole'] };
  }
  return undefined;
}

const firstOf = (node: Node | undefined): Node | undefined => (node?.kind === 'array' ? node.items[0] : undefined);

export function draftOfValue(value: unknown): Draft {
  if (Array.isArray(value)) return value.map(draftOfValue);
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([name, inner]) => [name, draftOfValue(inner)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function typeOf(nodes: readonly Node[]): string | undefined {
  for (const node of nodes) {
    const types = textsOf(get(node, 'type')).map(({ value }) => value);
    const type = types.find((name) => name !== 'null') ?? types[0];
    if (type !== undefined) return type;
    if (get(node, 'properties')) return 'object';
  }
  return undefined;
}

function scalarOf(type: string | undefined, nodes: readonly Node[], fresh: Fresh): Draft {
  const number = (keyword: string): number | undefined => {
    for (const node of nodes) {
      const value = get(node, keyword);
      if (value?.kind === 'number') return value.value;
    }
    return undefined;
  };
  switch (type) {
    case 'object':
    case 'array':
      return { open: type };
    case 'integer':
    case 'number': {
      const least = number('minimum') ?? (number('exclusiveMinimum') !== undefined ? (number('exclusiveMinimum') ?? 0) + 1 : undefined);
      return { hole: least ?? Math.min(0, number('maximum') ?? 0) };
    }
    case 'boolean':
      return { hole: false };
    case 'null':
      return null;
    default: {
      const format = nodes.map((node) => textOf(get(node, 'format'))).find((value) => value !== undefined);
      return { hole: type === undefined && format === undefined ? '' : (formatted(format, fresh) ?? '') };
    }
  }
}

/** A value of the shape that a format asks for. */
export function formatted(format: string | undefined, fresh: Fresh): string | undefined {
  switch (format) {
    case 'date-time':
      return fresh.now();
    case 'date':
      return fresh.now().slice(0, 10);
    case 'time':
      return fresh.now().slice(11);
    case 'duration':
      return 'PT1H';
    case 'uuid':
      return fresh.newId();
    case 'uri':
      return 'https://example.com/';
    case 'uri-reference':
      return '/example';
    case 'email':
      return 'somebody@example.com';
    case 'hostname':
      return 'example.com';
    case 'ipv4':
      return '192.0.2.1';
    case 'ipv6':
      return '2001:db8::1';
    case 'json-pointer':
      return '/data';
    default:
      return undefined;
  }
}

/** A good value for an attribute of an envelope; `data` is given where the definition tells what it holds. */
export function attributeDraft(attribute: Attribute, about: About, fresh: Fresh, data: Draft = { open: 'object' }): Draft {
  if (attribute.values?.length === 1) return attribute.values[0] ?? null;
  const { generate } = attribute;
  if (typeof generate === 'object') return generate.value;
  switch (generate) {
    case 'id':
      return fresh.newId();
    case 'now':
      return fresh.now();
    case 'type':
      return about.type ?? { hole: '' };
    case 'source':
      return about.source === undefined
        ? { hole: '/example' }
        : about.source.includes('*')
          ? { hole: about.source.replace(/(?<!\\)\*/g, 'example').replaceAll('\\*', '*') }
          : about.source;
    case 'data':
      return data;
    default:
      return attributeHole(attribute, fresh);
  }
}

function attributeHole({ type, example, values }: Attribute, fresh: Fresh): Draft {
  const text = example ?? values?.[0];
  switch (type) {
    case 'Boolean':
      return { hole: false };
    case 'Integer':
    case 'Long':
      return { hole: text !== undefined && /^-?\d+$/.test(text) ? Number(text) : 0 };
    case 'Timestamp':
      return { hole: fresh.now() };
    case 'JSON':
      return { open: 'object' };
    default:
      return { hole: text ?? '' };
  }
}

/** The attributes that every event of an envelope must have, as one value. */
export function requiredEvent(envelope: Envelope, about: About, fresh: Fresh, data: Draft): ReadonlyMap<string, Draft> {
  const root = new Map<string, Draft>();
  for (const attribute of envelope.attributes) {
    if (!attribute.required && attribute.generate !== 'data' && attribute.generate !== 'now') continue;
    const tokens = tokensOf(attribute.pointer) ?? [];
    let object: Map<string, Draft> = root;
    for (const token of tokens.slice(0, -1)) {
      const inner = object.get(token);
      const next = inner instanceof Map ? inner : new Map<string, Draft>();
      object.set(token, next);
      object = next;
    }
    const name = tokens.at(-1);
    if (name !== undefined) object.set(name, attributeDraft(attribute, about, fresh, data));
  }
  return root;
}

export const unique = <Value>(values: Iterable<Value>): Value[] => [...new Set(values)];
