import { emptySpan } from '../../text/span.ts';
import { defineRule } from '../rule.ts';

export const withoutReason = defineRule({
  id: 'suppression/without-reason',
  property: 'suppression',
  on: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A suppression does not say why.',
  *check({ suppression }) {
    const { fault, reason, span, rules, by } = suppression;
    if (fault || reason !== undefined) return;
    const how = by === 'comment' ? 'Write it behind the rule, after two dashes: `-- why it is right`.' : 'Write it under `reason`.';
    yield {
      at: { span: rules[0]?.span ?? emptySpan(span.start) },
      message: `This suppression has no reason. ${how}`,
      why: 'Whoever reads it next has to know whether it still holds. It silences its finding all the same.',
    };
  },
});
