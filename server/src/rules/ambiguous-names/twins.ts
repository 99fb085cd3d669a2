import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { memo } from '../../text/memo.ts';
import { casingsIn, standTogether } from '../casings.ts';
import { renameEverywhereFix } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { casingOf, spellingOf } from '../words.ts';

export const twins = defineRule({
  id: 'ambiguous-names/twins',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two fields of one event differ only in case or separators.',
  *check({ field, siblings }, context) {
    const { bySpelling, byName } = firstFields(siblings);
    const first = bySpelling.get(spellingOf(field.name));
    // Each name is reported once, where it comes first; the first of its spelling is the one that the others repeat.
    if (!first || first.name === field.name || byName.get(field.name) !== field) return;
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
  const { usual } = casingsIn(siblings);
  const isFirstOdd = casingOf(first.name) !== usual && casingOf(field.name) === usual;
  const [from, to] = isFirstOdd ? [first.name, field.name] : [field.name, first.name];
  const places = siblings.filter(({ name }) => name === from).map(({ place }) => place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}

const firstFields = memo(
  (fields: readonly Field[]): { readonly bySpelling: ReadonlyMap<string, Field>; readonly byName: ReadonlyMap<string, Field> } => {
    const bySpelling = new Map<string, Field>();
    const byName = new Map<string, Field>();
    for (const field of fields) {
      const spelling = spellingOf(field.name);
      if (spelling !== '' && !bySpelling.has(spelling)) bySpelling.set(spelling, field);
      if (!byName.has(field.name)) byName.set(field.name, field);
    }
    return { bySpelling, byName };
  },
);
