import { normalised } from '../../envelopes/names.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { memo } from '../../text/memo.ts';
import { standTogether, usualCasing } from '../casings.ts';
import { renameEverywhereFix } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { casingOf } from '../words.ts';

export const twins = defineRule({
  id: 'ambiguous-names/twins',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two fields of one event differ only in case or separators.',
  *check({ field, siblings }, context) {
    const first = firstSpellings(siblings).get(normalised(field.name));
    // Each spelling is reported once, where it comes first; the first spelling of all is the one that the others repeat.
    if (!first || first.name === field.name || siblings.find(({ name }) => name === field.name) !== field) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` and \`${first.name}\` differ only in how they are written. Use one name for one thing, and another name for another.`,
      why: 'Readers take them for the same, and languages and databases that ignore case cannot hold both.',
      related: [{ place: first.place, message: `\`${first.name}\` is here.`, key: true }],
      fixes: fixesFor(field, first, siblings, context),
    };
  },
});

/** One name for both, where they are no fields of one object and could be the same thing: the one that is written as most names are. */
function fixesFor(field: Field, first: Field, siblings: readonly Field[], { snapshot, config }: RuleContext): readonly Fix[] {
  const isOther = field.types.length > 0 && first.types.length > 0 && new Set(field.types).isDisjointFrom(new Set(first.types));
  if (isOther || standTogether(siblings, field.name, first.name)) return [];
  const usual = usualCasing(siblings)?.casing;
  const isFirstOdd = casingOf(first.name) !== usual && casingOf(field.name) === usual;
  const [from, to] = isFirstOdd ? [first.name, field.name] : [field.name, first.name];
  const places = siblings.filter(({ name }) => name === from).map(({ place }) => place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}

const firstSpellings = memo((fields: readonly Field[]): ReadonlyMap<string, Field> => {
  const first = new Map<string, Field>();
  for (const field of fields) {
    const plain = normalised(field.name);
    if (plain !== '' && !first.has(plain)) first.set(plain, field);
  }
  return first;
});
