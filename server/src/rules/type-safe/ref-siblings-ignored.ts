import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const refSiblingsIgnored = defineRule({
  id: 'type-safe/ref-siblings-ignored',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keywords stand beside a `$ref`, where drafts up to 7 ignore them.',
  check: (subject) => reportFaults(subject, ['ref-siblings'], 'They look as if they counted, and do not.'),
});
