import { defineRule } from '../rule.ts';
import { faultsOf, mendFix, written } from './faults.ts';

export const notStrictJson = defineRule({
  id: 'parseable/not-strict-json',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A JSON text holds a comment, a trailing comma, `NaN` or another liberty that strict readers do not take.',
  *check({ tree, holds }) {
    for (const fault of faultsOf(tree, 'comment', 'trailing-comma', 'not-json')) {
      const isComment = fault.kind === 'comment';
      const what = isComment ? 'JSON has no comments.' : (fault.detail ?? 'This is no JSON.');
      const [todo, title] = isComment
        ? [' Remove it.', 'Remove the comment']
        : fault.kind === 'trailing-comma'
          ? [' Remove it.', 'Remove the comma']
          : fault.mend
            ? [` Write \`${fault.mend.text}\`.`, `Write \`${fault.mend.text}\``]
            : ['', ''];
      yield {
        at: { span: fault.span },
        message: fault.kind === 'not-json' && fault.mend && what.includes(fault.mend.text) ? what : what + todo,
        why: `A strict reader turns the whole text away because of \`${written(tree, fault)}\`.`,
        fixes: mendFix(tree, fault, 'safe', title),
        // A definition goes through readers of its own; what is sent has to be JSON.
        ...(holds !== 'samples' && { severity: 'warning' as const }),
      };
    }
  },
});
