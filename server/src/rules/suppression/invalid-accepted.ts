import acceptedSchema from '../../../../schemas/accepted.json' with { type: 'json' };
import type { Config } from '../../model/config.ts';
import { judgeByShippedSchema } from '../../schema/shipped.ts';
import { get } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { defineRule, type Report, type RuleContext } from '../rule.ts';
import { reportOf } from '../structure-faults.ts';

export const invalidAccepted = defineRule({
  id: 'suppression/invalid-accepted',
  property: 'suppression',
  on: 'tree',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The file of accepted findings is not there, or is not one.',
  *check({ tree, holds }, { config, snapshot }) {
    if (holds === 'config') yield* missing(tree, config, snapshot);
    const root = tree.documents[0];
    if (holds !== 'accepted' || !root) return;
    const place = { uri: tree.source.uri, document: 0, pointer: '' };
    for (const fault of judgeByShippedSchema(acceptedSchema, tree, root, place)) yield reportOf(tree, fault);
  },
});

/** What is wrong with the path that `eventwright.yaml` gives. */
function* missing(tree: Tree, { accepted, root }: Config, snapshot: RuleContext['snapshot']): Iterable<Report> {
  const node = get(tree.documents[0], 'accepted');
  if (accepted === undefined || node?.kind !== 'string' || node.value !== accepted) return;
  const resolved = snapshot.resolve(accepted, tree.source.uri);
  if (resolved.ok ? resolved.place.uri.startsWith(root) : resolved.reason === 'unreadable') return;
  const isMissing = !resolved.ok && resolved.reason === 'missing';
  yield {
    at: node,
    message: isMissing
      ? `There is no file \`${accepted}\` yet. \`eventwright check --accept\` writes it.`
      : `\`${accepted}\` does not lie in this workspace. Name a file below the folder of \`eventwright.yaml\`.`,
    why: 'Without it no finding is accepted.',
  };
}
