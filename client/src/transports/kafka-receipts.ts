import type { Receipt, WireMessage } from '../delivery/message.ts';
import { type ConnectionContext, safeCause } from './errors.ts';
import { codesOf, isUnknownTopic, wordsOf } from './kafka-errors.ts';
import { integerOf, textOf } from './settings.ts';
import { DeliveryError, type Settings } from './transport.ts';

export interface Destination {
  readonly topic: string;
  readonly key?: Buffer;
  readonly partition?: number;
}

/** Where a message goes; rejects what is wrong in itself. The key of the target is what a person asked for, so it comes first. */
export function destinationOf(message: WireMessage, target: Settings): Destination {
  const topic = topicOf(target);
  const partition = integerOf(target, 'partition');
  if (partition !== undefined && partition < 0) throw new DeliveryError('misuse', 'Partitions are counted from 0.');
  const key = textOf(target, 'key') ?? message.key;
  return { topic, ...(key === undefined ? {} : { key: Buffer.from(key) }), ...(partition === undefined ? {} : { partition }) };
}

/** A topic's name by Kafka's own rule (`org.apache.kafka.common.internals.Topic`). */
export function topicOf(settings: Settings): string {
  const topic = textOf(settings, 'topic');
  if (topic === undefined) throw new DeliveryError('misuse', '"topic" is missing.');
  if (!/^(?!\.{1,2}$)[\w.-]{1,249}$/.test(topic))
    throw new DeliveryError('misuse', `"${topic}" is no name for a topic of Kafka: only letters, digits, dots, underscores and hyphens are.`);
  return topic;
}

export function acknowledged(at: { readonly partition: number; readonly offset: bigint } | undefined, topic: string): Receipt {
  const by = at === undefined ? 'Kafka' : `Kafka (${topic}[${at.partition}] offset ${at.offset})`;
  return { state: 'acknowledged', by, detail: 'All in-sync replicas have the event.' };
}

/** What went wrong before the event left. */
export function notSent(error: unknown, topic: string, context: ConnectionContext, explained: DeliveryError): Receipt {
  const [code] = codesOf(error);
  const by = code === undefined ? 'Eventwright' : `Kafka (${code})`;
  if (isUnknownTopic(error)) return { state: 'failed', by: 'Kafka', detail: missing(topic) };
  if (code === 'TOPIC_AUTHORIZATION_FAILED') return { state: 'failed', by, detail: forbidden(topic, context) };
  if (code === 'CLUSTER_AUTHORIZATION_FAILED') return { state: 'failed', by, detail: unnumbered(context) };
  if (code === 'LEADER_NOT_AVAILABLE') return { state: 'failed', by, detail: `Topic "${topic}" has a partition without a leader. Nothing was sent.` };
  return { state: 'failed', by: 'Eventwright', detail: `${explained.message} Nothing was sent.` };
}

export function missing(topic: string): string {
  return `Topic "${topic}" does not exist.`;
}

interface Sent {
  readonly topic: string;
  readonly partition: number;
  /** Bytes of the body. */
  readonly size: number;
}

/**
 * What became of an event that left and was not acknowledged. It has failed only where Kafka says that it refused the event
 * before it was stored; all other codes leave it open.
 */
export function refusal(error: unknown, { topic, partition, size }: Sent, context: ConnectionContext): Receipt {
  const codes = codesOf(error);
  const refused = codes.find((code) => refusals.has(code));
  if (refused !== undefined)
    return { state: 'failed', by: `Kafka (${refused})`, detail: wordsFor(refused, topic, size, context, wordsOf(error, context)) };
  const [code] = codes;
  if (code === undefined) {
    const message = safeCause(error, context.secrets).message;
    const what = /timed out/i.test(message) ? `${context.name} did not acknowledge in time.` : `${context.name} disconnected before it acknowledged.`;
    return { state: 'unknown', by: 'Kafka', detail: `${what} The event may have arrived.` };
  }
  const by = `Kafka (${code})`;
  if (code === 'REQUEST_TIMED_OUT' || code === 'NOT_ENOUGH_REPLICAS_AFTER_APPEND')
    return { state: 'unknown', by, detail: `The leader of ${topic}[${partition}] stored the event, but too few replicas followed. It may get lost.` };
  return { state: 'unknown', by, detail: `Kafka answered with ${code}. The event may have arrived.` };
}

/** The codes by which a broker refuses a record before it appends it. */
const refusals: ReadonlySet<string> = new Set([
  'CLUSTER_AUTHORIZATION_FAILED',
  'CORRUPT_MESSAGE',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_RECORD',
  'INVALID_REQUIRED_ACKS',
  'INVALID_TIMESTAMP',
  'INVALID_TOPIC_EXCEPTION',
  'MESSAGE_TOO_LARGE',
  'NOT_ENOUGH_REPLICAS',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'POLICY_VIOLATION',
  'RECORD_LIST_TOO_LARGE',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNKNOWN_PRODUCER_ID',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNSUPPORTED_COMPRESSION_TYPE',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
]);

function wordsFor(code: string, topic: string, size: number, context: ConnectionContext, said: string | undefined): string {
  switch (code) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return missing(topic);
    case 'TOPIC_AUTHORIZATION_FAILED':
      return forbidden(topic, context);
    case 'CLUSTER_AUTHORIZATION_FAILED':
      return unnumbered(context);
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return `The event is too large for topic "${topic}": it has ${size} bytes. The topic's limit is max.message.bytes.`;
    case 'NOT_ENOUGH_REPLICAS':
      return `Topic "${topic}" has too few in-sync replicas to take an event now (min.insync.replicas).`;
    default:
      return `Kafka refused the event: ${said ?? code}`;
  }
}

function forbidden(topic: string, { user }: ConnectionContext): string {
  return `${user === undefined ? 'This connection' : `User "${user}"`} may not send to topic "${topic}".`;
}

/** Before Kafka 2.8 an idempotent producer needed a right of its own. */
function unnumbered({ user }: ConnectionContext): string {
  return `${user === undefined ? 'This connection' : `User "${user}"`} may not write to the cluster: the right IdempotentWrite is missing.`;
}
