import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const unknownKeyword = defineRule({
  id: 'type-safe/unknown-keyword',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A keyword of a schema is one letter away from a known one.',
  check: (subject) => reportFaults(subject, ['unknown-keyword'], 'Unknown keywords are ignored, so a misspelt one checks nothing.'),
});
