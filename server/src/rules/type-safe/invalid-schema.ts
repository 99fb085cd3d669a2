import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const invalidSchema = defineRule({
  id: 'type-safe/invalid-schema',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A schema breaks the rules of JSON Schema itself.',
  check: (subject) => reportFaults(subject, ['invalid'], 'A validator refuses such a schema, or skips the part that it cannot read.'),
});
