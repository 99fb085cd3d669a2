import { sameEnvelope } from '../../envelopes/index.ts';
import { defineRule } from '../rule.ts';
import { wrapFix } from './wrap.ts';

export const mixedEnvelopes = defineRule({
  id: 'envelope/mixed-envelopes',
  property: 'envelope',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A sample is in another envelope than its definition, or the workspace, says.',
  *check(subject, context) {
    const { sample, envelope, expected } = subject;
    if (!envelope || !expected || sample.partial || sameEnvelope(envelope, expected.envelope)) return;
    const fix = wrapFix(subject, expected.envelope, context);
    yield {
      at: sample.roles.type ?? (sample.node.kind === 'object' ? sample.node.properties[0]?.key : undefined) ?? sample.node,
      message: `This event is in ${envelope.title}, but ${expected.envelope.title} is agreed on. Put it into that envelope, or name this one in its definition.`,
      why: 'Receivers, routers and filters read the outer attributes of all events alike.',
      related: [{ place: expected.place, message: `${expected.envelope.title} is named here.` }],
      ...(fix && { fixes: [fix] }),
    };
  },
});
