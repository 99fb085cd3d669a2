import type { Fix } from '../../model/finding.ts';
import { inCasing, standTogether, usualCasing } from '../casings.ts';
import { renameEverywhereFix } from '../fixes.ts';
import { defineRule, type RuleContext, type Subjects } from '../rule.ts';
import { type Casing, casingOf } from '../words.ts';

export const mixedCasing = defineRule({
  id: 'ambiguous-names/mixed-casing',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'One event mixes camelCase, snake_case and other ways to write names.',
  *check(subject, context) {
    const { definition, field, siblings } = subject;
    const casing = casingOf(field.name);
    const usual = usualCasing(siblings);
    if (!casing || !usual || casing === usual.casing || siblings.find(({ name }) => name === field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is written in ${casing}, most names of this event in ${usual.casing}. Write it as they are.`,
      why: 'Where names are written in several ways, people guess wrong, and a misspelt name in data is silently another field.',
      related: [{ place: usual.example.place, message: `\`${usual.example.name}\` is in ${usual.casing}.`, key: true }],
      fixes: fixesFor(subject, usual.casing, context),
      ...(definition.format !== 'eventwright' && { severity: 'info' as const }),
    };
  },
});

/** What somebody else defined is not ours to change. */
function fixesFor({ definition, field, siblings }: Subjects['field'], casing: Casing, { snapshot, config }: RuleContext): readonly Fix[] {
  const to = definition.format === 'eventwright' ? inCasing(field.name, casing) : undefined;
  if (to === undefined || standTogether(siblings, field.name, to)) return [];
  const places = siblings.filter(({ name }) => name === field.name).map(({ place }) => place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}
