import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { Producer } from '@platformatic/kafka';
import type { Received } from '../../client/src/courier/courier.ts';
import { createCourier } from '../../client/src/courier/local.ts';
import { spawnCourier } from '../../client/src/courier/remote.ts';
import { message, never } from '../../client/src/transports/conformance.testing.ts';
import { kafka } from '../../client/src/transports/kafka.ts';
import { bundle, event, folderOf, good, node, placed } from '../cli/cli.testing.ts';
import { connected, openKafkaBench } from './kafka-bench.ts';

const { server, settings, newTopic, proxied, read, close } = await openKafkaBench();
after(close);

test('the bundled command line sends to Kafka', async () => {
  const topic = await newTopic();
  const text = event(good);
  using folder = folderOf({ 'placed.event.yaml': placed, 'samples/one.json': text });
  const { code, stdout, stderr } = await folder.run(['send', 'samples/one.json', '--to', server.url, '--target', `topic=${topic}`]);
  assert.deepEqual([code, stderr], [0, ''], stdout);
  assert.match(stdout, new RegExp(`acknowledged \\(Kafka \\(${topic}\\[0\\] offset 0\\)\\) after \\d+ ms: All in-sync replicas have the event\\.`));
  assert.deepEqual(await read(topic, 1), [text.trimEnd()]);
});

test('the bundled courier reads what others have compressed', async () => {
  const topic = await newTopic();
  const producer = new Producer({ clientId: 'test', bootstrapBrokers: [{ host: server.host, port: server.port }] });
  const ways = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
  for (const compression of ways) await producer.send({ messages: [{ topic, value: Buffer.from(compression.repeat(100)) }], compression, acks: -1 });
  await producer.close();
  const courier = spawnCourier({ modulePath: path.join(path.dirname(bundle), 'courier.mjs'), execPath: node });
  const connection = { name: 'dev-kafka', transport: 'kafka', settings };
  const texts: string[] = [];
  const all = Promise.withResolvers<void>();
  const take = ({ message: { body } }: Received): void => {
    if (texts.push(new TextDecoder().decode(body)) === ways.length) all.resolve();
  };
  const listening = await courier.listen({ connection, source: { topic, from: 'earliest' } }, take, never);
  await Promise.race([all.promise, listening.ended.then((words) => assert.fail(words))]);
  assert.deepEqual(
    texts,
    ways.map((compression) => compression.repeat(100)),
  );
  await courier.close();
});

test('an event that is cut off before its acknowledgement is unknown, though it arrived', { skip: server.process === undefined }, async () => {
  const topic = await newTopic();
  const proxy = await proxied();
  const sender = await connected(proxy.settings);
  assert.equal((await sender.send(message('0'), { topic }, never)).state, 'acknowledged');
  proxy.hold();
  const sending = sender.send(message('1'), { topic }, never);
  assert.deepEqual((await read(topic, 2)).toSorted(), ['0', '1']);
  proxy.cut();
  assert.deepEqual(await sending, {
    state: 'unknown',
    by: 'Kafka',
    detail: 'dev-kafka disconnected before it acknowledged. The event may have arrived.',
  });
  await sender.close();
  proxy.close();
});

test('a broker that pauses makes a send unknown by the deadline, and later ones fail until it is back', {
  skip: server.process === undefined,
}, async () => {
  const topic = await newTopic();
  const broker = server.process ?? assert.fail();
  const lost = Promise.withResolvers<Error>();
  const sender = await kafka.connect(settings, { name: 'dev-kafka', signal: never, deadline: 700, onLost: lost.resolve });
  assert.equal((await sender.send(message('0'), { topic }, never)).state, 'acknowledged');
  process.kill(broker.pid, 'SIGSTOP');
  try {
    const receipts = await Promise.all(['1', '2'].map((text) => sender.send(message(text), { topic }, never)));
    assert.deepEqual(
      receipts.map(({ state }) => state),
      ['unknown', 'failed'],
    );
    assert.match(receipts[0]?.detail ?? '', /No acknowledgement within 0\.7 s\.|did not acknowledge in time\./);
    await lost.promise;
    await assert.rejects(kafka.connect(settings, { signal: never, deadline: 300 }), { code: 'timeout' });
    await sender.close();
  } finally {
    process.kill(broker.pid, 'SIGCONT');
  }
  const again = await connected(settings);
  assert.equal((await again.send(message('3'), { topic }, never)).state, 'acknowledged');
  await again.close();
});

test('1,000 events over a broker that is killed: each has one end, what was acknowledged is there, what failed is not', {
  skip: server.process === undefined,
}, async () => {
  const broker = server.process ?? assert.fail();
  const topic = await newTopic();
  const courier = createCourier({ deadline: 5000 });
  const connection = { name: 'dev-kafka', transport: 'kafka', settings };
  const count = 1000;
  const states = new Map<number, string[]>();
  const down = Promise.withResolvers<void>();
  const send = async (id: number): Promise<void> => {
    const own = { structured: `${id}`, contentType: 'application/json', attributes: [] };
    const state = await courier.send({ connection, target: { topic }, mode: 'structured', event: own }, never).then(
      ({ receipt }) => receipt.state,
      () => 'failed',
    );
    states.set(id, [...(states.get(id) ?? []), state]);
    if (state !== 'acknowledged') down.resolve();
  };
  const back = Promise.withResolvers<void>();
  const sending = (async () => {
    for (let from = 0; from < count; from += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, more) => send(from + more)));
      // Some are sent into the void, and the rest to the broker that came back.
      if (states.size === 600) await back.promise;
    }
  })();
  while (states.size < 300) await new Promise((resolve) => setTimeout(resolve, 5));
  await broker.restart(() => down.promise);
  back.resolve();
  await sending;
  await send(count);
  const received = await read(topic);
  const of = (wanted: string) => [...states].filter(([, [state]]) => state === wanted).map(([id]) => `${id}`);
  assert.ok([...states.values()].every((ends) => ends.length === 1));
  assert.equal(states.size, count + 1);
  assert.deepEqual(states.get(count), ['acknowledged']);
  assert.deepEqual(
    of('acknowledged').filter((id) => !received.includes(id)),
    [],
    'acknowledged and not there',
  );
  assert.deepEqual(
    of('failed').filter((id) => received.includes(id)),
    [],
    'failed and there',
  );
  assert.equal(new Set(received).size, received.length, 'nothing is there twice');
  assert.ok(of('acknowledged').length >= 700 && of('failed').length > 0, `${of('acknowledged').length} acknowledged`);
  await courier.close();
});
