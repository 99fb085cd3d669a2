import { defineRule } from '../rule.ts';
import { faultsOf, written } from './faults.ts';

export const unknownTag = defineRule({
  id: 'parseable/unknown-tag',
  property: 'parseable',
  on: 'tree',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A YAML tag is not one of those that every reader knows.',
  *check({ tree }) {
    for (const fault of faultsOf(tree, 'tag')) {
      yield {
        at: { span: fault.span },
        message: `\`${written(tree, fault)}\` is no tag of YAML's core schema, or does not fit its value. Remove the tag.`,
        why: 'JSON has no tags: a reader drops this one, or turns the file away.',
      };
    }
  },
});
