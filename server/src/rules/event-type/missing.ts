import type { Config } from '../../model/config.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { domainOf } from '../domains.ts';
import { insertFix, replaceFix } from '../fixes.ts';
import { property } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import { decodePercent } from '../../text/uri.ts';
import { defineRule, type DefinitionSubject, type RuleContext } from '../rule.ts';
import { typePatternOf, usualPattern } from './type-pattern.ts';

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
      message: `This definition has no event type. ${proposed === undefined ? 'Say in `event` which one it defines.' : `Say it: \`event: ${proposed}\`.`}`,
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

/**
 * `order-placed.event.yaml` becomes `com.example.order.placed`: in the domain that most types here have, written as the workspace
 * writes types. Undefined where no way of writing it fits, or where that version of the type is defined already.
 */
function typeFromName({ definition }: DefinitionSubject, { snapshot, config }: RuleContext): string | undefined {
  const { uri } = definition.tree.source;
  const name = decodePercent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/(\.event)?\.(ya?ml|json)$/, '');
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const dotted = words.join('.').toLowerCase();
  const domain = mostUsedDomain(snapshot, config);
  const inDomain = dotted.startsWith(`${domain}.`) ? dotted : `${domain}.${dotted}`;
  const pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  const ways = [dotted, dotted.replaceAll('.', '/'), pascal, dotted.replaceAll('.', '-'), dotted.replaceAll('.', '_')];
  const expected = typePatternOf(config);
  const usual = (config.typePattern ?? usualPattern) === usualPattern;
  const type = (usual ? [inDomain] : [...ways, inDomain]).find((way) => expected?.fits(way));
  const taken = type !== undefined && snapshot.definitions(type).some(({ version }) => version === definition.version);
  return taken ? undefined : type;
}

function mostUsedDomain(snapshot: Snapshot, config: Config): string {
  const domains = new Map<string, number>();
  for (const { type } of snapshot.definitions()) {
    if (type === undefined) continue;
    const domain = domainOf(type, config);
    domains.set(domain, (domains.get(domain) ?? 0) + 1);
  }
  return [...domains].reduce((best, one) => (one[1] > best[1] ? one : best), ['com.example', 0] as const)[0];
}
