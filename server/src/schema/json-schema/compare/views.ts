import { type Node, type NumberNode, textsOf } from '../../../syntax/node.ts';
import { get } from '../../../syntax/node.ts';
import { compareNumbers } from '../equality.ts';
import type { Subschema } from '../keyword.ts';
import { partsOf } from '../parts.ts';
import type { Patterns } from '../patterns.ts';
import { childOf, type Conjunction, entriesOf, keywordOf, kindsOf, listOf, valuesIn } from './conjunction.ts';

/** What schemas that hold together say of one property of an object. */
export interface PropertyView {
  readonly schemas: readonly Subschema[];
  /** False where the name is nowhere spoken of: an open object may hold it, but nobody said that it does. */
  readonly declared: boolean;
}

export function propertyIn(atoms: readonly Subschema[], name: string, patterns: Patterns): PropertyView {
  const schemas: Subschema[] = [];
  let declared = false;
  for (const atom of atoms) {
    const own = ownProperty(atom, name, patterns);
    schemas.push(...own);
    if (own.length > 0) declared = true;
    for (const rest of own.length > 0 ? [] : restOfNames(atom, name, patterns)) {
      if (isAnything(rest)) continue;
      schemas.push(rest);
      if (rest.verdict === undefined) declared = true;
    }
    declared ||= requiredBy(atom).has(name);
  }
  return { schemas, declared };
}

/** What `properties` and `patternProperties` say of a name. */
function ownProperty(atom: Subschema, name: string, patterns: Patterns): readonly Subschema[] {
  const found: Subschema[] = [];
  const value = get(keywordOf(atom, 'properties'), name);
  if (value) found.push(atom.child(value, 'properties', name));
  for (const entry of entriesOf(atom, 'patternProperties')) if (patterns.matcher(entry.name)(name)) found.push(entry.schema);
  return found;
}

/** What `additionalProperties` and `unevaluatedProperties` say of a name that is not spoken of beside them. */
function restOfNames(atom: Subschema, name: string, patterns: Patterns): readonly Subschema[] {
  const rest = restOfProperties(atom);
  if (!rest) return [];
  const parts = keywordOf(atom, 'additionalProperties') ? [atom] : partsOf(atom).map(({ schema }) => schema);
  return parts.some((part) => ownProperty(part, name, patterns).length > 0) ? [] : [rest];
}

/** The schema for all other properties; none where it cannot be told which these are. */
export function restOfProperties(atom: Subschema): Subschema | undefined {
  const rest = childOf(atom, 'additionalProperties');
  if (rest) return rest;
  const unevaluated = childOf(atom, 'unevaluatedProperties');
  // What a condition looks at counts as evaluated, and is known for a value only.
  const unsure = (part: Subschema): boolean =>
    ['if', 'dependentSchemas', 'dependencies'].some((name) => keywordOf(part, name)) ||
    (part !== atom && ['additionalProperties', 'unevaluatedProperties'].some((name) => keywordOf(part, name)));
  return unevaluated && !partsOf(atom).some(({ schema }) => unsure(schema)) ? unevaluated : undefined;
}

/** A schema that says nothing: `true`, `{}`. */
export const isAnything = ({ verdict, node }: Subschema): boolean => verdict === true || (node.kind === 'object' && node.properties.length === 0);

/** The names of properties that are spoken of. */
export function declaredNames(atoms: readonly Subschema[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const atom of atoms) {
    for (const { name } of entriesOf(atom, 'properties')) found.add(name);
    for (const name of requiredBy(atom)) found.add(name);
  }
  return found;
}

export const requiredBy = (atom: Subschema): ReadonlySet<string> => new Set(textsOf(listNode(keywordOf(atom, 'required'))).map(({ value }) => value));

const listNode = (node: Node | undefined): Node | undefined => (node?.kind === 'array' ? node : undefined);

export const requires = (atoms: readonly Subschema[], name: string): boolean => atoms.some((atom) => requiredBy(atom).has(name));

/** The schemas for the first items of an array, by their index. */
export function prefixOf(atom: Subschema): readonly Subschema[] {
  const prefix = listOf(atom, 'prefixItems');
  return prefix.length > 0 ? prefix : listOf(atom, 'items');
}

/** The schema for the items behind those. */
export function restOfItems(atom: Subschema): Subschema | undefined {
  const isTuple = keywordOf(atom, 'items')?.kind === 'array';
  const rest = childOf(atom, isTuple ? 'additionalItems' : 'items');
  if (rest) return rest;
  // Where other parts may have looked at items, nothing is said for sure.
  return partsOf(atom).length === 1 && !keywordOf(atom, 'contains') && !keywordOf(atom, 'if') ? childOf(atom, 'unevaluatedItems') : undefined;
}

export function itemIn(atoms: readonly Subschema[], index: number): readonly Subschema[] {
  return atoms.flatMap((atom) => {
    const prefix = prefixOf(atom);
    const schema = index < prefix.length ? prefix[index] : restOfItems(atom);
    return schema && !isAnything(schema) ? [schema] : [];
  });
}

/** The longest list of schemas for first items: behind it all items are alike. */
export const longestPrefix = (atoms: readonly Subschema[]): number => atoms.reduce((longest, atom) => Math.max(longest, prefixOf(atom).length), 0);

/** An end of the range that numbers may lie in. */
export interface Bound {
  readonly node: NumberNode;
  readonly exclusive: boolean;
  readonly keyword: string;
  readonly atom: Subschema;
}

export type Side = 'least' | 'most';

const boundNames = { least: ['minimum', 'exclusiveMinimum'], most: ['maximum', 'exclusiveMaximum'] } as const;

/** The bounds that one schema sets, draft 4's flags included. */
export function boundsOf(atom: Subschema, side: Side): readonly Bound[] {
  const [inclusive, exclusive] = boundNames[side];
  const [at, beyond] = [keywordOf(atom, inclusive), keywordOf(atom, exclusive)];
  const flag = beyond?.kind === 'boolean' && beyond.value;
  return [
    ...(at?.kind === 'number' ? [{ node: at, exclusive: flag, keyword: inclusive, atom }] : []),
    ...(beyond?.kind === 'number' ? [{ node: beyond, exclusive: true, keyword: exclusive, atom }] : []),
  ];
}

/** The bound that allows least. */
export function tightest(atoms: readonly Subschema[], side: Side): Bound | undefined {
  return atoms
    .flatMap((atom) => boundsOf(atom, side))
    .reduce<Bound | undefined>((best, bound) => (best && reaches(best, bound, side) ? best : bound), undefined);
}

/** Whether all numbers within the first bound are within the second. */
export function reaches(one: Bound, other: Bound, side: Side): boolean {
  const difference = side === 'least' ? compareNumbers(one.node, other.node) : compareNumbers(other.node, one.node);
  return difference > 0 || (difference === 0 && (one.exclusive || !other.exclusive));
}

/** The value of a keyword that counts, the one that allows least. */
export function countIn(atoms: readonly Subschema[], keyword: string): { readonly value: number; readonly atom: Subschema } | undefined {
  const least = keyword.startsWith('max');
  let best: { value: number; atom: Subschema } | undefined;
  for (const atom of atoms) {
    const node = keywordOf(atom, keyword);
    if (node?.kind !== 'number') continue;
    if (!best || (least ? node.value < best.value : node.value > best.value)) best = { value: node.value, atom };
  }
  return best;
}

/** All values that may fit, where they are few. Some of them may not fit the rest of what is said. */
export function fewValues(writer: Conjunction): readonly Node[] | undefined {
  let best: readonly Node[] | undefined;
  for (const atom of writer.atoms) {
    const values = valuesIn(atom);
    if (values && (!best || values.length < best.length)) best = values;
  }
  return best;
}

export const has = (writer: Conjunction, ...some: readonly Parameters<ReturnType<typeof kindsOf>['has']>[0][]): boolean => {
  const own = kindsOf(writer);
  return some.some((kind) => own.has(kind));
};
