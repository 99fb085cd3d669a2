import type { SizeLimit } from '../../envelopes/envelope.ts';
import { jsonText } from '../../syntax/json-text.ts';
import { utf8Length } from '../../text/utf8.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { sizeLimits } from './size-limits.ts';

export const tooLarge = defineRule({
  id: 'envelope/too-large',
  property: 'envelope',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'An event is larger than its envelope, or a service that it goes to, lets every receiver expect.',
  options: { bytes: { type: 'integer', minimum: 0, default: 0, description: 'A limit of your own, in bytes of UTF-8; 0 for none.' } },
  *check(subject, { options }) {
    const { sample } = subject;
    const limits = limitsOf(subject, Number(options.bytes));
    const least = Math.min(...limits.map(({ bytes }) => bytes));
    const { start, end } = sample.tree.span(sample.node);
    // No character has more than three bytes for one unit, and no JSON text of YAML is that much longer than it.
    if ((end - start) * 6 <= least) return;
    const size = sizeOf(subject, start, end);
    for (const { bytes, why, advice } of limits) {
      if (size <= bytes) continue;
      yield {
        at: sample.roles.type ?? (sample.node.kind === 'object' ? sample.node.properties[0]?.key : undefined) ?? sample.node,
        message: `This event has ${amount(size)}; only up to ${amount(bytes)} can be relied on. ${advice}`,
        why,
      };
      return;
    }
  },
});

/** The envelope's own limit, those of the targets of the definition and of the workspace, the smallest first. */
function limitsOf({ envelope, judge }: SampleSubject, bytes: number): readonly SizeLimit[] {
  const own: SizeLimit = {
    bytes,
    why: '`eventwright.yaml` sets this limit.',
    advice: 'Keep the data elsewhere, and put its address into the event.',
  };
  const targets = (judge?.event.targets ?? []).flatMap(({ transport }) => sizeLimits.get(transport) ?? []);
  return [...(bytes > 0 ? [own] : []), ...(envelope?.limit ? [envelope.limit] : []), ...targets].sort((a, b) => a.bytes - b.bytes);
}

/** Bytes of the event as it is sent: JSON goes out as it stands. */
function sizeOf({ sample: { tree, node } }: SampleSubject, start: number, end: number): number {
  return utf8Length(tree.syntax === 'yaml' ? jsonText(node) : tree.source.text.slice(start, end));
}

const amount = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : bytes < 1024 * 1024 ? `${round(bytes / 1024)} KiB` : `${round(bytes / 1024 / 1024)} MiB`;

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '');
