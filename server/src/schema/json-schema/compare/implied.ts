import type { ChangePlace } from '../../../model/change.ts';
import type { Place } from '../../../model/place.ts';
import type { Node } from '../../../syntax/node.ts';
import { child } from '../../../syntax/pointer.ts';
import { judge } from '../evaluate.ts';
import type { Subschema } from '../keyword.ts';
import { casesOf, type Conjunction, conjunctionOf, keywordOf, keywordPlace, kindOf, kindsOf } from './conjunction.ts';
import { type At, type Difference, idOf, type Query, quietly, type Run, spend, Stopped } from './run.ts';
import { same, sameKeyword, unitOf } from './same.ts';
import { declaredNames, fewValues, propertyIn, requires } from './views.ts';
import { fitsAll } from './witness.ts';

/**
 * Whether every value that the writing side may send fits the reading side. True is proven; false means that it is not, and
 * what stands in the way is told in `at.out`: what surely breaks some value, and what merely could not be shown to break none.
 */
export function implied(writer: Conjunction, reader: Subschema, at: At): boolean {
  const { run } = at;
  spend(run);
  if (reader.verdict === true || writer.impossible) return true;
  if (writer.schemas.some((schema) => same(schema, reader, run))) return true;
  if (reader.verdict === false)
    return report({ writer, reader, keyword: 'false', value: reader.node, at }, { certain: writer.excluded.length === 0 });
  // A pair that comes back holds as soon as all around it does: values end somewhere.
  const pair = pairOf(run, writer, reader);
  if (run.open.has(pair)) return true;
  run.open.add(pair);
  run.depth++;
  const proven = decide(writer, reader, at);
  run.depth--;
  run.open.delete(pair);
  return proven;
}

function decide(writer: Conjunction, reader: Subschema, at: At): boolean {
  const few = fewValues(writer);
  if (few) return everyValueFits(writer, few, reader, at) && sameUnit(writer, reader, at);
  // While a branch of the writing side is still to be chosen, only what holds for all branches is proven at once.
  const cases = casesOf(writer);
  if (!cases) return keywordByKeyword(writer, reader, at);
  if (keywordByKeyword(writer, reader, quietly(at))) return true;
  let proven = true;
  for (const one of cases) {
    proven = implied(one, reader, at) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

function keywordByKeyword(writer: Conjunction, reader: Subschema, at: At): boolean {
  let proven = sameUnit(writer, reader, at);
  for (const [keyword, check] of at.run.checks) {
    if (!proven && !at.out) return false;
    const value = keywordOf(reader, keyword);
    if (!value) continue;
    spend(at.run);
    if (
      writer.atoms.some((atom) => atom.resource.draft === reader.resource.draft && alone.has(keyword) && sameKeyword(keyword, atom, reader, at.run))
    )
      continue;
    proven = check({ writer, reader, keyword, value, at }) && proven;
  }
  return proven;
}

/** Keywords that mean the same wherever they stand, whatever stands beside them. */
const alone: ReadonlySet<string> = new Set(
  '$ref allOf anyOf oneOf not const enum pattern format multipleOf uniqueItems propertyNames dependentRequired dependentSchemas dependencies patternProperties'.split(
    ' ',
  ),
);

/** Where few values are possible each of them is judged. */
function everyValueFits(writer: Conjunction, values: readonly Node[], reader: Subschema, at: At): boolean {
  const failing = new Map<
    string,
    { readonly values: Node[]; readonly keyword: string; readonly place: Place; readonly expected: Node | undefined }
  >();
  const possible = kindsOf(writer);
  for (const value of values) {
    spend(at.run);
    if (!possible.has(kindOf(value))) continue;
    const problems = judge(reader, value, at.run.budget);
    if (problems.some(({ keyword }) => keyword === 'budget')) throw new Stopped();
    const problem = problems.find(({ keyword }) => keyword !== 'unresolved');
    if (!problem || !fitsAll(writer, value, at.run)) continue;
    if (!at.out) return false;
    const key = problem.schema.uri + problem.schema.pointer;
    const known = failing.get(key);
    if (known) known.values.push(value);
    else failing.set(key, { values: [value], keyword: problem.keyword, place: problem.schema, expected: problem.expected });
  }
  for (const { values: some, keyword, place, expected } of failing.values()) {
    const atom = writer.atoms.find((candidate) => keywordOf(candidate, 'enum') ?? keywordOf(candidate, 'const'));
    add(at, {
      ...{ keyword: keyword === 'const' ? 'enum' : keyword, certain: true, path: at.path, values: some },
      reader: { place, key: true, ...(expected && { node: expected }) },
      writer: valuePlace(atom, some[0]) ?? schemaPlace(at.near),
    });
  }
  return failing.size === 0;
}

/** Where a value of an `enum` stands. */
function valuePlace(atom: Subschema | undefined, value: Node | undefined): ChangePlace | undefined {
  if (!atom) return undefined;
  const list = keywordOf(atom, 'enum');
  const index = list?.kind === 'array' && value ? list.items.indexOf(value) : -1;
  if (list && index >= 0) return { place: keywordPlace(atom, 'enum', index), node: list };
  const constant = keywordOf(atom, 'const');
  return constant && { place: keywordPlace(atom, 'const'), node: constant };
}

/** The same number in another unit is another amount, though every validator takes it. */
function sameUnit(writer: Conjunction, reader: Subschema, at: At): boolean {
  const expected = unitOf(reader);
  const given = writer.atoms.flatMap((atom) => {
    const unit = unitOf(atom);
    return unit ? [{ atom, unit }] : [];
  });
  const [first] = given;
  if (!expected || !first || given.some(({ unit }) => unit.text === expected.text)) return true;
  add(at, {
    ...{ keyword: 'x-unit', certain: true, path: at.path },
    reader: { place: keywordPlace(reader, expected.keyword), node: expected.node },
    writer: { place: keywordPlace(first.atom, first.unit.keyword), node: first.unit.node },
  });
  return false;
}

/** Says that a keyword does not hold for all that may be sent. Always false, so that a check can return it. */
export function report(query: Query, more: Pick<Difference, 'certain'> & Partial<Difference>): false {
  const { reader, keyword, value, at } = query;
  const own = keyword === 'false' ? schemaPlace(reader) : { place: keywordPlace(reader, keyword), key: true, node: value };
  add(at, { keyword, path: at.path, reader: own, writer: writerPlace(query, keyword), ...more });
  return false;
}

function add({ out }: At, difference: Difference): void {
  out?.push(difference);
}

/** Where the writing side says the like, or the schema that says nothing of it. */
export function writerPlace({ writer, at }: Pick<Query, 'writer' | 'at'>, ...keywords: readonly string[]): ChangePlace {
  for (const keyword of keywords) {
    for (const atom of writer.atoms) {
      const node = keywordOf(atom, keyword);
      if (node) return { place: keywordPlace(atom, keyword), key: true, node };
    }
  }
  return schemaPlace(writer.schemas[0] ?? at.near);
}

/** The key that holds a schema; for a schema that is a whole file its first key, since all of it in red tells less. */
export function schemaPlace({ place, node }: Subschema): ChangePlace {
  const first = place.pointer === '' && node.kind === 'object' ? node.properties[0] : undefined;
  return { place: first ? { ...place, pointer: child('', first.key.value) } : place, key: true };
}

/** Compares what may stand at one place of the data. */
export function below({ at }: Pick<Query, 'at'>, step: string, schemas: readonly Subschema[], reader: Subschema): boolean {
  const path = at.path === '' ? step : `${at.path}/${step}`;
  return implied(conjunctionOf(schemas), reader, { ...at, path, near: schemas[0] ?? at.near });
}

/** No value fits both: proven, or false. */
export function disjoint(writer: Conjunction, other: Subschema, at: At): boolean {
  const { run } = at;
  spend(run);
  if (writer.impossible || other.verdict === false) return true;
  if (other.verdict === true) return false;
  const pair = `disjoint ${pairOf(run, writer, other)}`;
  if (run.open.has(pair)) return false;
  run.open.add(pair);
  run.depth++;
  const proven = apart(writer, other, { ...quietly(at), strict: true });
  run.depth--;
  run.open.delete(pair);
  return proven;
}

function apart(writer: Conjunction, other: Subschema, at: At): boolean {
  const { run } = at;
  const both = conjunctionOf([other]);
  if (both.impossible) return true;
  if (writer.excluded.some((excluded) => implied(both, excluded, at))) return true;
  const [own, theirs] = [kindsOf(writer), kindsOf(both)];
  if (own.isDisjointFrom(theirs)) return true;
  const few = fewValues(writer) ?? fewValues(both);
  if (few) return few.every((value) => !fitsAll(writer, value, run) || !fitsAll(both, value, run));
  const branches = casesOf(both);
  if (branches?.every((branch) => branch.schemas.slice(1).some((schema) => disjoint(writer, schema, at)))) return true;
  const shared = own.intersection(theirs);
  return shared.size === 1 && shared.has('object') && marksDiffer(writer, both, at);
}

/** Whether a property that must be there tells the two apart, as `kind` does with its one value each. */
function marksDiffer(writer: Conjunction, both: Conjunction, at: At): boolean {
  const { patterns } = at.run;
  const names = declaredNames(writer.atoms).union(declaredNames(both.atoms));
  for (const name of names) {
    if (!requires(writer.atoms, name) && !requires(both.atoms, name)) continue;
    const own = conjunctionOf(propertyIn(writer.atoms, name, patterns).schemas);
    if (own.impossible || propertyIn(both.atoms, name, patterns).schemas.some((schema) => disjoint(own, schema, at))) return true;
  }
  return false;
}

const pairOf = (run: Run, { schemas, excluded, only }: Conjunction, reader: Subschema): string => {
  const ids = (some: readonly Subschema[]): string =>
    some
      .map((schema) => idOf(run, schema))
      .toSorted((a, b) => a - b)
      .join();
  return `${ids(schemas)}|${ids(excluded)}|${only ? [...only].join() : ''}|${idOf(run, reader)}`;
};
