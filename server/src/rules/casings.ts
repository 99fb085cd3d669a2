import type { Field } from '../model/field.ts';
import { memo } from '../text/memo.ts';
import { type Casing, casingOf, joinWordsAs, wordsOf } from './words.ts';

export interface Casings {
  /** Where each name comes first. */
  readonly first: ReadonlyMap<string, Field>;
  /** How most names are put together. */
  readonly usual?: Casing;
  /** The first field that has the usual casing. */
  readonly example?: Field;
}

/** How the names of an event are written. */
export const casingsIn = memo((fields: readonly Field[]): Casings => {
  const first = new Map<string, Field>();
  for (const field of fields) if (!first.has(field.name)) first.set(field.name, field);
  const written = fields.filter(({ name }) => casingOf(name) !== undefined);
  const sides = [...Map.groupBy(written, ({ name }) => casingOf(name))];
  const [usual, examples = []] = sides.reduce((most, side) => (side[1].length > most[1].length ? side : most), sides[0] ?? [undefined, []]);
  return { first, ...(usual && { usual }), ...(examples[0] && { example: examples[0] }) };
});

/** Whether a name would stand out among the names of an event. */
export function standsOut(name: string, fields: readonly Field[]): boolean {
  const casing = casingOf(name);
  const { usual } = casingsIn(fields);
  return casing !== undefined && usual !== undefined && casing !== usual;
}

/** A name written in another way; undefined where its words are not sure enough for that. */
export function inCasing(name: string, casing: Casing): string | undefined {
  const words = wordsOf(name);
  const written = joinWordsAs(words, casing);
  return casingOf(written) === casing && wordsOf(written).join() === words.join() ? written : undefined;
}

/** The object that a field belongs to, as a path. */
const holderOf = ({ path }: Field): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether an object has fields of both names, so that neither can take the name of the other. */
export function standTogether(fields: readonly Field[], one: string, other: string): boolean {
  const holders = new Set(fields.filter(({ name }) => name === one).map(holderOf));
  return fields.some((field) => field.name === other && holders.has(holderOf(field)));
}
