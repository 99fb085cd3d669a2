import type { Node } from '../../../syntax/node.ts';
import { get, textsOf } from '../../../syntax/node.ts';
import { isIntegral, keyOf, sizeOf } from '../equality.ts';
import { fail, spend } from '../evaluate.ts';
import type { Keyword, Site, Visit } from '../keyword.ts';

export const type: Keyword = (site) => {
  const names = namesOf(site);
  if (!names) return undefined;
  return (value, visit) => names.some((name) => hasType(value, name)) || fail(site, value, visit);
};

/** Draft 4: `1.0` is no integer. */
export const typeByNotation: Keyword = (site) => {
  const names = namesOf(site);
  if (!names) return undefined;
  const fits = (value: Node, name: string): boolean =>
    name === 'integer' ? value.kind === 'number' && /^[+-]?\d+$/.test(value.raw) : hasType(value, name);
  return (value, visit) => names.some((name) => fits(value, name)) || fail(site, value, visit);
};

/** A name that is no type is a fault of the schema, told there: values are not blamed for it. */
function namesOf(site: Site): readonly string[] | undefined {
  const names = textsOf(site.value).map(({ value }) => value);
  return names.length > 0 && names.every(isType) ? names : undefined;
}

export const isType = (name: string): boolean => typeNames.has(name);

const typeNames: ReadonlySet<string> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

export const enumeration: Keyword = (site) => {
  if (site.value.kind !== 'array') return undefined;
  const kinds = new Set(site.value.items.map(({ kind }) => kind));
  const keys = new Set(site.value.items.map(keyOf));
  return (value, visit) => (kinds.has(value.kind) && keys.has(countedKey(value, visit))) || fail(site, value, visit);
};

export const constant: Keyword = (site) => {
  const { kind } = site.value;
  const key = keyOf(site.value);
  return (value, visit) => (value.kind === kind && countedKey(value, visit) === key) || fail(site, value, visit);
};

/** A key whose making is counted as work. */
export function countedKey(value: Node, visit: Visit): string {
  if (value.kind === 'array' || value.kind === 'object') spend(visit, sizeOf(value));
  return keyOf(value);
}

/** The types that a schema names in its `type`; empty where it names none. */
export const typesOf = (schema: Node): readonly string[] => textsOf(get(schema, 'type')).map(({ value }) => value);

export function hasType(value: Node, name: string): boolean {
  if (value.kind === name) return true;
  return name === 'integer' && value.kind === 'number' && isIntegral(value);
}
