import type { Field } from '../model/field.ts';
import { memo } from '../text/memo.ts';
import { type Casing, casingOf, wordsOf } from './words.ts';

/** How most names of an event are put together, with the first of them. */
export const usualCasing = memo((fields: readonly Field[]): { readonly casing: Casing; readonly example: Field } | undefined => {
  const counts = new Map<Casing, { readonly example: Field; count: number }>();
  for (const field of fields) {
    const casing = casingOf(field.name);
    if (!casing) continue;
    const known = counts.get(casing);
    if (known) known.count++;
    else counts.set(casing, { example: field, count: 1 });
  }
  const [most] = [...counts].sort(([, a], [, b]) => b.count - a.count);
  return most && { casing: most[0], example: most[1].example };
});

/** Whether a name would stand out among the names of an event. */
export function standsOut(name: string, fields: readonly Field[]): boolean {
  const casing = casingOf(name);
  const usual = usualCasing(fields);
  return casing !== undefined && usual !== undefined && casing !== usual.casing;
}

/** A name written in another way; undefined where its words are not sure enough for that. */
export function inCasing(name: string, casing: Casing): string | undefined {
  const words = wordsOf(name);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const written = {
    camelCase: () => words.map((word, index) => (index === 0 ? word : capital(word))).join(''),
    PascalCase: () => words.map(capital).join(''),
    snake_case: () => words.join('_'),
    'kebab-case': () => words.join('-'),
    UPPER_CASE: () => words.join('_').toUpperCase(),
  }[casing]();
  return casingOf(written) === casing && wordsOf(written).join() === words.join() ? written : undefined;
}

/** The object that a field belongs to, as a path. */
const holderOf = ({ path }: Field): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Whether an object has fields of both names, so that neither can take the name of the other. */
export function standTogether(fields: readonly Field[], one: string, other: string): boolean {
  const holders = new Set(fields.filter(({ name }) => name === one).map(holderOf));
  return fields.some((field) => field.name === other && holders.has(holderOf(field)));
}
