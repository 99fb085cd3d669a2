import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const invalidSchema = defineRule({
  id: 'type-safe/invalid-schema',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A schema breaks the rules of JSON Schema itself.',
  *check(subject) {
    // What an unknown draft allows nobody can say, so what it seems to forbid is no more than a warning.
    const guessed = subject.schema?.faults().some(({ kind }) => kind === 'unknown-dialect') ?? false;
    for (const report of reportFaults(subject, ['invalid'], 'A validator refuses such a schema, or skips the part that it cannot read.')) {
      yield guessed ? { ...report, severity: 'warning' } : report;
    }
  },
});
