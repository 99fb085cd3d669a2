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
    const [first, ...others] = bySpelling.get(spellingOf(field.name)) ?? [];
    if (!first || byName.get(field.name) !== field) return;
    // The first of a spelling is the one that the others repeat, unless they stand in another file, where this rule is silent.
    const twin = first.name !== field.name ? first : others.every(({ shared }) => shared) ? others[0] : undefined;
    if (!twin) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` and \`${twin.name}\` differ only in how they are written. Use one name for one thing, and another name for another.`,
      why: 'Readers take them for the same, and languages and databases that ignore case cannot hold both.',
      related: [{ place: twin.place, message: `\`${twin.name}\` is here.`, key: true }],
      fixes: fixesFor(field, twin, siblings, context),
    };
  },
});

/** One name for both, where they are no fields of one object and could be the same thing: the one that is written as most names are. */
function fixesFor(field: Field, twin: Field, siblings: readonly Field[], { snapshot, config }: RuleContext): readonly Fix[] {
  const isOther = field.types.length > 0 && twin.types.length > 0 && new Set(field.types).isDisjointFrom(new Set(twin.types));
  if (isOther || standTogether(siblings, field.name, twin.name)) return [];
  const { usual } = casingsIn(siblings);
  const isTwinOdd = casingOf(twin.name) !== usual && casingOf(field.name) === usual;
  const [from, to] = isTwinOdd ? [twin.name, field.name] : [field.name, twin.name];
  const places = siblings.filter(({ name }) => name === from).map(({ place }) => place);
  return [renameEverywhereFix(snapshot, places, to, config)];
}

interface FirstFields {
  readonly byName: ReadonlyMap<string, Field>;
  /** The first field of each name, by what their names share. */
  readonly bySpelling: ReadonlyMap<string, readonly Field[]>;
}

const firstFields = memo((fields: readonly Field[]): FirstFields => {
  const byName = new Map<string, Field>();
  for (const field of fields) if (!byName.has(field.name)) byName.set(field.name, field);
  const spelt = [...byName.values()].filter(({ name }) => spellingOf(name) !== '');
  return { byName, bySpelling: Map.groupBy(spelt, ({ name }) => spellingOf(name)) };
});
