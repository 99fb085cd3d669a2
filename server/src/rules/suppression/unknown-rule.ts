import { didYouMean } from '../../text/similar.ts';
import { fixIn } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { jsonText } from '../../refactor/index.ts';

export const unknownRule = defineRule({
  id: 'suppression/unknown-rule',
  property: 'suppression',
  on: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A suppression names a rule that there is not.',
  *check({ tree, suppression, ruleIds }) {
    if (suppression.fault) return;
    for (const { pattern, span } of suppression.rules) {
      if (pattern.startsWith('suppression/')) {
        yield {
          at: { span },
          message: `What is said of suppressions cannot be silenced: \`${pattern}\` has no effect here. Mend the suppression that it speaks of.`,
        };
        continue;
      }
      if (isKnown(pattern, ruleIds)) continue;
      const meant = meantBy(pattern, ruleIds);
      const isQuoted = /^["']/.test(tree.source.text.slice(span.start, span.end));
      yield {
        at: { span },
        message: `There is no rule \`${pattern}\`${meant === undefined ? '; `eventwright explain` lists them all.' : `. Did you mean \`${meant}\`?`}`,
        ...(meant !== undefined && {
          fixes: [fixIn(tree, `Replace by ${meant}`, 'unsafe', () => [{ span, text: isQuoted ? jsonText(meant) : meant }])],
        }),
      };
    }
  },
});

/** Whether it is the id of a rule, or `<group>/*`. */
export const isKnown = (pattern: string, ruleIds: readonly string[]): boolean =>
  ruleIds.includes(pattern) || (pattern.endsWith('/*') && ruleIds.some((id) => id.startsWith(pattern.slice(0, -1))));

/** First the group, then the name in it: among all ids at once a file full of misspelt ones would take its time. */
function meantBy(pattern: string, ruleIds: readonly string[]): string | undefined {
  const [written = '', name = written] = pattern.split('/');
  const elsewhere = ruleIds.find((id) => id.endsWith(`/${name}`) && !id.startsWith('suppression/'));
  if (elsewhere !== undefined) return elsewhere;
  const groups = new Set(ruleIds.map((id) => id.slice(0, id.indexOf('/'))));
  const group = groups.has(written) ? written : didYouMean(written, groups);
  if (group === undefined || group === 'suppression') return undefined;
  const inGroup = ruleIds.filter((id) => id.startsWith(`${group}/`)).map((id) => id.slice(group.length + 1));
  const meant = name === '*' ? name : didYouMean(name, inGroup);
  return meant === undefined ? undefined : `${group}/${meant}`;
}
