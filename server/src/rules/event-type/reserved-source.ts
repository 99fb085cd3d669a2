import type { Envelope, Reserved } from '../../envelopes/envelope.ts';
import { textOf } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { defineRule } from '../rule.ts';

export const reservedSource = defineRule({
  id: 'event-type/reserved-source',
  property: 'event-type',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'An event of your own has a source that only somebody else may use.',
  *check({ sample, envelope, judge }) {
    // Events that others send have such sources, and their samples are as good as any: one that we send is defined, with a target.
    if (!envelope || !judge || !isOwn(envelope, judge.event)) return;
    for (const { pointer, matches, says } of envelope.reserved ?? []) {
      const node = at(sample.node, pointer);
      const text = textOf(node);
      if (!node || text === undefined || !matches.test(text)) continue;
      yield {
        at: node,
        message: `${text} ${says} Name your own, best as a reversed domain name: com.example.shop.`,
        why: `${envelope.title} refuses to take such an event from anybody else.`,
        related: [{ place: judge.event.place, message: 'The definition of this event.' }],
      };
    }
  },
});

/** An event is ours when its definition says where it goes, or that it comes from a source of our own. */
function isOwn({ reserved }: Envelope, { source, targets }: { readonly source?: string; readonly targets: readonly unknown[] }): boolean {
  return targets.length > 0 || (source !== undefined && !reserved?.some(({ matches }: Reserved) => matches.test(source)));
}
