import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const slowPattern = defineRule({
  id: 'type-safe/slow-pattern',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A regular expression in a schema can take very long on some texts.',
  check: (subject) => reportFaults(subject, ['slow-pattern'], 'One crafted text can keep a consumer busy for minutes. The pattern is not run here.'),
});
