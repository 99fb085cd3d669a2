import assert from 'node:assert/strict';
import { Admin } from '@platformatic/kafka';
import { message, never } from '../../client/src/transports/conformance.testing.ts';
import { kafka } from '../../client/src/transports/kafka.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Listener, Sender, Settings } from '../../client/src/transports/transport.ts';
import { type Kafka, startKafka } from './kafka.ts';

/** A Kafka for tests, with what they ask of it all the time. */
export interface KafkaBench {
  readonly server: Kafka;
  readonly admin: Admin;
  readonly settings: Settings;
  /** Makes a topic. */
  newTopic(partitions?: number, configs?: Readonly<Record<string, string>>): Promise<string>;
  /** The texts in a topic: so many, or without a number all that are there. */
  read(topic: string, count?: number): Promise<readonly string[]>;
  /** A connection that can be cut, at the place that the broker names. */
  proxied(): Promise<Pick<ReturnType<typeof proxyTo>, 'cut' | 'hold' | 'close'> & { readonly settings: Settings }>;
  close(): Promise<void>;
}

export async function openKafkaBench(): Promise<KafkaBench> {
  const server = await startKafka();
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [{ host: server.host, port: server.port }] });
  const settings: Settings = { url: server.url };
  let topics = 0;
  return {
    server,
    admin,
    settings,
    async newTopic(partitions = 1, configs = {}) {
      const topic = `orders-${process.pid}-${++topics}`;
      const named = Object.entries(configs).map(([name, value]) => ({ name, value }));
      await admin.createTopics({ topics: [topic], partitions, replicas: 1, configs: named });
      // A topic is known to the controller a moment before the broker leads it.
      await admin.listOffsets({ topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp: -1n }] }] });
      return topic;
    },
    async read(topic, count) {
      const sender = await connected(settings);
      try {
        if (count === undefined) assert.equal((await sender.send(message('the end'), { topic }, never)).state, 'acknowledged');
        const texts: string[] = [];
        for await (const { message: arrived } of (await listened(sender.listen?.({ topic, from: 'earliest' }, never))).arrivals) {
          const text = new TextDecoder().decode(arrived.body);
          if (count === undefined && text === 'the end') break;
          if (texts.push(text) === count) break;
        }
        return texts;
      } finally {
        await sender.close();
      }
    },
    async proxied() {
      const { port, proxyPort } = server.process?.proxied ?? assert.fail();
      const proxy = proxyTo(port, '127.0.0.1', proxyPort);
      await proxy.port;
      return { settings: { url: `kafka://127.0.0.1:${proxyPort}` }, cut: proxy.cut, hold: proxy.hold, close: proxy.close };
    },
    async close() {
      await admin.close();
      await server.stop();
    },
  };
}

export function connected(settings: Settings): Promise<Sender> {
  return kafka.connect(settings, { name: 'dev-kafka', signal: never, deadline: 5000 });
}

export async function listened(listening: Promise<Listener> | undefined): Promise<Listener> {
  return (await listening) ?? assert.fail();
}
