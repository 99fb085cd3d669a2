import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const invalidPattern = defineRule({
  id: 'type-safe/invalid-pattern',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A regular expression in a schema does not compile.',
  check: (subject) => reportFaults(subject, ['invalid-pattern'], 'Only this pattern is left out; the rest of the schema is still checked.'),
});
