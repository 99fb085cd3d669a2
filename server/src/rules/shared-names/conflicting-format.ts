import { defineRule } from '../rule.ts';
import { formatWithin } from './agree.ts';
import { conflictsIn, disjoint, eventsInWords, relatedIn } from './uses.ts';

export const conflictingFormat = defineRule({
  id: 'shared-names/conflicting-format',
  property: 'shared-names',
  on: 'workspace',
  severity: 'info',
  since: '0.1.0',
  summary: 'The same field has another format or unit in other events of its domain.',
  *check(_, { snapshot, config }) {
    for (const aspect of ['format', 'unit'] as const) {
      const found = conflictsIn(snapshot, config, {
        says: ({ field }) => field[aspect],
        disagree: (a, b) => differ(aspect, a.field[aspect] ?? '', b.field[aspect] ?? '') && !disjoint(a, b),
      });
      for (const { use, against, other } of found) {
        // Where the dictionary has decided, `shared-names/dictionary` says who departs from it.
        if (snapshot.dictionary()?.entryFor(use.field)?.[aspect] !== undefined) continue;
        yield {
          at: { place: use.field.place, key: true },
          message: `\`${use.field.name}\` has the ${aspect} ${use.field[aspect]} here, but ${other.field[aspect]} in ${eventsInWords(against)}. Agree on one, or name them apart.`,
          why: `Within ${use.domain} one name should mean one thing.`,
          related: relatedIn(against, ({ field }) => `${field[aspect]}`),
        };
      }
    }
  },
});

const differ = (aspect: 'format' | 'unit', a: string, b: string): boolean =>
  aspect === 'unit' ? a !== b : !formatWithin(a, b) && !formatWithin(b, a);
