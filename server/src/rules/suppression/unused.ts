import type { Config } from '../../model/config.ts';
import type { Fix } from '../../model/finding.ts';
import { isExpired, type SilencedRule, type Suppression } from '../../model/suppression.ts';
import type { Tree } from '../../syntax/tree.ts';
import { linesOf } from '../../text/lines.ts';
import type { Span } from '../../text/span.ts';
import { fixIn } from '../fixes.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isKnown } from './unknown-rule.ts';

export const unused = defineRule({
  id: 'suppression/unused',
  property: 'suppression',
  on: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A suppression silences nothing.',
  *check({ tree, suppression, used, partlyRead, ruleIds }, context) {
    if (suppression.fault || partlyRead || isExpired(suppression, context.today)) return;
    for (const rule of suppression.rules) {
      // What there is not, `suppression/unknown-rule` tells.
      if (used.has(rule) || rule.pattern.startsWith('suppression/') || !isKnown(rule.pattern, ruleIds)) continue;
      yield {
        at: { span: rule.span },
        message: said(rule, suppression, context),
        why: 'Left in place it would hide the next mistake of its kind.',
        // Not safe: while another file is being changed, a finding may be away for a moment only.
        fixes: suppression.by === 'comment' ? [removal(tree, suppression, rule)] : [],
      };
    }
  },
});

function said({ pattern }: SilencedRule, { by, line }: Suppression, { config }: RuleContext): string {
  if (isOff(pattern, config)) return `\`${pattern}\` is off in this workspace, so there is nothing to silence. Remove this.`;
  if (by === 'entry') return `\`${pattern}\` finds nothing that this entry speaks of. Remove it.`;
  if (line === undefined) return `No line follows that \`${pattern}\` could be silenced in. Remove this.`;
  return `\`${pattern}\` finds nothing that begins in line ${line + 1}. Remove this, or put it right above the line that is meant.`;
}

const isOff = (pattern: string, { rules }: Config): boolean => Object.hasOwn(rules, pattern) && rules[pattern]?.severity === 'off';

/** Takes one rule out of a comment; the whole comment where it is the only one. */
function removal(tree: Tree, { span, rules }: Suppression, rule: SilencedRule): Fix {
  if (rules.length === 1) return fixIn(tree, 'Remove this suppression', 'unsafe', () => [{ span: withLine(tree, span), text: '' }]);
  return fixIn(tree, `Remove ${rule.pattern} from this suppression`, 'unsafe', () => {
    const index = rules.indexOf(rule);
    const [before, next] = [rules[index - 1], rules[index + 1]];
    const gone = next ? { start: rule.span.start, end: next.span.start } : { start: before?.span.end ?? rule.span.start, end: rule.span.end };
    return [{ span: gone, text: '' }];
  });
}

/** With its whole line where nothing else stands in it, else with the spaces before it. */
function withLine({ source }: Tree, span: Span): Span {
  const { text } = source;
  const lines = linesOf(source);
  const { line } = lines.position(span.start);
  const own = lines.line(line);
  const spaces = /[ \t]*$/.exec(text.slice(own.start, span.start))?.[0].length ?? 0;
  if (span.start - spaces > own.start) return { start: span.start - spaces, end: span.end };
  const last = lines.position(span.end).line;
  const isAlone = text.slice(span.end, lines.line(last).end).trim() === '';
  return isAlone && last + 1 < lines.lineCount ? { start: own.start, end: lines.line(last + 1).start } : span;
}
