import type { Fix } from '../../model/finding.ts';
import type { Resolved } from '../../model/snapshot.ts';
import type { Node } from '../../syntax/node.ts';
import { languageOf } from '../../schema/dialects.ts';
import { didYouMean } from '../../text/similar.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type DefinitionSubject } from '../rule.ts';
import { reportFaults } from '../schema-faults.ts';

export const unresolvedReference = defineRule({
  id: 'type-safe/unresolved-reference',
  property: 'type-safe',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A reference leads to a file, or to a place in one, that does not exist.',
  *check(subject, { snapshot }) {
    const { data, headers, samples, tree } = subject.definition;
    for (const use of [data, headers, ...samples]) {
      if (use?.reference === undefined) continue;
      const language = use === data || use === headers ? languageOf(use.reference) : 'JSON Schema';
      if (language !== 'JSON Schema') {
        yield {
          at: use.node,
          severity: 'warning',
          message: `"${use.reference}" is not read: ${language} is not understood yet, so this data is not checked.`,
        };
        continue;
      }
      const resolved = snapshot.resolve(use.reference, tree.source.uri);
      if (resolved.ok || resolved.reason === 'remote') continue;
      yield { at: use.node, message: said(use.reference, resolved), why, fixes: fixes(subject, use.node, use.reference, resolved.candidates) };
    }
    yield* reportFaults(subject, ['unresolved'], why);
  },
});

const why = 'What it leads to is taken to allow everything, so nothing is checked there.';

function said(reference: string, { reason, detail, candidates }: Extract<Resolved, { ok: false }>): string {
  const near = didYouMean(reference, candidates);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  switch (reason) {
    case 'outside':
      return `"${reference}" leads out of the workspace, and is not followed.`;
    case 'unreadable':
      return `"${reference}" cannot be read: ${detail}.`;
    default:
      return `"${reference}" leads nowhere: there is no ${detail}.${hint}`;
  }
}

function fixes({ definition }: DefinitionSubject, node: Node, reference: string, candidates: readonly string[]): readonly Fix[] {
  const near = didYouMean(reference, candidates);
  return near === undefined ? [] : [replaceFix(definition.tree, 'unsafe', node, near)];
}
