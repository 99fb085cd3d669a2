import type { Fix } from '../../model/finding.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { adoptType, agreeInDictionary } from './agree.ts';
import { type Conflict, conflictsIn, disjoint, eventsInWords, relatedIn, typesInWords } from './uses.ts';

export const conflictingType = defineRule({
  id: 'shared-names/conflicting-type',
  property: 'shared-names',
  on: 'workspace',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The same field has another type in other events of its domain.',
  *check(_, context) {
    const { snapshot, config } = context;
    const says = ({ types }: Conflict['use']): string | undefined => (types.size > 0 ? [...types].sort().join() : undefined);
    for (const conflict of conflictsIn(snapshot, config, { says, disagree: disjoint })) {
      const { use, against, other } = conflict;
      // Where the dictionary has decided, `shared-names/dictionary` says who departs from it, as an error.
      if ((snapshot.dictionary()?.entryFor(use.field)?.types.length ?? 0) > 0) continue;
      yield {
        at: { place: use.field.place, key: true },
        message: `\`${use.field.name}\` is ${typesInWords(use.field)} here, but ${typesInWords(other.field)} in ${eventsInWords(against)}. Give it one type, or this one another name.`,
        why: `Consumers of several events of ${use.domain} read them with the same code, and tables and search indexes hold one type under one name.`,
        related: relatedIn(against, ({ field }) => typesInWords(field)),
        fixes: fixes(conflict, context),
      };
    }
  },
});

function fixes({ use, other }: Conflict, context: RuleContext): readonly Fix[] {
  const [theirs, ...more] = other.field.types.filter((type) => type !== 'null');
  if (theirs === undefined || more.length > 0) return [];
  const adopt = adoptType(use.field, theirs, `Make it \`${theirs}\`, as in ${other.event.type ?? 'the others'}`, context);
  return [...adopt, ...agreeInDictionary(use, theirs, context)];
}
