import type { BaseType } from '../model/field.ts';
import type { Node, NumberNode, ObjectNode } from '../syntax/node.ts';
import { formats } from '../text/formats.ts';

/** A JSON Schema as a plain value, its keywords in the order in which people write them. */
export type InferredSchema = { readonly [keyword: string]: unknown };

/**
 * The schema that a few values suggest: what all objects have is required, a format is one that every text has, integers are those
 * that are written as such, of whatever size. It says no more than the values show: no enumerations, no limits, no descriptions, and
 * nothing of properties that none of them has.
 */
export function inferSchema(values: readonly Node[]): InferredSchema {
  const kinds = Map.groupBy(values, typeOf);
  // An integer is a number to JSON Schema, so both together are numbers.
  if (kinds.has('number')) kinds.delete('integer');
  const types = order.filter((type) => kinds.has(type));
  if (types.length === 0) return {};
  const texts = (kinds.get('string') ?? []).flatMap((node) => (node.kind === 'string' ? [node.value] : []));
  const format = formatOf(texts);
  const objects = (kinds.get('object') ?? []).filter((node) => node.kind === 'object');
  const items = (kinds.get('array') ?? []).flatMap((node) => (node.kind === 'array' ? node.items : []));
  return {
    type: types.length === 1 ? types[0] : types,
    ...(format !== undefined && { format }),
    ...(objects.length > 0 && inferProperties(objects)),
    ...(items.length > 0 && { items: inferSchema(items) }),
  };
}

/** The order of several types: the richest first, null last, as people write them. */
const order: readonly BaseType[] = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];

const typeOf = (node: Node): BaseType => (node.kind === 'number' && isWrittenAsInteger(node) ? 'integer' : node.kind);

/** `1.0` and `1e3` are integers to JSON Schema, but whoever writes so means a number with a fraction. */
const isWrittenAsInteger = ({ raw }: NumberNode): boolean => /^[-+]?(?:\d+|0x[\da-f]+|0o[0-7]+)$/i.test(raw);

/** The formats that hardly any text has by chance, the narrowest first. */
const telling: readonly string[] = ['uuid', 'date-time', 'date', 'time', 'email', 'ipv4', 'ipv6', 'uri'];

function formatOf(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  return telling.find((name) => texts.every((text) => formats.get(name)?.(text) && (name !== 'uri' || isPlainUri(text))));
}

/** `note:this` is a URI by its letters. */
const isPlainUri = (text: string): boolean => /^(?:[a-z][a-z\d+.-]*:\/\/.|urn:[a-z\d]|mailto:.)/i.test(text);

function inferProperties(objects: readonly ObjectNode[]): InferredSchema {
  const values = new Map<string, Node[]>();
  for (const { properties } of objects) {
    // Of a repeated key the last one counts.
    for (const [name, value] of new Map(properties.map((held) => [held.key.value, held.value]))) {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  }
  if (values.size === 0) return {};
  if (isMap(values, objects.length)) return { additionalProperties: inferSchema([...values.values()].flat()) };
  const required = [...values].filter(([, own]) => own.length === objects.length).map(([name]) => name);
  return {
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries([...values].map(([name, own]) => [name, inferSchema(own)])),
  };
}

/** From this many names on, names that look like ids are taken for data rather than for fields. */
const manyIds = 3;
const manyNames = 30;

/**
 * Whether the names of objects are data themselves, such as ids: all of them look like it, or there are many, most objects have
 * only few of them, and all values are of one kind.
 */
function isMap(values: ReadonlyMap<string, readonly Node[]>, objects: number): boolean {
  const names = [...values.keys()];
  if (names.length >= manyIds && names.every(looksLikeId)) return true;
  if (names.length < manyNames || objects < 3) return false;
  const uses = [...values.values()].reduce((sum, own) => sum + own.length, 0);
  const kinds = new Set([...values.values()].flat().map(typeOf));
  return kinds.size === 1 && uses < (names.length * objects) / 3;
}

const looksLikeId = (name: string): boolean =>
  /^\d+$/.test(name) ||
  /^(?=.*\d)[\da-f]{8,}$/i.test(name) ||
  ['uuid', 'date', 'date-time', 'ipv4', 'email'].some((format) => formats.get(format)?.(name));
