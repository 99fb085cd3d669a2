import { replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const deprecated = defineRule({
  id: 'event-type/deprecated',
  property: 'event-type',
  on: 'sample',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A sample is of an event type that is deprecated.',
  *check({ sample, judge }) {
    const { type: node } = sample.roles;
    // The samples that a deprecated definition lists itself are its documentation.
    if (!node || judge?.by !== 'type' || !judge.event.deprecated) return;
    const { since, use } = judge.event.deprecated;
    yield {
      at: node,
      deprecated: true,
      message: `${judge.event.type} is deprecated${since === undefined ? '' : ` since ${since}`}.${use === undefined ? '' : ` Use ${use} instead.`}`,
      related: [{ place: { ...judge.event.place, pointer: `${judge.event.place.pointer}/deprecated` }, message: 'Deprecated here.', key: true }],
      ...(use !== undefined && { fixes: [replaceFix(sample.tree, 'unsafe', node, use)] }),
    };
  },
});
