import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const unknownDialect = defineRule({
  id: 'type-safe/unknown-dialect',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: '`$schema` names a draft of JSON Schema that is not known.',
  check: (subject) => reportFaults(subject, ['unknown-dialect'], 'The schema is read as 2020-12, which may not be what its author meant.'),
});
