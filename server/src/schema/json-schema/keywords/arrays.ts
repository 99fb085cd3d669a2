import type { ArrayNode } from '../../../syntax/node.ts';
import { applyBelow, below, fail, fitsQuietly } from '../evaluate.ts';
import type { Check, Keyword, Site, Subschema } from '../keyword.ts';
import { countedKey } from './any.ts';
import { limit } from './limit.ts';

export const minItems: Keyword = limit((value) => (value.kind === 'array' ? value.items.length : undefined), 'least');
export const maxItems: Keyword = limit((value) => (value.kind === 'array' ? value.items.length : undefined), 'most');

export const uniqueItems: Keyword = (site) => {
  if (site.value.kind !== 'boolean' || !site.value.value) return undefined;
  return (value, visit) => {
    if (value.kind !== 'array') return true;
    const keys = new Map<string, number>();
    for (const [index, item] of value.items.entries()) {
      const key = countedKey(item, visit);
      const first = keys.get(key);
      if (first !== undefined) return fail(site, item, visit, { matched: [first] }, index);
      keys.set(key, index);
    }
    return true;
  };
};

export const prefixItems: Keyword = (site) => (site.value.kind === 'array' ? tuple(site, site.value) : undefined);

/** 2020-12: the items behind `prefixItems`. */
export const items: Keyword = (site) => {
  const first = site.sibling('prefixItems');
  return rest(site, first?.kind === 'array' ? first.items.length : 0);
};

/** Up to 2019-09: one schema for all items, or a list of schemas for the first ones. */
export const itemsOrTuple: Keyword = (site) => (site.value.kind === 'array' ? tuple(site, site.value) : rest(site, 0));

/** Up to 2019-09: the items behind an `items` that is a list. */
export const additionalItems: Keyword = (site) => {
  const first = site.sibling('items');
  return first?.kind === 'array' ? rest(site, first.items.length) : undefined;
};

/** 2020-12: what it finds counts as looked at. */
export const contains: Keyword = (site) => containing(site, true, true);
/** 2019-09. */
export const containsUnseen: Keyword = (site) => containing(site, true, false);
/** Drafts 6 and 7: one is enough, and there may be any number. */
export const containsOne: Keyword = (site) => containing(site, false, false);

export const unevaluatedItems: Keyword = (site) => {
  const schema = site.subschema(site.value, site.keyword);
  return (value, visit) => {
    if (value.kind !== 'array' || !visit.seen) return true;
    let fits = true;
    for (let index = visit.seen.firstItems; index < value.items.length; index++) {
      const item = value.items[index];
      if (!item || visit.seen.items.has(index)) continue;
      const good = schema.verdict === false ? fail(site, item, visit, undefined, index) : applyBelow(schema, item, index, visit);
      if (good) continue;
      fits = false;
      if (!visit.out) break;
    }
    visit.seen.firstItems = Math.max(visit.seen.firstItems, value.items.length);
    return fits;
  };
};

function tuple(site: Site, list: ArrayNode): Check {
  const schemas = list.items.map((item, index) => site.subschema(item, site.keyword, index));
  return (value, visit) => {
    if (value.kind !== 'array') return true;
    const count = Math.min(schemas.length, value.items.length);
    if (visit.seen) visit.seen.firstItems = Math.max(visit.seen.firstItems, count);
    let fits = true;
    for (let index = 0; index < count; index++) {
      const [schema, item] = [schemas[index], value.items[index]];
      if (!schema || !item || applyBelow(schema, item, index, visit)) continue;
      fits = false;
      if (!visit.out) break;
    }
    return fits;
  };
}

function rest(site: Site, from: number): Check {
  const schema = site.subschema(site.value, site.keyword);
  return (value, visit) => {
    if (value.kind !== 'array' || value.items.length <= from) return true;
    if (visit.seen) visit.seen.firstItems = Math.max(visit.seen.firstItems, value.items.length);
    if (schema.verdict === true) return true;
    let fits = true;
    for (let index = from; index < value.items.length; index++) {
      const item = value.items[index];
      if (!item) continue;
      const good = schema.verdict === false ? fail(site, item, visit, undefined, index) : applyBelow(schema, item, index, visit);
      if (good) continue;
      fits = false;
      if (!visit.out) break;
    }
    return fits;
  };
}

function containing(site: Site, counted: boolean, marks: boolean): Check {
  const schema: Subschema = site.subschema(site.value, site.keyword);
  const number = (name: string): number | undefined => {
    const node = counted ? site.sibling(name) : undefined;
    return node?.kind === 'number' ? node.value : undefined;
  };
  const least = number('minContains') ?? 1;
  const most = number('maxContains') ?? Number.POSITIVE_INFINITY;
  const at = (name: string): Site => {
    const value = site.sibling(name);
    return value ? { ...site, keyword: name, value, place: { ...site.place, pointer: site.place.pointer.replace(/contains$/, name) } } : site;
  };
  return (value, visit) => {
    if (value.kind !== 'array') return true;
    let found = 0;
    for (const [index, item] of value.items.entries()) {
      if (!fitsQuietly(schema, item, below(visit, index))) continue;
      found++;
      if (marks) visit.seen?.items.add(index);
      else if (found >= least && most === Number.POSITIVE_INFINITY) break;
    }
    if (found < least) return fail(least === 1 ? site : at('minContains'), value, visit);
    return found <= most || fail(at('maxContains'), value, visit);
  };
}
