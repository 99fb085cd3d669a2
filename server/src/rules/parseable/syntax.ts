import { defineRule } from '../rule.ts';
import { faultsOf, mendFix } from './faults.ts';

export const syntax = defineRule({
  id: 'parseable/syntax',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: 'The text breaks the syntax of JSON or YAML.',
  *check({ tree }) {
    for (const fault of faultsOf(tree, 'syntax', 'too-large')) {
      yield {
        at: { span: fault.span },
        message: fault.detail ?? 'This cannot be read.',
        fixes: mendFix(tree, fault, 'safe', `Insert \`${fault.mend?.text ?? ''}\``),
      };
    }
  },
});
