import { envelopeIds, isEnvelopePath } from '../../envelopes/index.ts';
import { get, type StringNode } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule, type RuleContext, type TreeSubject } from '../rule.ts';

export const unknownEnvelope = defineRule({
  id: 'envelope/unknown-envelope',
  property: 'envelope',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: '`envelope` names none that is built in, and no file.',
  *check(subject, { snapshot }) {
    const { tree } = subject;
    for (const node of namedIn(subject)) {
      const { value } = node;
      const near = isEnvelopePath(value) ? missingFile(value, tree.source.uri, snapshot) : unknownName(value);
      if (!near) continue;
      const { says, meant } = near;
      yield {
        at: node,
        message: `${says}${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`,
        why: 'Without its envelope nobody knows where an event keeps its type, its id and its data.',
        ...(meant !== undefined && { fixes: [replaceFix(tree, 'unsafe', node, meant)] }),
      };
    }
  },
});

function* namedIn({ tree, holds }: TreeSubject): Iterable<StringNode> {
  if (holds !== 'config' && holds !== 'definitions') return;
  for (const document of tree.documents) {
    const node = get(document, 'envelope');
    if (node?.kind === 'string' && node.value !== '' && (holds === 'config' || get(document, 'event'))) yield node;
  }
}

interface Unknown {
  readonly says: string;
  readonly meant?: string | undefined;
}

function unknownName(value: string): Unknown | undefined {
  if (envelopeIds.includes(value)) return undefined;
  const says = `No envelope is called \`${value}\`. There are ${envelopeIds.join(', ')}, and files of your own: \`./my-envelope.yaml\`.`;
  return { says, meant: didYouMean(value, envelopeIds) };
}

function missingFile(value: string, from: string, snapshot: RuleContext['snapshot']): Unknown | undefined {
  const resolved = snapshot.resolve(value, from);
  if (resolved.ok) return undefined;
  const says = {
    missing: `There is no file ${value}.`,
    remote: `${value} is not fetched: keep the file of the envelope in the workspace.`,
    outside: `${value} lies outside of the workspace.`,
    unreadable: `${value} cannot be read, or says nothing.`,
  }[resolved.reason];
  return { says, meant: resolved.reason === 'missing' ? didYouMean(value, resolved.candidates) : undefined };
}
