import type { ObjectNode } from '../../../syntax/node.ts';
import { property, textsOf } from '../../../syntax/node.ts';
import type { Problem } from '../../schema.ts';
import { apply, applyBelow, applyWhen, below, distinct, fail } from '../evaluate.ts';
import type { Check, Keyword, Site, Subschema } from '../keyword.ts';
import { knownNames } from '../known-names.ts';
import { limit } from './limit.ts';

export const minProperties: Keyword = limit((value) => (value.kind === 'object' ? distinct(value).length : undefined), 'least');
export const maxProperties: Keyword = limit((value) => (value.kind === 'object' ? distinct(value).length : undefined), 'most');

export const required: Keyword = (site) =>
  needs(
    site,
    textsOf(site.value).map(({ value }) => value),
  );

export const dependentRequired: Keyword = (site) =>
  all(
    objectOf(site).map(({ key, value }) =>
      whenPresent(
        key.value,
        needs(
          site,
          textsOf(value).map((name) => name.value),
        ),
      ),
    ),
  );

export const dependentSchemas: Keyword = (site) =>
  all(objectOf(site).map(({ key, value }) => whenPresent(key.value, inPlace(site, value, key.value))));

/** Up to draft 7: `dependentRequired` and `dependentSchemas` in one. In draft 3 style, one name may stand for itself. */
export const dependencies: Keyword = (site) =>
  all(
    objectOf(site).map(({ key, value }) => {
      const schema = value.kind === 'object' || value.kind === 'boolean';
      return whenPresent(
        key.value,
        schema
          ? inPlace(site, value, key.value)
          : needs(
              site,
              textsOf(value).map((name) => name.value),
            ),
      );
    }),
  );

export const properties: Keyword = (site) => {
  const schemas = new Map(objectOf(site).map(({ key, value }) => [key.value, site.subschema(value, site.keyword, key.value)]));
  return (value, visit) => {
    if (value.kind !== 'object') return true;
    let fits = true;
    for (const entry of distinct(value)) {
      const schema = schemas.get(entry.key.value);
      if (!schema) continue;
      visit.seen?.names.add(entry.key.value);
      if (applyBelow(schema, entry.value, entry.key.value, visit)) continue;
      fits = false;
      if (!visit.out) break;
    }
    return fits;
  };
};

export const patternProperties: Keyword = (site) => {
  const schemas = objectOf(site).map(({ key, value }) => ({ fits: site.pattern(key.value), schema: site.subschema(value, site.keyword, key.value) }));
  return (value, visit) => {
    if (value.kind !== 'object') return true;
    let fits = true;
    for (const entry of distinct(value)) {
      for (const candidate of schemas) {
        if (!candidate.fits(entry.key.value)) continue;
        visit.seen?.names.add(entry.key.value);
        if (applyBelow(candidate.schema, entry.value, entry.key.value, visit)) continue;
        fits = false;
        if (!visit.out) return false;
      }
    }
    return fits;
  };
};

export const additionalProperties: Keyword = (site) => {
  const schema = site.subschema(site.value, site.keyword);
  const names = new Set(namesOf(site.sibling('properties')));
  const patterns = namesOf(site.sibling('patternProperties')).map((name) => site.pattern(name));
  return (value, visit) => {
    if (value.kind !== 'object') return true;
    if (visit.seen) visit.seen.allNames = true;
    return others(site, schema, value, visit, (name) => names.has(name) || patterns.some((fits) => fits(name)));
  };
};

export const unevaluatedProperties: Keyword = (site) => {
  const schema = site.subschema(site.value, site.keyword);
  return (value, visit) => {
    const { seen } = visit;
    if (value.kind !== 'object' || !seen || seen.allNames) return true;
    const fits = others(site, schema, value, visit, (name) => seen.names.has(name));
    seen.allNames = true;
    return fits;
  };
};

export const propertyNames: Keyword = (site) => {
  const schema = site.subschema(site.value, site.keyword);
  return (value, visit) => {
    if (value.kind !== 'object' || schema.verdict === true) return true;
    let fits = true;
    for (const entry of distinct(value)) {
      const branch: Problem[] = [];
      if (apply(schema, entry.key, { ...below(visit, entry.key.value), out: visit.out && branch })) continue;
      fits = fail(
        site,
        entry.value,
        visit,
        { property: entry.key.value, key: entry.key, branch, known: absent(enumNames(branch), value) },
        entry.key.value,
      );
      if (!visit.out) break;
    }
    return fits;
  };
};

function others(site: Site, schema: Subschema, value: ObjectNode, visit: Parameters<Check>[1], isKnown: (name: string) => boolean): boolean {
  if (schema.verdict === true) return true;
  let fits = true;
  let known: readonly string[] | undefined;
  for (const entry of distinct(value)) {
    const name = entry.key.value;
    if (isKnown(name)) continue;
    let good: boolean;
    if (schema.verdict === false) {
      known ??= visit.out ? absent(knownNames(site), value) : [];
      good = fail(site, entry.value, visit, { property: name, key: entry.key, known }, name);
    } else good = applyBelow(schema, entry.value, name, visit);
    if (good) continue;
    fits = false;
    if (!visit.out) break;
  }
  return fits;
}

function needs(site: Site, names: readonly string[]): Check {
  let known: readonly string[] | undefined;
  return (value, visit) => {
    if (value.kind !== 'object') return true;
    const present = value.properties.length > 16 ? new Set(value.properties.map(({ key }) => key.value)) : undefined;
    let fits = true;
    for (const name of names) {
      if (present ? present.has(name) : property(value, name)) continue;
      if (visit.out) known ??= knownNames(site);
      fits = fail(site, value, visit, { property: name, ...(known && { known }) });
      if (!visit.out) break;
    }
    return fits;
  };
}

function inPlace(site: Site, node: ObjectNode['properties'][number]['value'], name: string): Check {
  const schema = site.subschema(node, site.keyword, name);
  return (value, visit) => applyWhen({ keyword: 'dependentSchemas', property: name }, schema, value, visit);
}

const whenPresent =
  (name: string, check: Check): Check =>
  (value, visit) =>
    value.kind !== 'object' || !property(value, name) || check(value, visit);

function all(checks: readonly Check[]): Check {
  return (value, visit) => {
    let fits = true;
    for (const check of checks) {
      if (check(value, visit)) continue;
      fits = false;
      if (!visit.out) break;
    }
    return fits;
  };
}

const objectOf = ({ value }: Site): ReturnType<typeof distinct> => (value.kind === 'object' ? distinct(value) : []);

const namesOf = (node: ReturnType<Site['sibling']>): readonly string[] => (node?.kind === 'object' ? distinct(node).map(({ key }) => key.value) : []);

/** What could have been meant: names that stand there already were not. */
const absent = (names: readonly string[], value: ObjectNode): readonly string[] => names.filter((name) => !property(value, name));

const enumNames = (problems: readonly Problem[]): readonly string[] =>
  problems.flatMap(({ keyword, expected }) => (keyword === 'enum' || keyword === 'const' ? textsOf(expected).map(({ value }) => value) : []));
