import { property } from '../syntax/node.ts';
import { uuidForm } from './attribute-value.ts';
import type { Attribute, Envelope, Form } from './envelope.ts';

/**
 * Amazon EventBridge, as its rules and targets see an event (EventBridge User Guide, Event metadata). What sets `PutEvents`
 * apart, such as `Detail` as a text, is a matter of the call and not of the event.
 */
export const eventbridge: Envelope = {
  id: 'eventbridge',
  title: 'Amazon EventBridge',
  url: 'https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html',
  roles: { type: '/detail-type', id: '/id', source: '/source', time: '/time', data: '/detail' },
  attributes: [
    attribute({
      name: 'version',
      type: 'Text',
      required: true,
      description: 'The version of the envelope: `0` in all events so far.',
      values: ['0'],
      severity: 'warning',
      generate: { value: '0' },
    }),
    attribute({
      name: 'id',
      type: 'Text',
      required: true,
      description: 'Names this one event. EventBridge gives it when the event comes in.',
      form: uuidForm,
      severity: 'warning',
      generate: 'id',
    }),
    attribute({
      name: 'detail-type',
      type: 'Text',
      required: true,
      nonEmpty: true,
      description: 'What happened. Tells, together with the source, which fields the detail has.',
      maxLength: 128,
      severity: 'warning',
      generate: 'type',
      example: 'Order Placed',
    }),
    attribute({
      name: 'source',
      type: 'Text',
      required: true,
      nonEmpty: true,
      description: 'Who sent it. Best written as a reversed domain name; whatever begins with `aws.` belongs to AWS.',
      generate: 'source',
      example: 'com.example.shop',
    }),
    attribute({
      name: 'account',
      type: 'Text',
      required: true,
      description: 'The AWS account of the sender, in 12 digits.',
      form: accountForm(),
      severity: 'warning',
      example: '123456789012',
    }),
    attribute({ name: 'time', type: 'Timestamp', required: true, description: 'When it happened, as RFC 3339 writes it.', generate: 'now' }),
    attribute({ name: 'region', type: 'Text', required: true, description: 'The AWS region that it comes from.', example: 'eu-central-1' }),
    attribute({ name: 'resources', type: 'JSON', required: false, description: 'The ARNs of what the event is about.' }),
    attribute({ name: 'detail', type: 'JSON', required: true, description: 'What the event has to tell: an object.', generate: 'data' }),
    attribute({ name: 'replay-name', type: 'Text', required: false, description: 'The replay that sent the event anew, where one did.' }),
    attribute({ name: 'trace-header', type: 'Text', required: false, description: 'The X-Ray trace that the event belongs to.' }),
  ],
  freeTypes: true,
  extensible: false,
  limit: {
    bytes: 1024 * 1024,
    why: 'EventBridge takes entries of up to 1 MB.',
    advice: 'Put the data into an S3 bucket, and its address into the event.',
  },
  reserved: [{ pointer: '/source', matches: /^aws\./, says: 'belongs to AWS: sources of your own must not begin with `aws.`.' }],
  recognises: (value) =>
    property(value, 'detail-type') !== undefined && ['detail', 'source', 'account', 'region'].some((name) => property(value, name) !== undefined),
};

function attribute(given: Omit<Attribute, 'pointer' | 'kind'>): Attribute {
  return { ...given, pointer: `/${given.name}`, kind: 'core' };
}

function accountForm(): Form {
  return { matches: (text) => /^\d{12}$/.test(text), says: 'must be the 12 digits of an account', advice: 'For example: 123456789012.' };
}
