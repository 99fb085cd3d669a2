import { defineRule } from '../rule.ts';
import { reportOf } from '../structure-faults.ts';

export const invalidEnvelope = defineRule({
  id: 'envelope/invalid-envelope',
  property: 'envelope',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: "The file of a team's own envelope is not put together as its format wants it.",
  *check({ tree, holds, faults }) {
    if (holds === 'envelope') for (const fault of faults) yield reportOf(tree, fault);
  },
});
