import { get, textsOf } from '../../../syntax/node.ts';
import { escapeToken } from '../../../syntax/pointer.ts';
import type { Subschema } from '../keyword.ts';
import { partsOf } from '../parts.ts';
import { childOf, conjunctionOf, entriesOf, keywordOf, keywordPlace, narrowed } from './conjunction.ts';
import { below, implied, report, writerPlace } from './implied.ts';
import { isPlain } from './scalars.ts';
import { fits, type Query, quietly } from './run.ts';
import { countIn, declaredNames, has, isAnything, propertyIn, requires, restOfProperties } from './views.ts';
import { exampleOf, isBroken, nodeOf, objectOf } from './witness.ts';

export function required(query: Query): boolean {
  const { writer, reader, value, at } = query;
  if (value.kind !== 'array' || !has(writer, 'object')) return true;
  let proven = true;
  for (const [index, item] of value.items.entries()) {
    if (item.kind !== 'string' || requires(writer.atoms, item.value)) continue;
    proven = false;
    if (!at.out) return false;
    const without = objectOf(writer, () => false, at.run);
    report(query, {
      certain: isPlain(writer) || isBroken(query, [without]),
      property: item.value,
      reader: { place: keywordPlace(reader, 'required', index), node: item },
      writer: propertyPlace(query, item.value) ?? writerPlace(query, 'required', 'properties'),
    });
  }
  return proven;
}

/** The key of a property on the writing side. */
function propertyPlace({ writer }: Query, name: string) {
  const atom = writer.atoms.find((candidate) => get(keywordOf(candidate, 'properties'), name));
  return atom && { place: keywordPlace(atom, 'properties', name), key: true };
}

export function properties(query: Query): boolean {
  const { writer, reader, at } = query;
  if (!has(writer, 'object')) return true;
  let proven = true;
  for (const { name, schema } of entriesOf(reader, 'properties')) {
    const view = propertyIn(writer.atoms, name, at.run.patterns);
    // An open object leaves room for what may come; nobody sends yet what is not spoken of.
    if (!view.declared && view.schemas.length === 0 && !at.strict) continue;
    proven = below(query, escapeToken(name), view.schemas, schema) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

export function patternProperties(query: Query): boolean {
  const { writer, reader, at } = query;
  if (!has(writer, 'object')) return true;
  const { patterns } = at.run;
  let proven = true;
  for (const { name: pattern, schema } of entriesOf(reader, 'patternProperties')) {
    for (const name of declaredNames(writer.atoms)) {
      if (patterns.matcher(pattern)(name))
        proven = below(query, escapeToken(name), propertyIn(writer.atoms, name, patterns).schemas, schema) && proven;
    }
    for (const rest of namelessIn(query)) {
      const alike = rest.pattern === pattern;
      if (alike) proven = below(query, '*', rest.schemas, schema) && proven;
      else if (!below({ at: quietly(at) }, '*', rest.schemas, schema)) proven = report(query, { certain: false });
    }
    if (at.strict && isOpen(query) && !isAnything(schema)) proven = report(query, { certain: false });
  }
  return proven;
}

/** What the writing side says of properties whose names it does not tell. */
function namelessIn({ writer }: Query): readonly { readonly pattern?: string; readonly schemas: readonly Subschema[] }[] {
  // Where a schema names nothing at all, what it says of all names holds for those as well that others give patterns for.
  const forAll = writer.atoms.filter(
    (atom) => keywordOf(atom, 'additionalProperties') && !keywordOf(atom, 'properties') && !keywordOf(atom, 'patternProperties'),
  );
  return writer.atoms.flatMap((atom) => {
    const others = forAll.flatMap((other) => (other === atom ? [] : (restOfProperties(other) ?? [])));
    const rest = restOfProperties(atom);
    return [
      ...entriesOf(atom, 'patternProperties').map(({ name, schema }) => ({ pattern: name, schemas: [schema, ...others] })),
      ...(rest && !isAnything(rest) ? [{ schemas: [rest, ...others] }] : []),
    ].filter(({ schemas }) => schemas.every(({ verdict }) => verdict !== false));
  });
}

/** Whether names that are not spoken of are allowed, with any value. */
const isOpen = ({ writer }: Query): boolean =>
  writer.atoms.every((atom) => {
    const rest = restOfProperties(atom);
    return !rest || isAnything(rest);
  });

export function additionalProperties(query: Query): boolean {
  const { reader } = query;
  const known = new Set(entriesOf(reader, 'properties').map(({ name }) => name));
  return otherNames(query, [reader], known);
}

export function unevaluatedProperties(query: Query): boolean {
  const { reader, at } = query;
  const rest = childOf(reader, 'unevaluatedProperties');
  if (!rest || isAnything(rest)) return true;
  const parts = partsOf(reader);
  const schemas = parts.map(({ schema }) => schema);
  if (parts.some(({ schema, always }) => !always || keywordOf(schema, 'if'))) return at.out ? report(query, { certain: false }) : false;
  const others = schemas.filter((schema) => schema !== reader);
  if (schemas.some((schema) => keywordOf(schema, 'additionalProperties')) || others.some((schema) => keywordOf(schema, 'unevaluatedProperties')))
    return true;
  return otherNames(query, schemas, new Set(schemas.flatMap((schema) => entriesOf(schema, 'properties').map(({ name }) => name))));
}

/** All that may be there beyond the names and patterns that the reading side knows. */
function otherNames(query: Query, readers: readonly Subschema[], known: ReadonlySet<string>): boolean {
  const { writer, reader, keyword, at } = query;
  const rest = childOf(reader, keyword);
  if (!rest || isAnything(rest) || !has(writer, 'object')) return true;
  const { patterns } = at.run;
  const matching = readers.flatMap((schema) => entriesOf(schema, 'patternProperties').map(({ name }) => name));
  let proven = true;
  for (const name of declaredNames(writer.atoms)) {
    if (known.has(name) || matching.some((pattern) => patterns.matcher(pattern)(name))) continue;
    const { schemas } = propertyIn(writer.atoms, name, patterns);
    if (conjunctionOf(schemas).impossible) continue;
    proven = (rest.verdict === false ? notKnown(query, name) : below(query, escapeToken(name), schemas, rest)) && proven;
    if (!proven && !at.out) return false;
  }
  for (const { pattern, schemas } of namelessIn(query)) {
    if (pattern !== undefined && matching.includes(pattern)) continue;
    proven = (rest.verdict === false ? opened(query, schemas) : below(query, '*', schemas, rest)) && proven;
  }
  if (isOpen(query)) {
    if (rest.verdict === false) proven = opened(query, []);
    else if (at.strict) proven = report(query, { certain: false });
  }
  return proven;
}

/** A property that the reading side does not know, and does not take. */
function notKnown(query: Query, name: string): boolean {
  const { writer, reader, at } = query;
  if (!at.out) return false;
  const listed = keywordOf(reader, 'properties');
  return report(query, {
    certain: isPlain(writer) || isBroken(query, [objectOf(writer, (one) => one === name, at.run)]),
    property: name,
    ...(listed && { reader: { place: keywordPlace(reader, 'properties'), key: true, node: query.value } }),
    writer: propertyPlace(query, name) ?? writerPlace(query, 'required'),
  });
}

/** Other properties may come, and the reading side takes none. */
function opened(query: Query, schemas: readonly Subschema[]): boolean {
  const { writer, at } = query;
  if (!at.out) return false;
  const base = objectOf(writer, () => false, at.run);
  const more = exampleOf(schemas, at.run);
  const named = schemas.length > 0 && base && more ? [{ ...base, somethingElse: more.value }] : [];
  return report(query, {
    keyword: 'open',
    certain: isBroken(query, named),
    writer: writerPlace(query, 'additionalProperties', 'unevaluatedProperties', 'patternProperties'),
  });
}

export function propertyNames(query: Query): boolean {
  const { writer, reader, at } = query;
  const names = childOf(reader, 'propertyNames');
  if (!names || isAnything(names) || !has(writer, 'object')) return true;
  const own = writer.atoms.flatMap((atom) => childOf(atom, 'propertyNames') ?? []);
  if (own.length > 0 && implied(conjunctionOf(own), names, quietly(at))) return true;
  let proven = true;
  for (const name of declaredNames(writer.atoms)) {
    const node = nodeOf(name);
    if (!node || fits(names, node, at.run) || own.some((schema) => !fits(schema, node, at.run))) continue;
    if (conjunctionOf(propertyIn(writer.atoms, name, at.run.patterns).schemas).impossible) continue;
    proven = false;
    if (!at.out) return false;
    report(query, { certain: isPlain(writer), property: name, writer: propertyPlace(query, name) ?? writerPlace(query, 'required') });
  }
  if (namelessIn(query).length > 0 || (at.strict && isOpen(query))) proven = report(query, { certain: false });
  return proven;
}

export function dependentRequired(query: Query): boolean {
  const { writer, keyword, at } = query;
  if (!has(writer, 'object')) return true;
  let proven = true;
  for (const { name, value } of entriesOf(query.reader, keyword)) {
    if (value.kind !== 'array' || !mayHold(query, name)) continue;
    for (const { value: needed } of textsOf(value)) {
      if (needed === name || requires(writer.atoms, needed) || writer.atoms.some((atom) => needs(atom, name).includes(needed))) continue;
      proven = false;
      if (!at.out) return false;
      report(query, { certain: isBroken(query, [objectOf(writer, (one) => one === name, at.run)]), property: needed });
    }
  }
  return proven;
}

const needs = (atom: Subschema, name: string): readonly string[] =>
  ['dependentRequired', 'dependencies'].flatMap((keyword) => textsOf(get(keywordOf(atom, keyword), name)).map(({ value }) => value));

export function dependentSchemas(query: Query): boolean {
  const { writer, keyword, at } = query;
  if (!has(writer, 'object')) return true;
  let proven = true;
  for (const { name, value, schema } of entriesOf(query.reader, keyword)) {
    if (value.kind === 'array' || !mayHold(query, name)) continue;
    const own = writer.atoms.flatMap((atom) =>
      ['dependentSchemas', 'dependencies'].flatMap((from) =>
        entriesOf(atom, from).filter((entry) => entry.name === name && entry.value.kind !== 'array'),
      ),
    );
    proven =
      implied(
        narrowed(
          writer,
          own.map((entry) => entry.schema),
          [],
        ),
        schema,
        at,
      ) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

export function dependencies(query: Query): boolean {
  const lists = dependentRequired(query);
  return dependentSchemas(query) && lists;
}

function mayHold({ writer, at }: Query, name: string): boolean {
  const { schemas, declared } = propertyIn(writer.atoms, name, at.run.patterns);
  return (declared || at.strict) && !conjunctionOf(schemas).impossible;
}

export function minProperties(query: Query): boolean {
  const { writer, value, at } = query;
  const least = value.kind === 'number' ? value.value : 0;
  const names = [...declaredNames(writer.atoms)].filter((name) => requires(writer.atoms, name));
  if (!has(writer, 'object') || Math.max(countIn(writer.atoms, 'minProperties')?.value ?? 0, names.length) >= least) return true;
  return at.out ? report(query, { certain: isBroken(query, [objectOf(writer, () => false, at.run)]) }) : false;
}

export function maxProperties(query: Query): boolean {
  const { writer, value, at } = query;
  const most = value.kind === 'number' ? value.value : Number.POSITIVE_INFINITY;
  if (!has(writer, 'object') || (countIn(writer.atoms, 'maxProperties')?.value ?? Number.POSITIVE_INFINITY) <= most) return true;
  const names = declaredNames(writer.atoms);
  if (!isOpen(query) && namelessIn(query).length === 0 && names.size <= most) return true;
  return at.out ? report(query, { certain: isBroken(query, [objectOf(writer, () => true, at.run)]) }) : false;
}
