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
      const known = [...ruleIds, ...groupsOf(ruleIds)].filter((id) => !id.startsWith('suppression/'));
      if (known.includes(pattern)) continue;
      const meant = didYouMean(pattern, known) ?? known.find((id) => id.endsWith(`/${pattern}`));
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

const groupsOf = (ruleIds: readonly string[]): readonly string[] => [...new Set(ruleIds.map((id) => `${id.slice(0, id.indexOf('/'))}/*`))];
