import type { Field } from '../../model/field.ts';
import { memo } from '../../text/memo.ts';
import { defineRule } from '../rule.ts';
import { type Casing, casingOf } from '../words.ts';

export const mixedCasing = defineRule({
  id: 'ambiguous-names/mixed-casing',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'One event mixes camelCase, snake_case and other ways to write names.',
  *check({ definition, field, siblings }) {
    const casing = casingOf(field.name);
    const usual = usualCasing(siblings);
    if (!casing || !usual || casing === usual.casing || siblings.find(({ name }) => name === field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is written in ${casing}, most names of this event in ${usual.casing}. Write it as they are.`,
      why: 'Where names are written in several ways, people guess wrong, and a misspelt name in data is silently another field.',
      related: [{ place: usual.example.place, message: `\`${usual.example.name}\` is in ${usual.casing}.`, key: true }],
      // What somebody else defined is not ours to change.
      ...(definition.format !== 'eventwright' && { severity: 'info' as const }),
    };
  },
});

const usualCasing = memo((fields: readonly Field[]): { readonly casing: Casing; readonly example: Field } | undefined => {
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
