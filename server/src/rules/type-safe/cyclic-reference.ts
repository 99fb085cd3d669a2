import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const cyclicReference = defineRule({
  id: 'type-safe/cyclic-reference',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A reference leads back to itself without an end.',
  check: (subject) => reportFaults(subject, ['cyclic'], 'Checking a value would never finish, so it stops there.'),
});
