import type { Change } from '../../model/change.ts';
import type { Comparison } from '../../model/compatibility.ts';
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
      for (const change of comparison.changes) {
        const { place, key } = change.at;
        const before = comparison.shown(change.was.place);
        yield {
          at: { place, ...(key && { key }) },
          ...(!change.certain && { severity: 'warning' }),
          message: explainChange(change, comparison.name),
          why: whyOf(change, comparison),
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

function whyOf({ breaks, certain }: Change, { name, older }: Comparison): string {
  const who =
    breaks === 'backward'
      ? `Who reads by this version also gets events that were sent by ${name}.`
      : `Who reads by ${name} also gets events of this version.`;
  const what = certain ? 'Take the change back' : 'See that nobody is hit';
  return `${who} ${what}, or make it a new ${older.version !== undefined ? 'major version' : 'event type'}.`;
}
