import type { Consumer, KafkaRecord } from '@platformatic/kafka';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, WireMessage } from '../delivery/message.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { unlessAborted, within } from './deadline.ts';
import { connectTimeout, lostConnection } from './errors.ts';
import { clientOptions, type KafkaConnection, watch } from './kafka-client.ts';
import { codesOf, explainKafka, isUnknownTopic } from './kafka-errors.ts';
import { missing, topicOf } from './kafka-receipts.ts';
import { DeliveryError, type Listener, type Settings } from './transport.ts';

/**
 * Reads all partitions of a topic, by offsets of its own: it joins no group and commits nothing, so nobody else's reading
 * moves. Resolves once it is known from where each partition is read.
 */
export async function kafkaListener(connection: KafkaConnection, source: Settings, deadline: number, signal: AbortSignal): Promise<Listener> {
  const { context } = connection;
  const topic = topicOf(source);
  const library = await import('@platformatic/kafka');
  const consumer = new library.Consumer({
    ...clientOptions(connection, deadline),
    // The library wants a name, and uses it only for those who join or commit.
    groupId: 'eventwright-reads-alone',
    autocommit: false,
    maxWaitTime: Math.min(500, Math.floor(deadline / 2)),
    maxBytes: 8 * 1024 * 1024,
  });
  // Old brokers know topics by their names: this is where the library looks them up.
  consumer.topics.track(topic);
  const seen = watch(consumer);
  const arrivals = createArrivals();
  const ending = new AbortController();
  const end = (error?: DeliveryError): void => {
    ending.abort();
    arrivals.end(error);
    consumer.close(true, () => {});
    seen.kill();
  };
  const explain = async (error: unknown): Promise<DeliveryError> => {
    if (isUnknownTopic(error)) return new DeliveryError('missing-target', missing(topic));
    if (codesOf(error).includes('TOPIC_AUTHORIZATION_FAILED'))
      return new DeliveryError('auth', `${context.user ? `User "${context.user}"` : 'This connection'} may not read topic "${topic}".`);
    return explainKafka(error, context, seen, connection.login?.mechanism);
  };

  const { EARLIEST, LATEST } = library.ListOffsetTimestamps;
  const asking = consumer
    .listOffsets({ topics: [topic], timestamp: source.from === 'earliest' ? EARLIEST : LATEST })
    .catch(async (error) => Promise.reject(await explain(error)));
  let offsets: bigint[];
  try {
    offsets = [...((await within(asking, deadline, signal, () => connectTimeout(context, deadline))).get(topic) ?? [])];
  } catch (error) {
    end();
    throw error;
  }
  follow({ consumer, topic, offsets, arrivals, ended: ending.signal }).catch(async (error) => {
    if (ending.signal.aborted) return;
    const explained = await explain(error);
    if (explained.code === 'missing-target' || explained.code === 'auth') end(explained);
    else if (explained.code === 'protocol') end(new DeliveryError('lost', `Listening ended: ${explained.message}`, { cause: explained.cause }));
    else end(lostConnection(context, explained));
  });
  return { arrivals, stop: async () => end() };
}

interface Reading {
  readonly consumer: Consumer;
  readonly topic: string;
  /** Of each partition, the next offset to read. */
  readonly offsets: bigint[];
  readonly arrivals: Arrivals;
  readonly ended: AbortSignal;
}

/** Reads from the leaders until it is ended; leaders may move, and are then looked up anew. Rejects with anything else. */
async function follow(reading: Reading): Promise<void> {
  const { consumer, ended } = reading;
  let moves = 0;
  const progress = (): void => {
    moves = 0;
  };
  while (!ended.aborted) {
    try {
      await readFromLeaders(reading, progress);
    } catch (error) {
      const another = error instanceof LeaderMissing || codesOf(error).some((code) => moved.has(code));
      if (ended.aborted || !another || ++moves > 20) throw error;
      consumer.clearMetadata();
      await sleep(250);
    }
  }
}

/** No broker leads a partition at the moment: another one is about to be chosen. */
class LeaderMissing extends Error {}

/** Codes that say that another broker leads a partition now. */
const moved: ReadonlySet<string> = new Set(['FENCED_LEADER_EPOCH', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_LEADER_EPOCH']);

/** Asks each leader for all of its partitions at once: a broker answers one question of a connection after the other. */
async function readFromLeaders(reading: Reading, progress: () => void): Promise<void> {
  const { consumer, topic, ended } = reading;
  const metadata = (await consumer.metadata({ topics: [topic] })).topics.get(topic);
  const partitions = [...(metadata?.partitions ?? []).entries()];
  const leaders = Map.groupBy(partitions, ([, { leader }]) => leader);
  if (leaders.size === 0 || leaders.has(-1)) throw new LeaderMissing(`No broker leads all of "${topic}" at the moment.`);
  let over = false;
  const readings = [...leaders].map(async ([node, led]) => {
    const wanted = { node, topicId: metadata?.id ?? '', partitions: led.map(([partition]) => partition) };
    try {
      while (!over && !ended.aborted) {
        await fetchOnce(reading, wanted);
        progress();
      }
    } finally {
      over = true;
    }
  });
  for (const result of await Promise.allSettled(readings)) if (result.status === 'rejected') throw result.reason;
}

interface Wanted {
  readonly node: number;
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** One fetch. It waits until its records have been read, so that a long topic does not come into memory. */
async function fetchOnce({ consumer, topic, offsets, arrivals, ended }: Reading, { node, topicId, partitions }: Wanted): Promise<void> {
  const wanted = partitions.map((partition) => ({
    partition,
    fetchOffset: offsets[partition] ?? 0n,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
    partitionMaxBytes: 1024 * 1024,
  }));
  const response = await consumer.fetch({ node, topics: [{ topicId, partitions: wanted }] });
  const fresh: Arrival[] = [];
  for (const { partition, offset, record } of recordsOf(response)) {
    // A batch comes as a whole, also when the wanted offset is in the middle of it.
    if (offset < (offsets[partition] ?? 0n)) continue;
    offsets[partition] = offset + 1n;
    if (record !== undefined) fresh.push(arrivalOf(record, `${topic}[${partition}]`));
  }
  const taken = Promise.withResolvers<void>();
  for (const [index, arrival] of fresh.entries()) arrivals.push(arrival, index === fresh.length - 1 ? taken.resolve : undefined);
  if (fresh.length > 0) await unlessAborted(taken.promise, ended);
}

interface Read {
  readonly partition: number;
  readonly offset: bigint;
  /** Undefined for a place that holds nothing for readers: a mark of a transaction, or what compaction took away. */
  readonly record?: KafkaRecord;
}

const isControl = 0b100000;

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;

function* recordsOf(response: FetchResponse): Iterable<Read> {
  for (const { partitions } of response.responses) {
    for (const { partitionIndex: partition, records } of partitions) {
      for (const batch of records ?? []) {
        if (!(batch.attributes & isControl))
          for (const record of batch.records) yield { partition, offset: batch.firstOffset + BigInt(record.offsetDelta), record };
        yield { partition, offset: batch.firstOffset + BigInt(batch.lastOffsetDelta) };
      }
    }
  }
}

function arrivalOf(record: KafkaRecord, from: string): Arrival {
  const headers = record.headers.map(([name, value]): [string, string] => [textOf(name), textOf(value)]);
  const contentType = headers.find(([name]) => name === 'content-type')?.[1];
  const message: WireMessage = {
    body: new Uint8Array(record.value ?? []),
    headers: headers.filter(([name]) => name !== 'content-type'),
    ...(contentType === undefined ? {} : { contentType }),
    ...(record.key === null ? {} : { key: new Uint8Array(record.key) }),
  };
  return { message, from, at: Date.now() };
}

function textOf(bytes: Buffer | null): string {
  return bytes?.toString('utf8') ?? '';
}
