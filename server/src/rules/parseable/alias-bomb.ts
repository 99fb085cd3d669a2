import { defineRule } from '../rule.ts';
import { faultsOf } from './faults.ts';

export const aliasBomb = defineRule({
  id: 'parseable/alias-bomb',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: 'YAML aliases unfold to far more than the file holds, or without an end.',
  *check({ tree }) {
    for (const { span, detail } of faultsOf(tree, 'alias-bomb')) {
      yield {
        at: { span },
        message: `${detail ?? 'This alias unfolds to too much.'} This one is read as nothing. Write out what is meant.`,
        why: 'Aliases of aliases double with every line: a reader that unfolds them runs out of memory.',
      };
    }
  },
});
