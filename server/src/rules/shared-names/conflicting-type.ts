import type { Fix } from '../../model/finding.ts';
import { child } from '../../syntax/pointer.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { genericNames, wordsOf } from '../words.ts';
import { disjoint, eventsInWords, minority, sideOf, toldApart, type Use, usesOf } from './uses.ts';

export const conflictingType = defineRule({
  id: 'shared-names/conflicting-type',
  property: 'shared-names',
  on: 'workspace',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The same field has another type in other events of its domain.',
  *check(_, context) {
    const { snapshot, config } = context;
    const named = usesOf(snapshot, config).filter(({ field, types }) => types.size > 0 && !isGeneric(field.name));
    for (const group of Map.groupBy(named, ({ domain, field }) => `${domain} ${field.path}`).values()) {
      if (group.length < 2) continue;
      const disagree = (a: Use, b: Use): boolean => disjoint(a, b) && !toldApart(a, b, snapshot);
      for (const { use, against } of minority(group, (use) => sideOf(use, snapshot), disagree)) {
        const [other] = against;
        if (!other) continue;
        yield {
          at: { place: use.field.place, key: true },
          message: `\`${use.field.name}\` is ${typesOf(use)} here, but ${typesOf(other)} in ${eventsInWords(against)}. Give it one type, or this one another name.`,
          why: `Consumers of several events of ${use.domain} read them with the same code, and tables and search indexes hold one type under one name.`,
          related: against.slice(0, 5).map((one) => ({
            place: one.field.place,
            key: true,
            message: `${typesOf(one)} in ${one.event.type ?? 'another event'}.`,
          })),
          fixes: adopt(use, other, context),
        };
      }
    }
  },
});

const isGeneric = (name: string): boolean => name === '[]' || genericNames.includes(wordsOf(name).join(''));

const typesOf = ({ field }: Use): string => `\`${field.types.filter((type) => type !== 'null').join('` or `')}\``;

/** Takes over the type of the others, where it stands as one word in both. */
function adopt({ field }: Use, other: Use, { snapshot }: RuleContext): readonly Fix[] {
  const tree = snapshot.tree(field.place.uri);
  const mine = snapshot.node({ ...field.place, pointer: child(field.place.pointer, 'type') });
  const [theirs, ...more] = other.field.types.filter((type) => type !== 'null');
  if (!tree || mine?.kind !== 'string' || theirs === undefined || more.length > 0) return [];
  return [replaceFix(tree, 'unsafe', mine, theirs, `Make it \`${theirs}\`, as in ${other.event.type ?? 'the others'}`)];
}
