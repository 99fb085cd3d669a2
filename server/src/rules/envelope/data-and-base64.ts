import { valueFault } from '../../envelopes/attribute-value.ts';
import { property } from '../../syntax/node.ts';
import { removeFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const dataAndBase64 = defineRule({
  id: 'envelope/data-and-base64',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'Both `data` and `data_base64` are there, or `data_base64` does not decode.',
  *check({ sample, envelope }) {
    const { tree, node } = sample;
    if (envelope?.id !== 'cloudevents' || node.kind !== 'object') return;
    const data = property(node, 'data');
    const bytes = property(node, 'data_base64');
    if (!bytes || bytes.value.kind === 'null') return;
    if (data && data.value.kind !== 'null') {
      yield {
        at: bytes.key,
        message: 'The event has both `data` and `data_base64`. Keep one of them.',
        why: 'Receivers differ in which of the two they read, so they would see different events.',
        fixes: [removeFix(tree, 'unsafe', node, 'data_base64'), removeFix(tree, 'unsafe', node, 'data')],
      };
    }
    const fault = valueFault({ type: 'Binary' }, bytes.value);
    if (fault) {
      const placeholder = bytes.value.kind === 'string' && /^(\.\.\.|…|<).*(\.\.\.|…|>)$/s.test(bytes.value.value);
      yield {
        at: bytes.value,
        // An example in prose, as the specification itself has them, says that it stands for something else.
        ...(placeholder && { severity: 'warning' as const }),
        message: placeholder
          ? '`data_base64` is a placeholder. Put the Base64 of the bytes here.'
          : `\`data_base64\` ${fault.says}.${fault.advice ? ` ${fault.advice}` : ''}`,
        why: 'A receiver decodes it to the bytes of the data, and cannot.',
      };
    }
  },
});
