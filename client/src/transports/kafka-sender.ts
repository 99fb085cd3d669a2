import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer } from '@platformatic/kafka';
import type { WireMessage } from '../delivery/message.ts';
import { within } from './deadline.ts';
import { hostAndPort } from './endpoint.ts';
import { type ConnectionContext, connectTimeout, lostConnection } from './errors.ts';
import { clientOptions, type KafkaConnection, type Watch, watch } from './kafka-client.ts';
import { explainKafka, isPassing } from './kafka-errors.ts';
import { kafkaListener } from './kafka-listener.ts';
import { acknowledged, destinationOf, type Destination, notSent, refusal } from './kafka-receipts.ts';
import { createPending, type Settle } from './pending.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

/** Opens an idempotent producer. The library repeats nothing by itself: what went wrong is told, and the next send connects anew. */
export async function openKafka(connection: KafkaConnection, options: ConnectOptions): Promise<Sender> {
  const { context } = connection;
  const library = await import('@platformatic/kafka');
  if (options.signal.aborted) throw new DeliveryError('cancelled', 'Cancelled.');
  const producer = new library.Producer({ ...clientOptions(connection, options.deadline), idempotent: true, autocreateTopics: false });
  const seen = watch(producer);
  const explain = (error: unknown) => explainKafka(error, context, seen, connection.login?.mechanism);
  try {
    const connecting = producer.metadata({ topics: [] }).catch(async (error) => Promise.reject(await explain(error)));
    await within(connecting, options.deadline, options.signal, () => connectTimeout(context, options.deadline));
  } catch (error) {
    end(producer, seen);
    throw error;
  }
  // The other partitioner of the library sends a key elsewhere than the clients in Java do.
  const partitionOf = (topic: string, key: Buffer, count: number): number => library.compatibilityPartitioner({ topic, value: key }, key) % count;
  return senderOf(producer, seen, connection, options, partitionOf);
}

function senderOf(
  producer: Producer,
  seen: Watch,
  connection: KafkaConnection,
  options: ConnectOptions,
  partitionOf: (topic: string, key: Buffer, count: number) => number,
): Sender {
  const { context } = connection;
  const pending = createPending(options.deadline);
  const inTurn = createTurns();
  const listeners = new Set<Listener>();
  const late = (): DeliveryError => connectTimeout(context, options.deadline);
  let lost = false;
  let closing: Promise<void> | undefined;

  const lose = (): void => {
    if (lost || closing) return;
    lost = true;
    void pending.idle().then(() => end(producer, seen));
    options.onLost?.(lostConnection(context));
  };
  // What waits on this connection hears of it from the library.
  producer.on('client:broker:disconnect', lose);
  const checkOpen = (): void => {
    if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
  };

  /** All that has to be known and to stand before the event leaves: until here, whatever goes wrong, nothing was sent. */
  const prepare = async ({ topic, key, partition }: Destination): Promise<number> => {
    if (lost) throw lostConnection(context);
    const metadata = await producer.metadata({ topics: [topic] });
    const partitions = metadata.topics.get(topic)?.partitions ?? [];
    const count = Math.max(1, partitions.length);
    const chosen = partition ?? (key === undefined ? randomInt(count) : partitionOf(topic, key, count));
    const leader = partitions[chosen]?.leader;
    if (leader === undefined)
      throw new DeliveryError('missing-target', `Topic "${topic}" has ${counted(count)} counted from 0, and no partition ${chosen}.`);
    const broker = metadata.brokers.get(leader);
    if (broker === undefined) throw new DeliveryError('missing-target', `No broker leads ${topic}[${chosen}] at the moment.`);
    try {
      await producer.connectToBrokers([leader]);
    } catch (error) {
      throw await unreachable(error, `${topic}[${chosen}]`, broker);
    }
    if (producer.producerId === undefined) await producer.initIdempotentProducer({});
    return chosen;
  };

  /** Repeating is safe while nothing has left, and a cluster that has just started is ready a moment later. */
  const prepared = async (to: Destination): Promise<number> => {
    const until = performance.now() + options.deadline - 500;
    for (;;) {
      try {
        return await prepare(to);
      } catch (error) {
        if (!isPassing(error) || performance.now() > until) throw error;
      }
      await sleep(200);
      producer.clearMetadata();
    }
  };

  const unreachable = async (error: unknown, partition: string, { host, port }: { host: string; port: number }): Promise<DeliveryError> => {
    const leader: ConnectionContext = { ...context, endpoint: { ...context.endpoint, host, port } };
    const explained = await explainKafka(error, leader, seen, connection.login?.mechanism);
    if (connection.brokers.some((broker) => broker.host === host && broker.port === port)) return explained;
    const advertised = `The cluster names ${hostAndPort(leader.endpoint)} as the leader of ${partition} (advertised.listeners).`;
    return new DeliveryError(explained.code, `${explained.message} ${advertised}`, { cause: explained.cause });
  };

  const produce = (message: WireMessage, to: Destination, partition: number, settle: Settle): void => {
    const record = {
      topic: to.topic,
      partition,
      value: Buffer.from(message.body),
      headers: headersOf(message),
      ...(to.key === undefined ? {} : { key: to.key }),
    };
    producer.send({ messages: [record], acks: -1, idempotent: true, autocreateTopics: false }, (error, result) => {
      settle(error ? refusal(error, { ...to, partition, size: message.body.length }, context) : acknowledged(result?.offsets?.[0], to.topic));
    });
  };

  return {
    async send(message, target, signal) {
      checkOpen();
      const to = destinationOf(message, target);
      return pending.track(
        inTurn(async () => {
          let partition: number;
          try {
            partition = await within(prepared(to), options.deadline, signal, late);
          } catch (error) {
            return notSent(error, to.topic, context, await explainKafka(error, context, seen, connection.login?.mechanism));
          }
          const receipt = await pending.wait('Kafka', 'acknowledgement', signal, (settle) => produce(message, to, partition, settle));
          // Whether the broker has counted this event is not known, so the numbers of the next ones would not be either.
          if (receipt.state === 'unknown') lose();
          return receipt;
        }),
      );
    },

    async listen(source: Settings, signal) {
      checkOpen();
      if (lost) throw lostConnection(context);
      const listener = await kafkaListener(connection, source, options.deadline, signal);
      listeners.add(listener);
      return { arrivals: listener.arrivals, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
    },

    async probe(signal) {
      if (lost) throw lostConnection(context);
      const asking = producer
        .metadata({ topics: [], forceUpdate: true })
        .catch(async (error) => Promise.reject(await explainKafka(error, context, seen, connection.login?.mechanism)));
      const { brokers, id } = await within(asking, options.deadline, signal, late);
      return `Kafka (${brokers.size} ${brokers.size === 1 ? 'broker' : 'brokers'}, cluster ${id})`;
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        end(producer, seen);
      })();
      return closing;
    },
  };
}

/** Nothing is under way any more, so nothing has to be waited for. */
function end(producer: Producer, seen: Watch): void {
  producer.close(true, () => {});
  seen.kill();
}

/** Runs one after the other what is asked for at once. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Names as keys that are objects, so that a name may repeat. */
function headersOf(message: WireMessage): Map<Buffer, Buffer> {
  const contentType: readonly (readonly [string, string])[] = message.contentType === undefined ? [] : [['content-type', message.contentType]];
  return new Map([...contentType, ...message.headers].map(([name, value]) => [Buffer.from(name), Buffer.from(value)]));
}

function counted(partitions: number): string {
  return partitions === 1 ? '1 partition,' : `${partitions} partitions,`;
}
