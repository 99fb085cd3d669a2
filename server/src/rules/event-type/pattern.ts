import { envelopeOf } from '../../envelopes/index.ts';
import { defineRule } from '../rule.ts';
import { typePatternOf } from './type-pattern.ts';

export const pattern = defineRule({
  id: 'event-type/pattern',
  property: 'event-type',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: "An event type is not written in the workspace's pattern.",
  *check({ definition: { type, typeNode, format, envelope } }, { config }) {
    if (type === undefined || !typeNode) return;
    // Formats and envelopes of others have customs of their own, and nobody here said that theirs should be another.
    const hasCustoms = format !== 'eventwright' || envelopeOf(envelope ?? config.envelope)?.freeTypes;
    if (hasCustoms && config.typePattern === undefined) return;
    const expected = typePatternOf(config);
    if (!expected || expected.fits(type)) return;
    yield {
      at: typeNode,
      message: expected.named
        ? `"${type}" is not ${expected.named.says}. Write it like ${expected.named.example}, or set \`typePattern\` in eventwright.yaml.`
        : `"${type}" does not match the workspace's \`typePattern\`: ${config.typePattern}`,
      why: 'Types that follow one pattern can be routed, filtered and sorted by their parts, and never collide with those of others.',
    };
  },
});
