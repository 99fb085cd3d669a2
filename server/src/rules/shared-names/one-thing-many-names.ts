import { normalised } from '../../envelopes/names.ts';
import type { Fix } from '../../model/finding.ts';
import { placeKey } from '../../model/place.ts';
import { standsOut, standTogether } from '../casings.ts';
import { renameEverywhereFix } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { disjoint, eventsInWords, minority, type Use, usesOf } from './uses.ts';

export const oneThingManyNames = defineRule({
  id: 'shared-names/one-thing-many-names',
  property: 'shared-names',
  on: 'workspace',
  severity: 'info',
  since: '0.1.0',
  summary: 'The same field is spelt in other ways in other events of its domain.',
  *check(_, context) {
    const { snapshot, config } = context;
    const named = usesOf(snapshot, config).filter(({ field }) => normalised(field.name).length >= 3);
    for (const group of Map.groupBy(named, ({ domain, field }) => `${domain} ${normalised(field.name)}`).values()) {
      if (new Set(group.map(({ field }) => field.name)).size < 2) continue;
      const disagree = (a: Use, b: Use): boolean => a.field.name !== b.field.name && !disjoint(a, b);
      const side = ({ field, types }: Use): string => `${field.name} ${[...types].sort().join()}`;
      const told = new Set<string>();
      for (const { use, against: all } of minority(group, side, disagree)) {
        // Within one event that is what `ambiguous-names/twins` says.
        const against = all.filter(({ event }) => event !== use.event);
        const [other] = against;
        const key = `${placeKey(use.event.place)} ${use.field.name}`;
        if (!other || told.has(key)) continue;
        told.add(key);
        yield {
          at: { place: use.field.place, key: true },
          message: `\`${use.field.name}\` is called \`${other.field.name}\` in ${eventsInWords(against)}. Spell it the same way everywhere.`,
          why: `Whoever joins or searches events of ${use.domain} by that field misses those that spell it otherwise.`,
          related: against.slice(0, 5).map(({ event, field }) => ({
            place: field.place,
            key: true,
            message: `\`${field.name}\` in ${event.type ?? 'another event'}.`,
          })),
          fixes: fixesFor(use, other, group, context),
        };
      }
    }
  },
});

/** All fields that are spelt so take the name of the others, unless that would make them stand out among the other names of their events. */
function fixesFor(use: Use, other: Use, group: readonly Use[], { snapshot, config }: RuleContext): readonly Fix[] {
  const [from, to] = [use.field.name, other.field.name];
  const renamed = group.filter((one) => one.field.name === from && !disjoint(one, other));
  const events = new Set(renamed.map(({ event }) => event));
  const isFree = [...events].every((event) => {
    const fields = snapshot.fieldsOf(event);
    const others = fields.filter(({ name }) => name !== from);
    return !standTogether(fields, from, to) && !standsOut(to, others);
  });
  const places = renamed.map(({ field }) => field.place);
  return isFree ? [renameEverywhereFix(snapshot, places, to, config)] : [];
}
