import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import amqplib from 'amqplib';
import { createCourier } from '../../client/src/courier/local.ts';
import { collect, conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { rabbitmq } from '../../client/src/transports/rabbitmq.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Sender, Settings } from '../../client/src/transports/transport.ts';
import { startRabbitMq } from './rabbitmq.ts';

const server = await startRabbitMq();
const settings: Settings = { url: server.url, user: server.user, password: server.password };
const exchange = `orders-${process.pid}`;
const raw = await amqplib.connect({ hostname: server.host, port: server.port, username: server.user, password: server.password });
const channel = await raw.createChannel();
await channel.assertExchange(exchange, 'topic', { durable: true, autoDelete: false });
let keys = 0;

after(async () => {
  await channel.deleteExchange(exchange);
  await raw.close();
  await server.stop();
});

conforms('rabbitmq', {
  transport: rabbitmq,
  settings,
  route: async () => {
    const routingKey = `order.${++keys}`;
    return { target: { exchange, routingKey }, source: { exchange, routingKey } };
  },
  unroutable: {
    target: { exchange, routingKey: 'order.placd' },
    state: 'failed',
    words: new RegExp(`^Exchange "${exchange}" has no queue bound for "order\\.placd"\\.$`),
  },
  refused: { target: { exchange: 'no-such', routingKey: 'a' }, words: /^Exchange "no-such" does not exist\.$/ },
  cuttable: async () => {
    const proxy = proxyTo(server.port, server.host);
    return { settings: { ...settings, url: await through(proxy) }, cut: proxy.cut, close: proxy.close };
  },
  wrongPassword: { settings: { ...settings, password: 'wrong-password-17' }, secret: 'wrong-password-17' },
  at: (port) => ({ url: `amqp://127.0.0.1:${port}` }),
  connects: true,
  server: /^RabbitMQ \d+\.\d+/,
});

test('an event that is cut off before its confirm is unknown, though it arrived', async () => {
  const queue = await ownQueue('cut');
  const proxy = proxyTo(server.port, server.host);
  const sender = await rabbitmq.connect({ ...settings, url: await through(proxy) }, { name: 'dev-rabbit', signal: never, deadline: 5000 });
  assert.equal((await sender.send(message('0'), { exchange: '', routingKey: queue }, never)).state, 'acknowledged');
  proxy.hold();
  const sending = sender.send(message('1'), { exchange: '', routingKey: queue }, never);
  await arrived(queue, 2);
  proxy.cut();
  assert.deepEqual(await sending, {
    state: 'unknown',
    by: 'RabbitMQ',
    detail: 'dev-rabbit disconnected before it confirmed. The event may have arrived.',
  });
  await sender.close();
  proxy.close();
});

test('a confirm that does not come is unknown by the deadline', async () => {
  const queue = await ownQueue('late');
  const proxy = proxyTo(server.port, server.host);
  const sender = await rabbitmq.connect({ ...settings, url: await through(proxy) }, { signal: never, deadline: 500 });
  await sender.send(message('0'), { exchange: '', routingKey: queue }, never);
  proxy.hold();
  const receipt = await sender.send(message('1'), { exchange: '', routingKey: queue }, never);
  assert.deepEqual([receipt.state, receipt.detail], ['unknown', 'No confirm within 0.5 s. The event may have arrived.']);
  const cancelled = await sender.send(message('2'), { exchange: '', routingKey: queue }, AbortSignal.timeout(50));
  assert.match(cancelled.detail, /^Cancelled after it had left/);
  await sender.close();
  proxy.close();
});

test('200 events with a cut in the middle: each has one end, and what was acknowledged is there', async () => {
  const queue = await ownQueue('many');
  const proxy = proxyTo(server.port, server.host);
  const courier = createCourier({ deadline: 5000 });
  const connection = { name: 'dev-rabbit', transport: 'rabbitmq', settings: { ...settings, url: await through(proxy) } };
  let settled = 0;
  const send = async (id: number): Promise<string> => {
    const event = { structured: `{"id":${id}}`, contentType: 'application/json', attributes: [] };
    try {
      const { receipt } = await courier.send({ connection, target: { exchange: '', routingKey: queue }, mode: 'structured', event }, never);
      return receipt.state;
    } catch {
      return 'failed';
    } finally {
      if (++settled === 60) proxy.cut();
    }
  };
  const states = await Promise.all(Array.from({ length: 200 }, (_, id) => send(id)));
  const again = await send(200);
  const received = new Set(await drain(queue));
  assert.equal(again, 'acknowledged');
  for (const [id, state] of states.entries()) {
    if (state === 'acknowledged') assert.ok(received.has(`{"id":${id}}`), `${id} was acknowledged and is not there`);
    if (state === 'failed') assert.ok(!received.has(`{"id":${id}}`), `${id} failed and is there`);
  }
  assert.ok(states.filter((state) => state === 'acknowledged').length >= 60);
  await courier.close();
  proxy.close();
});

test('a queue of others is consumed, and what was handed over is gone', async () => {
  const queue = await ownQueue('taken');
  const sender = await rabbitmq.connect(settings, { signal: never, deadline: 5000 });
  await sender.send({ ...message('1'), headers: [['x', 'é']], contentType: 'application/json' }, { exchange: '', routingKey: queue }, never);
  const listener = await listenOn(sender, { queue });
  const [arrival] = await collect(listener, 1);
  assert.deepEqual([arrival?.from, arrival?.message.headers, arrival?.message.contentType], [queue, [['x', 'é']], 'application/json']);
  await listener.stop();
  assert.equal((await channel.checkQueue(queue)).messageCount, 0);
  await sender.close();
});

test('what cannot be listened to is said in words', async () => {
  const sender = await rabbitmq.connect(settings, { signal: never, deadline: 5000 });
  await assert.rejects(listenOn(sender, { queue: 'no-such' }), { code: 'missing-target', message: 'Queue "no-such" does not exist.' });
  await assert.rejects(listenOn(sender, { exchange: 'no-such' }), { code: 'missing-target', message: 'Exchange "no-such" does not exist.' });
  await assert.rejects(listenOn(sender, {}), { code: 'misuse' });
  await assert.rejects(listenOn(sender, { queue: 'a', exchange: 'b' }), { code: 'misuse' });
  assert.deepEqual(await sender.send(message('1'), { exchange: '', routingKey: 'no-such' }, never), {
    state: 'failed',
    by: 'RabbitMQ (returned, NO_ROUTE)',
    detail: 'No queue has the name "no-such".',
  });
  await sender.close();
});

test('a virtual host that does not exist is no wrong password', async () => {
  const connecting = rabbitmq.connect({ ...settings, vhost: '/no-such' }, { name: 'dev-rabbit', signal: never, deadline: 5000 });
  await assert.rejects(connecting, {
    code: 'missing-target',
    message: `dev-rabbit has no virtual host "/no-such" that user "${server.user}" may use.`,
  });
});

async function through(proxy: { port: Promise<number> }): Promise<string> {
  return `amqp://127.0.0.1:${await proxy.port}`;
}

async function listenOn(sender: Sender, source: Settings) {
  return (await sender.listen?.(source, never)) ?? assert.fail();
}

async function ownQueue(name: string): Promise<string> {
  const { queue } = await channel.assertQueue(`${exchange}-${name}`, { durable: true, arguments: { 'x-expires': 60_000 } });
  return queue;
}

async function arrived(queue: string, count: number): Promise<void> {
  const until = Date.now() + 5000;
  while ((await channel.checkQueue(queue)).messageCount < count) {
    assert.ok(Date.now() < until, 'the event did not arrive');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function drain(queue: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (;;) {
    const got = await channel.get(queue, { noAck: true });
    if (!got) return texts;
    texts.push(got.content.toString('utf8'));
  }
}
