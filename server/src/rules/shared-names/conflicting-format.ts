import { defineRule } from '../rule.ts';
import { genericNames, wordsOf } from '../words.ts';
import { disjoint, eventsInWords, minority, sideOf, toldApart, type Use, usesOf } from './uses.ts';

export const conflictingFormat = defineRule({
  id: 'shared-names/conflicting-format',
  property: 'shared-names',
  on: 'workspace',
  severity: 'info',
  since: '0.1.0',
  summary: 'The same field has another format or unit in other events of its domain.',
  *check(_, { snapshot, config }) {
    const named = usesOf(snapshot, config).filter(({ field }) => !genericNames.includes(wordsOf(field.name).join('')));
    for (const group of Map.groupBy(named, ({ domain, field }) => `${domain} ${field.path}`).values()) {
      if (group.length < 2) continue;
      for (const aspect of ['format', 'unit'] as const) {
        // A field that says nothing of its format contradicts nobody.
        const saying = group.filter(({ field }) => field[aspect] !== undefined);
        const disagree = (a: Use, b: Use): boolean => a.field[aspect] !== b.field[aspect] && !disjoint(a, b) && !toldApart(a, b, snapshot);
        const side = (use: Use): string => `${use.field[aspect]} ${sideOf(use, snapshot)}`;
        for (const { use, against } of minority(saying, side, disagree)) {
          const [other] = against;
          if (!other) continue;
          yield {
            at: { place: use.field.place, key: true },
            message: `\`${use.field.name}\` has the ${aspect} ${use.field[aspect]} here, but ${other.field[aspect]} in ${eventsInWords(against)}. Agree on one, or name them apart.`,
            why: `Within ${use.domain} one name should mean one thing.`,
            related: against.slice(0, 5).map(({ event, field }) => ({
              place: field.place,
              key: true,
              message: `${field[aspect]} in ${event.type ?? 'another event'}.`,
            })),
          };
        }
      }
    }
  },
});
