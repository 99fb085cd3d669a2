import { defineRule } from '../rule.ts';
import { faultsOf } from './faults.ts';

export const loneSurrogate = defineRule({
  id: 'parseable/lone-surrogate',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A text holds half of a character.',
  *check({ tree }) {
    for (const { span, detail } of faultsOf(tree, 'lone-surrogate')) {
      yield {
        at: { span },
        message: `\`${detail ?? ''}\` is half of a character: a surrogate whose other half is missing. Write the whole pair, or remove it.`,
        why: 'Such a text cannot be written as UTF-8, so readers replace it, cut it or turn it away (RFC 8259, section 8.2).',
      };
    }
  },
});
