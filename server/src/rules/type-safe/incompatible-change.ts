import type { Change } from '../../model/change.ts';
import type { Comparison } from '../../model/compatibility.ts';
import { samePlace } from '../../model/place.ts';
import { explainChange } from '../../schema/explain/change.ts';
import { definedEvent } from '../defined-event.ts';
import { defineRule } from '../rule.ts';
import { bumpFix, newTypeFix } from './version-fixes.ts';

export const incompatibleChange = defineRule({
  id: 'type-safe/incompatible-change',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A change breaks those who use an earlier version of the event.',
  *check({ definition }, context) {
    const event = definedEvent(definition, context.snapshot);
    if (!event) return;
    for (const comparison of context.snapshot.comparisonsOf(event)) {
      for (const [index, change] of comparison.changes.entries()) {
        const { place, key } = change.at;
        // What cannot be decided is not to be decided in the other direction either: once is enough.
        if (!change.certain && comparison.changes.slice(0, index).some((other) => isAlike(other, change))) continue;
        // A schema in a file of its own belongs to many events.
        const name = place.uri === definition.place.uri ? comparison.name : `${definition.type} ${comparison.name}`;
        const before = comparison.shown(change.was.place);
        yield {
          at: { place, ...(key && { key }) },
          ...(!change.certain && { severity: 'warning' }),
          message: explainChange(change, name),
          why: whyOf(change, name, comparison),
          related: before ? [{ place: before, message: `As it was in ${comparison.name}.`, ...(change.was.key && { key: true }) }] : [],
          fixes: [
            ...bumpFix(definition, 'major', context.snapshot, comparison.older.version),
            ...newTypeFix(definition, comparison, context.snapshot),
          ],
        };
      }
    }
  },
});

const isAlike = (a: Change, b: Change): boolean => !a.certain && a.keyword === b.keyword && samePlace(a.at.place, b.at.place);

function whyOf({ breaks, certain }: Change, name: string, { older }: Comparison): string {
  const who =
    breaks === 'backward'
      ? `Who reads by this version also gets events that were sent by ${name}.`
      : `Who reads by ${name} also gets events of this version.`;
  const what = certain ? 'Take the change back' : 'See that nobody is hit';
  return `${who} ${what}, or make it a new ${older.version !== undefined ? 'major version' : 'event type'}.`;
}
