import { normalised } from '../../envelopes/names.ts';
import type { Field } from '../../model/field.ts';
import { memo } from '../../text/memo.ts';
import { defineRule } from '../rule.ts';

export const twins = defineRule({
  id: 'ambiguous-names/twins',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two fields of one event differ only in case or separators.',
  *check({ field, siblings }) {
    const first = firstSpellings(siblings).get(normalised(field.name));
    // Each spelling is reported once, where it comes first; the first spelling of all is the one that the others repeat.
    if (!first || first.name === field.name || siblings.find(({ name }) => name === field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` and \`${first.name}\` differ only in how they are written. Use one name for one thing, and another name for another.`,
      why: 'Readers take them for the same, and languages and databases that ignore case cannot hold both.',
      related: [{ place: first.place, message: `\`${first.name}\` is here.`, key: true }],
    };
  },
});

const firstSpellings = memo((fields: readonly Field[]): ReadonlyMap<string, Field> => {
  const first = new Map<string, Field>();
  for (const field of fields) {
    const plain = normalised(field.name);
    if (plain !== '' && !first.has(plain)) first.set(plain, field);
  }
  return first;
});
