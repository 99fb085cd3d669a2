import { parse } from '../../../syntax/index.ts';
import { type Node, textOf, toValue } from '../../../syntax/node.ts';
import { createSource } from '../../../text/source.ts';
import { judge } from '../evaluate.ts';
import type { Subschema } from '../keyword.ts';
import { type Conjunction, conjunctionOf, type Kind, keywordOf, keywordPlace, kindsOf, listOf, narrowed } from './conjunction.ts';
import { fits, type Query, type Run } from './run.ts';
import { countIn, fewValues, itemIn, propertyIn, requiredBy, tightest } from './views.ts';

/**
 * Whether one of some values is a witness: what the writing side may send, and a keyword of the reading side does not take. The
 * interpreter says so, not the comparison.
 */
export function isBroken({ writer, reader, keyword, at: { run } }: Query, candidates: Iterable<unknown>): boolean {
  const { pointer } = keywordPlace(reader, keyword);
  for (const candidate of candidates) {
    const node = nodeOf(candidate);
    if (!node || !fitsAll(writer, node, run)) continue;
    const problems = judge(reader, node, run.budget);
    if (problems.some(({ schema }) => schema.uri === reader.place.uri && (schema.pointer === pointer || schema.pointer.startsWith(`${pointer}/`))))
      return true;
  }
  return false;
}

/** Whether a value fits all that is known of the writing side. */
export const fitsAll = (writer: Conjunction, node: Node, run: Run): boolean =>
  !writer.impossible && writer.schemas.every((schema) => fits(schema, node, run)) && writer.excluded.every((schema) => !fits(schema, node, run));

/** A value as the interpreter judges it. */
export function nodeOf(value: unknown): Node | undefined {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : parse(createSource('example.json', text), 'json').documents[0];
}

/** Deeper examples are not made: what lies there is compared where it stands. */
const maxDepth = 6;
const longest = 2000;

/** Values of a kind that may fit; whether they do, the interpreter says. */
export function examplesOf(writer: Conjunction, kind: Kind, run: Run, depth = 0): readonly unknown[] {
  const few = fewValues(writer);
  if (few) return few.slice(0, 20).map(toValue);
  switch (kind) {
    case 'null':
      return [null];
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'fraction':
      return numbersIn(writer, kind);
    case 'string':
      return textsIn(writer);
    case 'array':
      return arraysIn(writer, run, depth);
    case 'object':
      return objectsIn(writer, run, depth);
  }
}

/** One value of any kind that fits; undefined where none is found. */
export function exampleOf(schemas: readonly Subschema[], run: Run, depth = 0): { readonly value: unknown } | undefined {
  if (schemas.length === 0) return { value: 'a' };
  let writer = conjunctionOf(schemas);
  // A branch that is hard to fit is not worth the search: the first one that is given stands for all.
  for (const name of ['oneOf', 'anyOf']) {
    const first = writer.atoms.flatMap((atom) => listOf(atom, name))[0];
    if (first) writer = narrowed(writer, [first], []);
  }
  for (const kind of kindsOf(writer)) {
    for (const value of examplesOf(writer, kind, run, depth)) {
      const node = nodeOf(value);
      if (node && schemas.every((schema) => fits(schema, node, run))) return { value };
    }
  }
  return undefined;
}

export function numbersIn(writer: Conjunction, kind: 'integer' | 'fraction'): readonly number[] {
  const ends = [tightest(writer.atoms, 'least'), tightest(writer.atoms, 'most')].flatMap((bound) => (bound ? [bound.node.value] : []));
  const divisor = countIn(writer.atoms, 'multipleOf')?.value ?? 1;
  const near = [0, ...ends].flatMap((end) => [end, end + divisor, end - divisor, Math.ceil(end / divisor) * divisor, end + 0.5, end - 0.5]);
  return [...new Set(near)].filter((value) => Number.isFinite(value) && Number.isInteger(value) === (kind === 'integer'));
}

const texts: readonly string[] = ['a', '', 'A1', '42', 'Some words, and more.', 'https://example.com/orders/1', 'é😀'];

const formatted: Readonly<Record<string, string>> = {
  'date-time': '2026-01-07T10:00:00Z',
  date: '2026-01-07',
  time: '10:00:00Z',
  duration: 'P1DT2H',
  email: 'ada@example.com',
  'idn-email': 'ada@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/orders/1',
  'uri-reference': '/shop/orders',
  iri: 'https://example.com/orders/1',
  'iri-reference': '/shop/orders',
  uuid: '123e4567-e89b-12d3-a456-426614174000',
};

export function textsIn(writer: Conjunction): readonly string[] {
  const named = writer.atoms.flatMap((atom) => formatted[textOf(keywordOf(atom, 'format')) ?? ''] ?? []);
  const lengths = [countIn(writer.atoms, 'minLength'), countIn(writer.atoms, 'maxLength')].flatMap((count) => (count ? [count.value] : []));
  const filled = lengths
    .filter((length) => length <= longest)
    .flatMap((length) => ['a'.repeat(Math.max(0, length)), '1'.repeat(Math.max(0, length))]);
  return [...named, ...filled, ...texts];
}

function arraysIn(writer: Conjunction, run: Run, depth: number): readonly (readonly unknown[])[] {
  const least = countIn(writer.atoms, 'minItems')?.value ?? 0;
  const most = countIn(writer.atoms, 'maxItems')?.value ?? least + 1;
  return [...new Set([least, least + 1, Math.min(most, 20)])].flatMap((length) => arrayOf(writer, length, run, depth) ?? []);
}

/** A list of so many items. */
export function arrayOf(writer: Conjunction, length: number, run: Run, depth = 0): readonly (readonly unknown[])[] | undefined {
  if (depth > maxDepth || length > 50) return undefined;
  const items: unknown[] = [];
  for (let index = 0; index < length; index++) {
    const schemas = itemIn(writer.atoms, index);
    // Items that differ, for lists that want that.
    const item = schemas.length === 0 ? { value: `a${index}` } : exampleOf(schemas, run, depth + 1);
    if (!item) return undefined;
    items.push(item.value);
  }
  return [items];
}

function objectsIn(writer: Conjunction, run: Run, depth: number): readonly object[] {
  const least = objectOf(writer, () => false, run, depth);
  return least ? [least] : [];
}

/** An object with the properties that have to be there, and those that are wanted besides. */
export function objectOf(writer: Conjunction, wanted: (name: string) => boolean, run: Run, depth = 0): object | undefined {
  if (depth > maxDepth) return undefined;
  const names = new Set<string>(writer.atoms.flatMap((atom) => [...requiredBy(atom)]));
  for (const atom of writer.atoms) {
    const properties = keywordOf(atom, 'properties');
    if (properties?.kind === 'object') for (const { key } of properties.properties) if (wanted(key.value)) names.add(key.value);
  }
  if (names.size > 200) return undefined;
  const entries: [string, unknown][] = [];
  for (const name of names) {
    const made = exampleOf(propertyIn(writer.atoms, name, run.patterns).schemas, run, depth + 1);
    if (!made) return undefined;
    entries.push([name, made.value]);
  }
  return Object.fromEntries(entries);
}
