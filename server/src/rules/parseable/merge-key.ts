import { defineRule } from '../rule.ts';
import { faultsOf } from './faults.ts';

export const mergeKey = defineRule({
  id: 'parseable/merge-key',
  property: 'parseable',
  on: 'tree',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A YAML merge key (`<<`) is merged by some readers only.',
  *check({ tree }) {
    for (const { span } of faultsOf(tree, 'merge-key')) {
      yield {
        at: { span },
        message:
          'YAML 1.2 has no merge keys, so nothing is merged here: `<<` is a key like any other. Write the keys out, or use `$ref` in a schema.',
        why: 'Merge keys were an extension of YAML 1.1. Some readers still apply them and others do not, so they see different objects.',
      };
    }
  },
});
