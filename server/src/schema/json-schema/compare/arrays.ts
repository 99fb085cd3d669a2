import type { Subschema } from '../keyword.ts';
import { partsOf } from '../parts.ts';
import { childOf, type Conjunction, conjunctionOf, keywordOf, listOf } from './conjunction.ts';
import { below, implied, report, writerPlace } from './implied.ts';
import { type Query, quietly } from './run.ts';
import { isPlain } from './scalars.ts';
import { countIn, has, isAnything, itemIn, longestPrefix, prefixOf, restOfItems } from './views.ts';
import { arrayOf, exampleOf, isBroken } from './witness.ts';

/** `prefixItems`, and `items` as a list: the schemas of the first items. */
export function prefix(query: Query): boolean {
  const { writer, reader, keyword, at } = query;
  if (!has(writer, 'array')) return true;
  let proven = true;
  for (const [index, schema] of listOf(reader, keyword).entries()) {
    if (index >= mostItems(writer)) break;
    proven = below(query, '[]', itemIn(writer.atoms, index), schema) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

/** `items` up to 2019-09: a schema or a list. */
export const items = (query: Query): boolean => (query.value.kind === 'array' ? prefix(query) : otherItems(query));

export const additionalItems = (query: Query): boolean => keywordOf(query.reader, 'items')?.kind !== 'array' || otherItems(query);

export function unevaluatedItems(query: Query): boolean {
  const { reader, at } = query;
  const rest = childOf(reader, 'unevaluatedItems');
  if (!rest || isAnything(rest)) return true;
  const alone = partsOf(reader).length === 1 && !keywordOf(reader, 'contains') && !keywordOf(reader, 'if');
  if (!alone) return at.out ? report(query, { certain: false }) : false;
  const all = keywordOf(reader, 'items');
  return all && all.kind !== 'array' ? true : keywordOf(reader, 'additionalItems') && all ? true : otherItems(query);
}

/** The items behind the first ones: those that the writing side has schemas of their own for, then all that follow. */
function otherItems(query: Query): boolean {
  const { writer, reader, keyword, at } = query;
  const rest = childOf(reader, keyword);
  if (!rest || isAnything(rest) || !has(writer, 'array')) return true;
  const first = prefixOf(reader).length;
  const last = Math.max(first, longestPrefix(writer.atoms));
  const most = mostItems(writer);
  if (rest.verdict === false) {
    if (most <= first) return true;
    return at.out
      ? report(query, { certain: isBroken(query, arrayOf(writer, first + 1, at.run) ?? []), writer: writerPlace(query, 'prefixItems', 'items') })
      : false;
  }
  let proven = true;
  for (let index = first; index <= last && index < most; index++) {
    const schemas = itemIn(writer.atoms, index);
    if (conjunctionOf(schemas).impossible) break;
    proven = below(query, '[]', schemas, rest) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

function mostItems({ atoms }: Conjunction): number {
  const closed = atoms.filter((atom) => restOfItems(atom)?.verdict === false).map((atom) => prefixOf(atom).length);
  return Math.min(countIn(atoms, 'maxItems')?.value ?? Number.POSITIVE_INFINITY, ...closed);
}

export function minItems(query: Query): boolean {
  const { writer, value, at } = query;
  const least = value.kind === 'number' ? value.value : 0;
  const own = Math.max(0, countIn(writer.atoms, 'minItems')?.value ?? 0);
  if (own >= least || !has(writer, 'array')) return true;
  return at.out ? report(query, { certain: isBroken(query, arrayOf(writer, Math.ceil(own), at.run) ?? []) }) : false;
}

export function maxItems(query: Query): boolean {
  const { writer, value, at } = query;
  const most = value.kind === 'number' ? value.value : Number.POSITIVE_INFINITY;
  if (mostItems(writer) <= most || !has(writer, 'array')) return true;
  return at.out ? report(query, { certain: isBroken(query, arrayOf(writer, Math.floor(most) + 1, at.run) ?? []) }) : false;
}

export function uniqueItems(query: Query): boolean {
  const { writer, value, at } = query;
  if (value.kind !== 'boolean' || !value.value || !has(writer, 'array') || mostItems(writer) <= 1) return true;
  if (writer.atoms.some((atom) => isTrue(atom, 'uniqueItems'))) return true;
  if (!at.out) return false;
  const item = exampleOf(itemIn(writer.atoms, longestPrefix(writer.atoms)), at.run);
  return report(query, { certain: (item !== undefined && isBroken(query, [[item.value, item.value]])) || isPlain(writer) });
}

const isTrue = (atom: Subschema, keyword: string): boolean => {
  const node = keywordOf(atom, keyword);
  return node?.kind === 'boolean' && node.value;
};

/** `contains` with its `minContains` and `maxContains`. */
export function contains(query: Query): boolean {
  const { writer, reader, at } = query;
  const wanted = childOf(reader, 'contains');
  if (!wanted || !has(writer, 'array')) return true;
  const own = writer.atoms.flatMap((atom) => {
    const schema = childOf(atom, 'contains');
    return schema ? [{ schema, ...limits(atom) }] : [];
  });
  const { least, most } = limits(reader);
  const quiet = quietly(at);
  const within = (inner: Subschema, outer: Subschema): boolean => implied(conjunctionOf([inner]), outer, { ...quiet, strict: true });
  const enough =
    least <= 0 || own.some((one) => one.least >= least && within(one.schema, wanted)) || (itemsAre(query, wanted) && countOf(writer) >= least);
  const few = most === Number.POSITIVE_INFINITY || mostItems(writer) <= most || own.some((one) => one.most <= most && within(wanted, one.schema));
  if (enough && few) return true;
  if (!at.out) return false;
  const examples = [0, 1, least, most + 1].filter(Number.isFinite).flatMap((length) => arrayOf(writer, length, at.run) ?? []);
  const keyword = enough ? 'maxContains' : least === 1 ? 'contains' : 'minContains';
  return report({ ...query, keyword: keywordOf(reader, keyword) ? keyword : 'contains' }, { certain: isBroken({ ...query, keyword }, examples) });
}

const countOf = ({ atoms }: Conjunction): number => countIn(atoms, 'minItems')?.value ?? 0;

/** Whether every item is of a kind. */
function itemsAre({ writer, at }: Query, wanted: Subschema): boolean {
  const last = longestPrefix(writer.atoms);
  if (last > 100) return false;
  return Array.from({ length: last + 1 }, (_, index) => itemIn(writer.atoms, index)).every((schemas) =>
    implied(conjunctionOf(schemas), wanted, { ...quietly(at), strict: true }),
  );
}

function limits(schema: Subschema): { readonly least: number; readonly most: number } {
  const [least, most] = [keywordOf(schema, 'minContains'), keywordOf(schema, 'maxContains')];
  return { least: least?.kind === 'number' ? least.value : 1, most: most?.kind === 'number' ? most.value : Number.POSITIVE_INFINITY };
}
