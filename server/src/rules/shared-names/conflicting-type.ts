import type { BaseType } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';
import { samePlace } from '../../model/place.ts';
import { get, isInteger, type Node, textsOf } from '../../syntax/node.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { valuesOf } from '../sample-values.ts';
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

/**
 * Takes over the type of the others, where both are one plain type; null stays what it was. Where a sample or a constant holds something
 * else, the type would only move the finding there.
 */
function adopt({ field }: Use, other: Use, { snapshot }: RuleContext): readonly Fix[] {
  const tree = snapshot.tree(field.place.uri);
  const schema = snapshot.node(field.place);
  const [mine, ...alternatives] = textsOf(get(schema, 'type')).filter(({ value }) => value !== 'null');
  const [theirs, ...more] = other.field.types.filter((type) => type !== 'null');
  if (!tree || !mine || theirs === undefined || alternatives.length > 0 || more.length > 0) return [];
  if (![mine.value, theirs].every((type) => plain.has(type)) || fixed.some((keyword) => get(schema, keyword))) return [];
  const uses = snapshot.fields(field.name).filter((use) => samePlace(use.field.place, field.place));
  const values = uses.flatMap((use) => valuesOf(use.field, use.event, snapshot));
  if (!values.every((node) => hasType(node, theirs) || (node.kind === 'null' && field.types.includes('null')))) return [];
  return [replaceFix(tree, 'unsafe', mine, theirs, `Make it \`${theirs}\`, as in ${other.event.type ?? 'the others'}`)];
}

/** Of objects and lists, the type alone is not what the others have. */
const plain: ReadonlySet<string> = new Set<BaseType>(['string', 'number', 'integer', 'boolean']);

/** What may hold values of the old type. */
const fixed: readonly string[] = ['enum', 'const', 'default', 'examples'];

const hasType = (node: Node, type: BaseType): boolean => (type === 'integer' ? node.kind === 'number' && isInteger(node) : node.kind === type);
