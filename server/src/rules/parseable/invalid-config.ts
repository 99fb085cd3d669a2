import configSchema from '../../../../schemas/config.json' with { type: 'json' };
import { judgeByShippedSchema } from '../../schema/shipped.ts';
import { defineRule } from '../rule.ts';
import { reportOf } from '../structure-faults.ts';

export const invalidConfig = defineRule({
  id: 'parseable/invalid-config',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: '`eventwright.yaml` says something that is not part of it.',
  *check({ tree, holds }) {
    const root = tree.documents[0];
    if (holds !== 'config' || !root || root.kind === 'null') return;
    const place = { uri: tree.source.uri, document: 0, pointer: '' };
    for (const fault of judgeByShippedSchema(configSchema, tree, root, place)) yield reportOf(tree, fault);
  },
});
