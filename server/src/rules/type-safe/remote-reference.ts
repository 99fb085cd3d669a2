import { defineRule } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const remoteReference = defineRule({
  id: 'type-safe/remote-reference',
  property: 'type-safe',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A reference leads to the network, and is not followed.',
  *check(subject, { snapshot }) {
    const { data, headers, samples, tree } = subject.definition;
    for (const use of [data, headers, ...samples]) {
      if (use?.reference === undefined) continue;
      const resolved = snapshot.resolve(use.reference, tree.source.uri);
      if (resolved.ok || resolved.reason !== 'remote') continue;
      yield {
        at: use.node,
        message: `"${use.reference}" is on the network, and is not followed. Keep a copy in the workspace and refer to that.`,
        why,
      };
    }
    yield* reportFaults(subject, ['remote'], why);
  },
});

const why = 'Nothing is ever fetched, so that a check gives the same verdict everywhere; what the reference leads to is taken to allow everything.';
