import { domainOf } from '../domains.ts';
import { insertFix, replaceFix } from '../fixes.ts';
import { property } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import { defineRule, type DefinitionSubject, type RuleContext } from '../rule.ts';

export const missing = defineRule({
  id: 'event-type/missing',
  property: 'event-type',
  on: 'definition',
  severity: 'error',
  since: '0.1.0',
  summary: 'A definition does not say which event type it defines.',
  *check(subject, context) {
    const { definition } = subject;
    const { node, tree, type, format } = definition;
    // Elsewhere the type may well be known to somebody else: a channel, a registry, the sender.
    if (type !== undefined || format !== 'eventwright' || node.kind !== 'object') return;
    const written = property(node, 'event');
    if (written && written.value.kind !== 'string' && written.value.kind !== 'null') return;
    // `evnt: com.example.order.placed` is one mistake; `type-safe/invalid-definition` tells it, with the right name.
    if (!written && node.properties.some(({ key, value }) => value.kind === 'string' && didYouMean(key.value, ['event']) !== undefined)) return;
    const proposed = typeFromName(subject, context);
    yield {
      at: written?.key ?? node.properties[0]?.key ?? node,
      message: `This definition has no event type. Say it: \`event: ${proposed ?? 'com.example.order.placed'}\`.`,
      why: 'Samples and consumers find their definition by the type alone.',
      ...(proposed !== undefined && {
        fixes: [
          written
            ? replaceFix(tree, 'unsafe', written.value, proposed, `Insert the type ${proposed}`)
            : insertFix(tree, 'unsafe', node, 'event', proposed),
        ],
      }),
    };
  },
});

/** `order-placed.event.yaml` becomes `order.placed`, in the domain that most types here have. */
function typeFromName({ definition }: DefinitionSubject, { snapshot, config }: RuleContext): string | undefined {
  const file = definition.tree.source.uri.split('/').at(-1) ?? '';
  const name = file.replace(/\.event\.(ya?ml|json)$/, '').replace(/\.(ya?ml|json)$/, '');
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const domains = new Map<string, number>();
  for (const { type } of snapshot.definitions()) {
    if (type === undefined) continue;
    const domain = domainOf(type, config);
    domains.set(domain, (domains.get(domain) ?? 0) + 1);
  }
  const [domain] = [...domains].reduce((best, one) => (one[1] > best[1] ? one : best), ['com.example', 0]);
  if (config.typePattern === 'slashed') return words.join('/').toLowerCase();
  if (config.typePattern === 'dotted') return words.join('.').toLowerCase();
  return config.typePattern === 'reverse-dns' ? `${domain}.${words.join('.').toLowerCase()}` : undefined;
}
