import { property } from '../syntax/node.ts';
import type { Attribute, Envelope } from './envelope.ts';

/** The least that an event can be: a type and data. For teams that have no envelope yet, and for whatever brokers carry. */
export const plain: Envelope = {
  id: 'plain',
  title: 'Plain (type and data)',
  roles: { type: '/type', id: '/id', source: '/source', time: '/time', data: '/data', version: '/version' },
  attributes: [
    attribute({ name: 'type', type: 'String', required: true, nonEmpty: true, description: 'What happened.', generate: 'type' }),
    attribute({ name: 'data', type: 'JSON', required: true, description: 'What the event has to tell.', generate: 'data' }),
    attribute({ name: 'id', type: 'String', required: false, description: 'Names this one event.', generate: 'id' }),
    attribute({ name: 'source', type: 'String', required: false, description: 'Where it happened.', generate: 'source' }),
    attribute({ name: 'time', type: 'Timestamp', required: false, description: 'When it happened, as RFC 3339 writes it.', generate: 'now' }),
    attribute({ name: 'version', type: 'String', required: false, description: 'The version of the definition that the event follows.' }),
  ],
  extensible: true,
  common: true,
  recognises: (value) => property(value, 'type')?.value.kind === 'string' && property(value, 'data') !== undefined,
};

function attribute(given: Omit<Attribute, 'pointer' | 'kind'>): Attribute {
  return { ...given, pointer: `/${given.name}`, kind: 'core' };
}
