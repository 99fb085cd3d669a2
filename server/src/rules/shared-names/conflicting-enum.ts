import { defineRule } from '../rule.ts';
import { conflictsIn, disjoint, eventsInWords, relatedIn, type Use } from './uses.ts';

export const conflictingEnum = defineRule({
  id: 'shared-names/conflicting-enum',
  property: 'shared-names',
  on: 'workspace',
  severity: 'off',
  since: '0.1.0',
  summary: 'The same field has other values in other events of its domain.',
  *check(_, { snapshot, config }) {
    const says = ({ field: { enum: values, hasConst } }: Use): string | undefined =>
      // A single value tells events apart: it is meant to differ.
      values && values.length > 1 && !hasConst ? JSON.stringify([...values].sort()) : undefined;
    for (const { use, against, other } of conflictsIn(snapshot, config, { says, disagree: (a, b) => !disjoint(a, b) && !nested(a, b) })) {
      const missing = (use.field.enum ?? []).filter((value) => !other.field.enum?.includes(value));
      yield {
        at: { place: use.field.place, key: true },
        message: `\`${use.field.name}\` may be ${inWords(missing)} here, which ${eventsInWords(against)} ${eventsOf(against) === 1 ? 'does' : 'do'} not know. Agree on the values, or name them apart.`,
        why: `Within ${use.domain} one name should have one list of values.`,
        related: relatedIn(against, ({ field }) => inWords(field.enum ?? [])),
      };
    }
  },
});

/** An event that knows fewer of the same values disagrees with nobody. */
function nested(a: Use, b: Use): boolean {
  const mine = new Set(a.field.enum);
  const theirs = new Set(b.field.enum);
  return mine.isSubsetOf(theirs) || theirs.isSubsetOf(mine);
}

const eventsOf = (uses: readonly Use[]): number => new Set(uses.map(({ event }) => event.type)).size;

const inWords = (values: readonly string[]): string =>
  `${values
    .slice(0, 5)
    .map((value) => `"${value}"`)
    .join(', ')}${values.length > 5 ? ', …' : ''}`;
