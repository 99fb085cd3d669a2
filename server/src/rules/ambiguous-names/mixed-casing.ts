import type { Fix } from '../../model/finding.ts';
import { casingsIn, inCasing, standTogether } from '../casings.ts';
import { renameEverywhereFix } from '../fixes.ts';
import { defineRule, type FieldSubject, type RuleContext } from '../rule.ts';
import { type Casing, casingOf, casings } from '../words.ts';

export const mixedCasing = defineRule({
  id: 'ambiguous-names/mixed-casing',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'One event mixes camelCase, snake_case and other ways to write names.',
  options: {
    casing: {
      type: 'string',
      enum: ['usual', ...casings],
      default: 'usual',
      description: 'How names are written here; `usual` stands for what most names of the event have.',
    },
  },
  *check(subject, context) {
    const { definition, field, siblings } = subject;
    const casing = casingOf(field.name);
    const { first, usual, example } = casingsIn(siblings);
    const fixed = casings.find((one) => one === context.options.casing);
    const wanted = fixed ?? usual;
    // A name that comes again further down is the same mistake.
    if (!casing || !wanted || casing === wanted || first.get(field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is written in ${casing}, ${fixed ? `and names here are in ${fixed}` : `most names of this event in ${wanted}`}. Write it as they are.`,
      why: 'Where names are written in several ways, people guess wrong, and a misspelt name in data is silently another field.',
      related: fixed || !example ? [] : [{ place: example.place, message: `\`${example.name}\` is in ${wanted}.`, key: true }],
      fixes: fixesFor(subject, wanted, context),
      ...(definition.format !== 'eventwright' && { severity: 'info' as const }),
    };
  },
});

/** What somebody else defined is not ours to change. */
function fixesFor({ definition, field, siblings }: FieldSubject, casing: Casing, { snapshot, config }: RuleContext): readonly Fix[] {
  const to = definition.format === 'eventwright' ? inCasing(field.name, casing) : undefined;
  if (to === undefined || standTogether(siblings, field.name, to)) return [];
  const places = siblings.filter(({ name }) => name === field.name).map(({ place }) => place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}
