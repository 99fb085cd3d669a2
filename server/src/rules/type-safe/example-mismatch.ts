import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const exampleMismatch = defineRule({
  id: 'type-safe/example-mismatch',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A `default`, an example or a listed value in a schema does not fit that schema.',
  *check(subject) {
    // JSON Schema says that examples and defaults should fit (2020-12 validation, 9.2 and 9.5): of others no more is asked.
    const isOwn = subject.definition.format === 'eventwright' && subject.schema?.tree === subject.definition.tree;
    for (const report of reportFaults(
      subject,
      ['example'],
      'People copy examples, and tools fill in defaults: what does not fit here fails there.',
    )) {
      yield isOwn ? report : { ...report, severity: 'warning' };
    }
    for (const report of reportFaults(
      subject,
      ['dead-value'],
      'It looks as if the value were allowed, and every event that carries it is refused.',
    )) {
      yield { ...report, severity: 'warning' };
    }
  },
});
