import { renameKey } from '../../refactor/index.ts';
import { fixIn } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { faultsOf, heldAt, written } from './faults.ts';

export const nonTextKey = defineRule({
  id: 'parseable/non-text-key',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A YAML key is a number, a list or something else that JSON cannot have as a key.',
  *check({ tree }) {
    for (const fault of faultsOf(tree, 'non-text-key')) {
      const held = heldAt(tree, fault.span.start);
      const key = written(tree, fault);
      const isScalar = fault.detail === 'number' || fault.detail === 'boolean' || (fault.detail === 'null' && key !== '');
      yield {
        at: held?.property ?? { span: fault.span },
        message: isScalar
          ? `YAML reads the key \`${key}\` as ${names[fault.detail ?? '']}, and keys are texts. Put it in quotes: "${key}".`
          : `A key must be a text, and this is ${names[fault.detail ?? ''] ?? 'none'}.`,
        why: 'JSON has only texts as keys, so readers turn this one into text each in its own way, or turn the file away.',
        fixes: isScalar && held ? [fixIn(tree, 'Put it in quotes', 'safe', () => renameKey(tree, held.property, held.property.key.value))] : [],
        // Most readers make the same text of a plain whole number.
        ...(/^(?:0|[1-9]\d*)$/.test(key) && { severity: 'warning' as const }),
      };
    }
  },
});

const names: Readonly<Record<string, string>> = { number: 'a number', boolean: 'true or false', null: 'null', array: 'a list', object: 'an object' };
