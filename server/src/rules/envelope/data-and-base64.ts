import { valueFault } from '../../envelopes/attribute-value.ts';
import { pointersOf } from '../../envelopes/roles.ts';
import { property } from '../../syntax/node.ts';
import { removeFix } from '../fixes.ts';
import { lastToken } from '../pointers.ts';
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
    // An envelope that has an attribute for bytes has it in place of the data, at its side.
    const attribute = envelope?.attributes.find(({ type, kind }) => type === 'Binary' && kind === 'core');
    if (!envelope || !attribute || node.kind !== 'object') return;
    const data = pointersOf(envelope, 'data').flatMap((pointer) => property(node, lastToken(pointer) ?? '') ?? [])[0];
    const bytes = property(node, attribute.name);
    if (!bytes || bytes.value.kind === 'null') return;
    if (data && data.value.kind !== 'null') {
      yield {
        at: bytes.key,
        message: `The event has both \`${data.key.value}\` and \`${bytes.key.value}\`. Keep one of them.`,
        why: 'Receivers differ in which of the two they read, so they would see different events.',
        fixes: [removeFix(tree, 'unsafe', node, bytes.key.value), removeFix(tree, 'unsafe', node, data.key.value)],
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
          ? `\`${attribute.name}\` is a placeholder. Put the Base64 of the bytes here.`
          : `\`${attribute.name}\` ${fault.says}.${fault.advice ? ` ${fault.advice}` : ''}`,
        why: 'A receiver decodes it to the bytes of the data, and cannot.',
      };
    }
  },
});
