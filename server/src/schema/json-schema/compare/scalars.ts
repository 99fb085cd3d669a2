import { type Node, textOf, textsOf } from '../../../syntax/node.ts';
import { isMultipleOf } from '../../../text/decimal.ts';
import { formats } from '../../../text/formats.ts';
import { exact } from '../equality.ts';
import type { Subschema } from '../keyword.ts';
import { type Conjunction, declaredKinds, type Kind, keywordOf, kindsOf, typesOf } from './conjunction.ts';
import { report, writerPlace } from './implied.ts';
import type { Query } from './run.ts';
import { type Bound, boundsOf, countIn, has, reaches, type Side, tightest } from './views.ts';
import { examplesOf, isBroken, numbersIn, textsIn } from './witness.ts';

export function type(query: Query): boolean {
  const { writer, reader, at } = query;
  const allowed = declaredKinds(reader);
  if (!allowed) return true;
  const missing = kindsOf(writer).difference(allowed);
  if (missing.size === 0) return true;
  const declared = writer.only !== undefined || writer.atoms.some((atom) => declaredKinds(atom) !== undefined);
  // A schema with `properties` and no `type` speaks of objects: nobody sends texts by it.
  if (!declared && !at.strict && isMeantFor(writer, allowed)) return true;
  if (!at.out) return false;
  const examples = [...missing].flatMap((kind) => examplesOf(writer, kind, at.run));
  return report(query, {
    certain: declared && (isPlain(writer) || isBroken(query, examples)),
    types: typesOf(missing),
    writer: writerPlace(query, 'type', 'enum', 'const'),
  });
}

/** Whether nothing is known that its own keywords do not say. */
export const isPlain = ({ excluded }: Conjunction): boolean => excluded.length === 0;

const families: readonly (readonly [kind: Kind, keywords: readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties', 'propertyNames']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']],
  ['string', ['minLength', 'maxLength', 'pattern', 'format']],
  ['integer', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

function isMeantFor({ atoms }: Conjunction, allowed: ReadonlySet<Kind>): boolean {
  const meant = families.filter(([, names]) => atoms.some((atom) => names.some((name) => keywordOf(atom, name)))).map(([kind]) => kind);
  return meant.length > 0 && meant.every((kind) => allowed.has(kind));
}

/** The writing side is not held to a few values, or each of them would have been judged. */
export function values(query: Query): boolean {
  const { writer, value, at } = query;
  const own = kindsOf(writer);
  const listed = value.kind === 'array' && query.keyword === 'enum' ? value.items : [value];
  const finite = [...own].every((kind) => kind === 'null' || kind === 'boolean');
  const examples = [...own].flatMap((kind) => examplesOf(writer, kind, at.run));
  if (finite && !isBroken(query, examples)) return true;
  if (!at.out) return false;
  return report(query, { certain: listed.length > 0 && isBroken(query, examples), writer: writerPlace(query, 'enum', 'const', 'type') });
}

export const bound =
  (side: Side) =>
  (query: Query): boolean => {
    const { writer, reader, keyword, at } = query;
    const own = boundsOf(reader, side).find((candidate) => candidate.keyword === keyword);
    if (!own || !has(writer, 'integer', 'fraction')) return true;
    const given = tightest(writer.atoms, side);
    const whole = !has(writer, 'fraction');
    if (given && (reaches(given, own, side) || (whole && reachesWhole(given, own, side)))) return true;
    if (!at.out) return false;
    const { value } = own.node;
    const kinds = whole ? (['integer'] as const) : (['integer', 'fraction'] as const);
    const near = [value, value - 1, value + 1, value - 0.5, value + 0.5, Math.floor(value), Math.ceil(value)];
    return report(query, {
      certain: isBroken(query, [...near, ...kinds.flatMap((kind) => numbersIn(writer, kind))]),
      ...(given && { writer: writerPlace(query, given.keyword) }),
    });
  };

/** Between whole numbers, more than 0 is at least 1. */
function reachesWhole(given: Bound, own: Bound, side: Side): boolean {
  const [a, b] = [wholeEnd(given, side), wholeEnd(own, side)];
  return a !== undefined && b !== undefined && (side === 'least' ? a >= b : a <= b);
}

function wholeEnd({ node: { value }, exclusive }: Bound, side: Side): number | undefined {
  if (!Number.isSafeInteger(Math.trunc(value))) return undefined;
  if (side === 'least') return exclusive ? Math.floor(value) + 1 : Math.ceil(value);
  return exclusive ? Math.ceil(value) - 1 : Math.floor(value);
}

export function multipleOf(query: Query): boolean {
  const { writer, value, at } = query;
  const divisor = value.kind === 'number' ? exact(value) : undefined;
  if (!divisor || divisor.digits <= 0n || !has(writer, 'integer', 'fraction')) return true;
  const one = { digits: 1n, exponent: 0 };
  if (!has(writer, 'fraction') && isMultipleOf(one, divisor)) return true;
  const given = writer.atoms.map((atom) => keywordOf(atom, 'multipleOf')).map((node) => (node?.kind === 'number' ? exact(node) : undefined));
  if (given.some((own) => own && own.digits > 0n && isMultipleOf(own, divisor))) return true;
  if (!at.out) return false;
  return report(query, { certain: isBroken(query, [...numbersIn(writer, 'integer'), ...numbersIn(writer, 'fraction')]) });
}

export function minLength(query: Query): boolean {
  const least = query.value.kind === 'number' ? query.value.value : 0;
  return length(query, least <= 0 || (countIn(query.writer.atoms, 'minLength')?.value ?? 0) >= least);
}

export function maxLength(query: Query): boolean {
  const most = query.value.kind === 'number' ? query.value.value : Number.POSITIVE_INFINITY;
  return length(query, (countIn(query.writer.atoms, 'maxLength')?.value ?? Number.POSITIVE_INFINITY) <= most);
}

function length(query: Query, proven: boolean): boolean {
  const { writer, value, at } = query;
  if (proven || !has(writer, 'string')) return true;
  if (!at.out) return false;
  const near = value.kind === 'number' && value.value < 2000 ? [value.value - 1, value.value + 1] : [];
  const examples = near.filter((count) => count >= 0).flatMap((count) => ['a'.repeat(count), '1'.repeat(count)]);
  return report(query, { certain: isBroken(query, [...examples, ...textsIn(writer)]) });
}

export function pattern(query: Query): boolean {
  const { writer, value, at } = query;
  if (value.kind !== 'string' || !has(writer, 'string') || at.run.patterns.get(value.value).kind === 'invalid') return true;
  if (textsAt(writer, 'pattern').includes(value.value)) return true;
  return at.out ? report(query, { certain: isBroken(query, textsIn(writer)) }) : false;
}

/** Formats whose texts all have another format, too. */
const wider: Readonly<Record<string, readonly string[]>> = {
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  ipv4: ['hostname', 'idn-hostname'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
};

export function format(query: Query): boolean {
  const { writer, value, at } = query;
  const name = textOf(value);
  if (name === undefined || !formats.has(name) || !has(writer, 'string')) return true;
  const given = textsAt(writer, 'format');
  if (given.some((own) => own === name || (Object.hasOwn(wider, own) && wider[own]?.includes(name)))) return true;
  return at.out ? report(query, { certain: at.run.assertFormats && isBroken(query, textsIn(writer)) }) : false;
}

const textsAt = ({ atoms }: Conjunction, keyword: string): readonly string[] =>
  atoms.flatMap((atom: Subschema): readonly string[] => {
    const node: Node | undefined = keywordOf(atom, keyword);
    return node?.kind === 'string' ? textsOf(node).map(({ value }) => value) : [];
  });
