import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const impossibleSchema = defineRule({
  id: 'type-safe/impossible-schema',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Nothing can ever fit a part of a schema.',
  check: (subject) => reportFaults(subject, ['impossible'], 'Every event that has the field is refused.'),
});
