import { defineRule } from '../rule.ts';
import { conflictsIn, eventsInWords, relatedIn, type Use } from './uses.ts';

export const integerVsNumber = defineRule({
  id: 'shared-names/integer-vs-number',
  property: 'shared-names',
  on: 'workspace',
  severity: 'off',
  since: '0.1.0',
  summary: 'The same field is `integer` here and `number` in other events of its domain.',
  *check(_, { snapshot, config }) {
    for (const { use, against, other } of conflictsIn(snapshot, config, { says, disagree: (a, b) => says(a) !== says(b) })) {
      yield {
        at: { place: use.field.place, key: true },
        message: `\`${use.field.name}\` is \`${says(use)}\` here, but \`${says(other)}\` in ${eventsInWords(against)}. Give it one of the two everywhere.`,
        why: 'Readers in most languages have to choose between a whole number and one with a fraction, once for a name.',
        related: relatedIn(against, (one) => `\`${says(one)}\``),
      };
    }
  },
});

/** Which of the two a field is, where it is nothing else. */
function says({ field }: Use): 'integer' | 'number' | undefined {
  const types = field.types.filter((type) => type !== 'null');
  if (types.length === 0 || !types.every((type) => type === 'integer' || type === 'number')) return undefined;
  return types.includes('number') ? 'number' : 'integer';
}
