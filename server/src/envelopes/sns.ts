import { get, textOf } from '../syntax/node.ts';
import type { Attribute, Envelope } from './envelope.ts';

/**
 * What Amazon SNS wraps around a message on its way to HTTP, SQS and Lambda (SNS Developer Guide, HTTP/HTTPS notification JSON
 * format). The event itself is the text in `Message`; the wrapper has no type of its own, so no definition judges it.
 */
export const sns: Envelope = {
  id: 'sns',
  title: 'Amazon SNS',
  url: 'https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html',
  roles: { id: '/MessageId', source: '/TopicArn', time: '/Timestamp', subject: '/Subject', data: '/Message' },
  attributes: [
    attribute({
      name: 'Type',
      type: 'Text',
      required: true,
      description: 'What kind of message it is: `Notification` for an event.',
      values: ['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'],
      generate: { value: 'Notification' },
    }),
    attribute({ name: 'MessageId', type: 'Text', required: true, nonEmpty: true, description: 'Names this one message, as a UUID.', generate: 'id' }),
    attribute({
      name: 'TopicArn',
      type: 'Text',
      required: true,
      nonEmpty: true,
      description: 'The topic that the message was published to.',
      example: 'arn:aws:sns:eu-central-1:123456789012:orders',
    }),
    attribute({
      name: 'Subject',
      type: 'Text',
      required: false,
      description: 'The subject that the publisher gave: text of up to 100 characters.',
      maxLength: 100,
      severity: 'warning',
    }),
    attribute({
      name: 'Message',
      type: 'Text',
      required: true,
      description: 'What was published, as a text. Where that is JSON, all of it is inside this one text.',
      example: '{"orderId":4711}',
    }),
    attribute({ name: 'Timestamp', type: 'Timestamp', required: true, description: 'When it was published.', generate: 'now' }),
    attribute({ name: 'SignatureVersion', type: 'Text', required: false, description: 'How it is signed: `1` or `2`.', values: ['1', '2'] }),
    attribute({ name: 'Signature', type: 'Text', required: false, description: 'The signature, in Base64.' }),
    attribute({ name: 'SigningCertURL', type: 'URI', required: false, description: 'Where the certificate lies.', severity: 'warning' }),
    attribute({ name: 'UnsubscribeURL', type: 'URI', required: false, description: 'Where to end the subscription.', severity: 'warning' }),
    attribute({ name: 'SubscribeURL', type: 'URI', required: false, description: 'Where to confirm the subscription.', severity: 'warning' }),
    attribute({ name: 'Token', type: 'Text', required: false, description: 'Confirms the subscription.' }),
    attribute({
      name: 'MessageAttributes',
      type: 'JSON',
      required: false,
      description: 'The attributes of the message: `{ name: { Type, Value } }`.',
    }),
    attribute({ name: 'SequenceNumber', type: 'Text', required: false, description: 'The place among the messages of a FIFO topic.' }),
  ],
  extensible: false,
  limit: {
    bytes: 256 * 1024,
    why: 'A topic takes messages of up to 256 KiB, unless its `MaximumMessageSize` is set higher.',
    advice: 'Put the data into an S3 bucket, and its address into the message.',
  },
  recognises: (value) =>
    /^(Notification|(Subscription|Unsubscribe)Confirmation)$/.test(textOf(get(value, 'Type')) ?? '') &&
    (get(value, 'TopicArn') !== undefined || (get(value, 'MessageId') !== undefined && get(value, 'Message') !== undefined)),
};

function attribute(given: Omit<Attribute, 'pointer' | 'kind'>): Attribute {
  return { ...given, pointer: `/${given.name}`, kind: 'core' };
}
