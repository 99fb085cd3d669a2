import configSchema from '../../../../schemas/config.json' with { type: 'json' };
import dictionarySchema from '../../../../schemas/dictionary.json' with { type: 'json' };
import { judgeByShippedSchema } from '../../schema/shipped.ts';
import { get, textOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { didYouMean } from '../../text/similar.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type Report, type RuleContext } from '../rule.ts';
import { reportOf } from '../structure-faults.ts';
import { faultsInTexts } from './config-texts.ts';

export const invalidConfig = defineRule({
  id: 'parseable/invalid-config',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  unreadable: true,
  summary: '`eventwright.yaml`, or the dictionary that it names, says something that is not part of it.',
  *check({ tree, holds }, context) {
    const root = tree.documents[0];
    const schema = holds === 'config' ? configSchema : holds === 'dictionary' ? dictionarySchema : undefined;
    if (!schema || !root || root.kind === 'null') return;
    const place = { uri: tree.source.uri, document: 0, pointer: '' };
    for (const fault of judgeByShippedSchema(schema, tree, root, place)) yield reportOf(tree, fault);
    if (holds !== 'config') return;
    for (const fault of faultsInTexts(root, place)) yield reportOf(tree, fault);
    yield* missingDictionary(tree, context);
  },
});

/** A dictionary that cannot be read says nothing, and nobody would notice. */
function* missingDictionary(tree: Tree, { snapshot }: RuleContext): Iterable<Report> {
  const node = get(tree.documents[0], 'dictionary');
  const written = textOf(node);
  if (!node || !written) return;
  const resolved = snapshot.resolve(written, tree.source.uri);
  // An empty file is one that somebody is about to write.
  if (resolved.ok || resolved.reason === 'unreadable') return;
  const near = resolved.reason === 'missing' ? didYouMean(written, resolved.candidates) : undefined;
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  yield {
    at: node,
    message:
      resolved.reason === 'missing' ? `There is no dictionary "${written}".${hint}` : `The dictionary "${written}" lies outside of the workspace.`,
    why: 'Without it no field name has an agreed meaning here.',
    ...(near !== undefined && { fixes: [replaceFix(tree, 'unsafe', node, near)] }),
  };
}
