import { get, type Node, textOf } from '../syntax/node.ts';
import type { Attribute, Envelope } from './envelope.ts';

const calls = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;

/**
 * The calls of the Segment Spec (Spec: Common Fields), which other trackers speak too. The event type of a `track` call is its
 * `event`, of the others the kind of call.
 */
export const segment: Envelope = {
  id: 'segment',
  title: 'Segment',
  url: 'https://www.twilio.com/docs/segment/connections/spec/common',
  roles: {
    type: ['/event', '/type'],
    id: '/messageId',
    time: '/timestamp',
    subject: ['/userId', '/anonymousId'],
    data: ['/properties', '/traits'],
  },
  attributes: [
    attribute({
      name: 'type',
      type: 'Text',
      required: true,
      description: 'The kind of call: what somebody did, who somebody is, which page or screen is shown, ...',
      values: calls,
      generate: { value: 'track' },
    }),
    attribute({
      name: 'event',
      type: 'Text',
      required: false,
      requiredWhen: { pointer: '/type', is: ['track'] },
      nonEmpty: true,
      description: 'What happened, in a `track` call: best an object and a verb in the past tense.',
      generate: 'type',
      example: 'Order Completed',
    }),
    attribute({ name: 'messageId', type: 'Text', required: false, description: 'Names this one call.', generate: 'id' }),
    attribute({
      name: 'userId',
      type: 'Text',
      required: false,
      description: 'Who did it, in your own database. One of this and `anonymousId` is needed.',
    }),
    attribute({ name: 'anonymousId', type: 'Text', required: false, description: 'A made-up id of somebody who is not known yet.', generate: 'id' }),
    attribute({
      name: 'timestamp',
      type: 'Timestamp',
      required: false,
      description: 'When it happened, as ISO 8601 writes it.',
      generate: 'now',
      severity: 'warning',
    }),
    attribute({
      name: 'properties',
      type: 'JSON',
      required: false,
      description: 'What the event has to tell, in track, page and screen calls.',
      generate: 'data',
    }),
    attribute({ name: 'traits', type: 'JSON', required: false, description: 'What is known of a person or a group, in identify and group calls.' }),
    attribute({
      name: 'groupId',
      type: 'Text',
      required: false,
      requiredWhen: { pointer: '/type', is: ['group'] },
      description: 'The group, in group calls.',
    }),
    attribute({
      name: 'previousId',
      type: 'Text',
      required: false,
      requiredWhen: { pointer: '/type', is: ['alias'] },
      description: 'The id before, in alias calls.',
    }),
    attribute({ name: 'name', type: 'Text', required: false, description: 'The name of the page or screen.' }),
    attribute({ name: 'category', type: 'Text', required: false, description: 'The category of the page.' }),
    attribute({ name: 'context', type: 'JSON', required: false, description: 'What surrounds the call: app, device, library, locale, ...' }),
    attribute({ name: 'integrations', type: 'JSON', required: false, description: 'Which destinations are to have it.' }),
    attribute({ name: 'sentAt', type: 'Timestamp', required: false, description: 'When the library sent it.', severity: 'warning' }),
    attribute({ name: 'receivedAt', type: 'Timestamp', required: false, description: 'When Segment received it.', severity: 'warning' }),
    attribute({
      name: 'originalTimestamp',
      type: 'Timestamp',
      required: false,
      description: 'The time by the clock of the device.',
      severity: 'warning',
    }),
    attribute({ name: 'version', type: 'JSON', required: false, description: 'The version of the tracking API.' }),
  ],
  freeTypes: true,
  extensible: true,
  limit: {
    bytes: 32 * 1024,
    why: 'The tracking API takes calls of up to 32 KB.',
    advice: 'Leave out what no destination reads.',
  },
  recognises: (value) => isCall(value) && ['messageId', 'anonymousId', 'userId'].some((name) => get(value, name) !== undefined),
  unmistakable: (value) => ['properties', 'traits', 'context'].some((name) => get(value, name)?.kind === 'object'),
};

const isCall = (value: Node): boolean => calls.some((call) => call === textOf(get(value, 'type')));

function attribute(given: Omit<Attribute, 'pointer' | 'kind'>): Attribute {
  return { ...given, pointer: `/${given.name}`, kind: 'core' };
}
