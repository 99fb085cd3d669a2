import { envelopeOf } from '../../envelopes/index.ts';
import { looksExplosive } from '../../schema/json-schema/patterns.ts';
import { defineRule } from '../rule.ts';

export const pattern = defineRule({
  id: 'event-type/pattern',
  property: 'event-type',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: "An event type is not written in the workspace's pattern.",
  *check({ definition: { type, typeNode, envelope } }, { config }) {
    if (type === undefined || !typeNode || type.length > maxLength) return;
    if (config.typePattern === standard && envelopeOf(envelope ?? config.envelope)?.freeTypes) return;
    const named = patterns.get(config.typePattern);
    const test = named?.test ?? own(config.typePattern);
    if (!test || test.test(type)) return;
    yield {
      at: typeNode,
      message: named
        ? `"${type}" is not ${named.says}. Write it like ${named.example}, or set \`typePattern\` in eventwright.yaml.`
        : `"${type}" does not match the workspace's \`typePattern\`: ${config.typePattern}`,
      why: 'Types that follow one pattern can be routed, filtered and sorted by their parts, and never collide with those of others.',
    };
  },
});

/** The pattern of workspaces that set none. */
const standard = 'reverse-dns';

/** Nobody's type is longer; a pattern of one's own is not run on more. */
const maxLength = 500;

const patterns: ReadonlyMap<string, { readonly test: RegExp; readonly says: string; readonly example: string }> = new Map([
  [
    'reverse-dns',
    {
      test: /^[a-z]{2,63}(\.[A-Za-z0-9_-]+){2,}$/,
      says: 'a reversed domain name with what happened behind it',
      example: 'com.example.order.placed',
    },
  ],
  ['dotted', { test: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/, says: 'a list of words with dots between them', example: 'order.placed' }],
  ['slashed', { test: /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/, says: 'a list of words with slashes between them', example: 'order/placed' }],
]);

/** A pattern of the workspace's own, for the whole type; nothing where it cannot be run. */
function own(written: string): RegExp | undefined {
  if (looksExplosive(written)) return undefined;
  try {
    return new RegExp(`^(?:${written})$`, 'u');
  } catch {
    return undefined;
  }
}
