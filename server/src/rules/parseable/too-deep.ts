import { defineRule } from '../rule.ts';
import { faultsOf } from './faults.ts';

export const tooDeep = defineRule({
  id: 'parseable/too-deep',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: 'A text nests deeper than readers can bear.',
  *check({ tree }) {
    for (const { span, detail } of faultsOf(tree, 'too-deep')) {
      yield {
        at: { span },
        message: `${detail ?? 'This nests too deep.'} What lies below is not read. Make the event flatter.`,
        why: 'Many readers stop at a depth of 32 to 1,000 levels, and some crash there.',
      };
    }
  },
});
