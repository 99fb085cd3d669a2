import { property } from '../syntax/node.ts';
import type { Attribute, Envelope } from './envelope.ts';

/** Azure Event Grid's own schema (Azure Event Grid event schema, Event properties). Events travel in lists, of one event or more. */
export const eventGrid: Envelope = {
  id: 'event-grid',
  title: 'Azure Event Grid',
  url: 'https://learn.microsoft.com/azure/event-grid/event-schema',
  roles: {
    type: '/eventType',
    id: '/id',
    source: '/topic',
    time: '/eventTime',
    subject: '/subject',
    data: '/data',
    version: '/dataVersion',
  },
  attributes: [
    attribute({ name: 'id', type: 'Text', required: true, nonEmpty: true, description: 'Names this one event.', generate: 'id' }),
    attribute({
      name: 'eventType',
      type: 'Text',
      required: true,
      nonEmpty: true,
      description: 'What happened: one of the event types of the source.',
      generate: 'type',
      example: 'Contoso.Items.ItemReceived',
    }),
    attribute({
      name: 'subject',
      type: 'Text',
      required: true,
      description: 'What the event is about, as a path that the publisher chooses. Subscriptions filter by its beginning and its end.',
      example: '/orders/4711',
    }),
    attribute({
      name: 'eventTime',
      type: 'Timestamp',
      required: true,
      description: 'When it happened, in UTC.',
      generate: 'now',
      severity: 'warning',
    }),
    attribute({ name: 'data', type: 'JSON', required: false, description: 'What the event has to tell.', generate: 'data' }),
    attribute({ name: 'dataVersion', type: 'Text', required: false, description: 'The version of the schema of the data.', example: '1.0' }),
    attribute({
      name: 'topic',
      type: 'Text',
      required: false,
      description: 'The full resource path of the source. Event Grid sets it; one that is sent has to be the path of the topic.',
    }),
    attribute({
      name: 'metadataVersion',
      type: 'Text',
      required: false,
      description: 'The version of the envelope. Event Grid sets it; one that is sent has to be `1`.',
      values: ['1'],
      severity: 'warning',
    }),
  ],
  freeTypes: true,
  extensible: false,
  limit: {
    bytes: 1024 * 1024,
    why: 'Event Grid answers larger events and larger lists with 413 Payload Too Large.',
    advice: 'Keep the data in a blob, and put its address into the event.',
  },
  recognises: (value) =>
    property(value, 'eventType')?.value.kind === 'string' &&
    ['eventTime', 'dataVersion', 'metadataVersion'].filter((name) => property(value, name) !== undefined).length >= 1 &&
    ['subject', 'topic', 'data'].some((name) => property(value, name) !== undefined),
  // Records of audits have an event's type and time as well.
  unmistakable: (value) =>
    ['dataVersion', 'metadataVersion'].some((name) => property(value, name) !== undefined) ||
    ['id', 'subject', 'eventTime', 'data'].every((name) => property(value, name) !== undefined),
};

function attribute(given: Omit<Attribute, 'pointer' | 'kind'>): Attribute {
  return { ...given, pointer: `/${given.name}`, kind: 'core' };
}
