import type { SizeLimit } from '../../envelopes/envelope.ts';

const kibi = 1024;
const elsewhere = 'Keep the data elsewhere, and put its address into the event.';

/** What the services behind `targets` take, by the id of the transport. */
export const sizeLimits: ReadonlyMap<string, SizeLimit> = new Map([
  ['sqs', { bytes: kibi * kibi, why: 'SQS takes messages of up to 1 MiB, attributes included.', advice: elsewhere }],
  [
    'sns',
    { bytes: 256 * kibi, why: 'A topic of SNS takes messages of up to 256 KiB, unless its `MaximumMessageSize` is set higher.', advice: elsewhere },
  ],
  ['eventbridge', { bytes: kibi * kibi, why: 'EventBridge takes entries of up to 1 MB.', advice: elsewhere }],
  ['event-grid', { bytes: kibi * kibi, why: 'Event Grid answers larger events with 413 Payload Too Large.', advice: elsewhere }],
  ['kafka', { bytes: kibi * kibi, why: 'A Kafka broker takes records of up to 1 MiB, unless `message.max.bytes` is set higher.', advice: elsewhere }],
  ['nats', { bytes: kibi * kibi, why: 'A NATS server takes messages of up to 1 MiB, unless `max_payload` is set higher.', advice: elsewhere }],
]);
