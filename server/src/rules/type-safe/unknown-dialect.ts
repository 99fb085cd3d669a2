import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const unknownDialect = defineRule({
  id: 'type-safe/unknown-dialect',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: '`$schema` names a draft of JSON Schema that is not known.',
  *check(subject) {
    for (const report of reportFaults(
      subject,
      ['unknown-dialect'],
      'Drafts differ in what keywords mean, so this may not be what its author meant.',
    )) {
      // Collections of others have meta-schemas of their own, and their files are rarely yours to change.
      yield subject.definition.format === 'eventwright' ? report : { ...report, severity: 'info' };
    }
  },
});
