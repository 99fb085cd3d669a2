import type { Field } from '../../model/field.ts';
import { memo } from '../../text/memo.ts';
import { defineRule } from '../rule.ts';
import { type Casing, casingOf, casings } from '../words.ts';

export const mixedCasing = defineRule({
  id: 'ambiguous-names/mixed-casing',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'One event mixes camelCase, snake_case and other ways to write names.',
  options: {
    casing: {
      type: 'string',
      enum: ['usual', ...casings],
      default: 'usual',
      description: 'How names are written here; `usual` stands for what most names of the event have.',
    },
  },
  *check({ definition, field, siblings }, { options }) {
    const casing = casingOf(field.name);
    const { first, usual, example } = casingsIn(siblings);
    const fixed = casings.find((one) => one === options.casing);
    const wanted = fixed ?? usual;
    // A name that comes again further down is the same mistake.
    if (!casing || !wanted || casing === wanted || first.get(field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is written in ${casing}, ${fixed ? `and names here are in ${fixed}` : `most names of this event in ${wanted}`}. Write it as they are.`,
      why: 'Where names are written in several ways, people guess wrong, and a misspelt name in data is silently another field.',
      related: fixed || !example ? [] : [{ place: example.place, message: `\`${example.name}\` is in ${wanted}.`, key: true }],
      // What somebody else defined is not ours to change.
      ...(definition.format !== 'eventwright' && { severity: 'info' as const }),
    };
  },
});

interface Casings {
  /** Where each name comes first. */
  readonly first: ReadonlyMap<string, Field>;
  readonly usual?: Casing;
  /** The first field that has the usual casing. */
  readonly example?: Field;
}

const casingsIn = memo((fields: readonly Field[]): Casings => {
  const first = new Map<string, Field>();
  for (const field of fields) if (!first.has(field.name)) first.set(field.name, field);
  const written = fields.filter(({ name }) => casingOf(name) !== undefined);
  const sides = [...Map.groupBy(written, ({ name }) => casingOf(name))];
  const [usual, examples = []] = sides.reduce((most, side) => (side[1].length > most[1].length ? side : most), sides[0] ?? [undefined, []]);
  return { first, ...(usual && { usual }), ...(examples[0] && { example: examples[0] }) };
});
