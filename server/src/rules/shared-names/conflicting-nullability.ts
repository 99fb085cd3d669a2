import { defineRule } from '../rule.ts';
import { conflictsIn, disjoint, eventsInWords, relatedIn, type Use } from './uses.ts';

export const conflictingNullability = defineRule({
  id: 'shared-names/conflicting-nullability',
  property: 'shared-names',
  on: 'workspace',
  severity: 'off',
  since: '0.1.0',
  summary: 'The same field may be null here and not in other events of its domain, or the other way round.',
  *check(_, { snapshot, config }) {
    const disagree = (a: Use, b: Use): boolean => says(a) !== says(b) && !disjoint(a, b);
    for (const { use, against, other } of conflictsIn(snapshot, config, { says, disagree })) {
      yield {
        at: { place: use.field.place, key: true },
        message: `\`${use.field.name}\` ${inWords(use)} here, but ${inWords(other)} in ${eventsInWords(against)}. Allow null everywhere, or nowhere.`,
        why: 'Code that reads the field of one event fails on the null of another.',
        related: relatedIn(against, inWords),
      };
    }
  },
});

/** Whether null is allowed, where the types are known and null is not all that there is. */
function says({ field, types }: Use): string | undefined {
  return types.size > 0 ? String(field.types.includes('null')) : undefined;
}

const inWords = ({ field }: Use): string => (field.types.includes('null') ? 'may be null' : 'is never null');
