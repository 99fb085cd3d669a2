import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createClient } from '@redis/client';
import { type Bench, collect, conforms, isDeliveryError, message, never } from '../../client/src/transports/conformance.testing.ts';
import { redis } from '../../client/src/transports/redis.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Settings } from '../../client/src/transports/transport.ts';
import { cuttable, listenOn, pause, probe, proxied, urlOf, using } from './attempts.ts';
import { keepsItsWord } from './numbered.ts';
import { retry } from './ports.ts';
import { startRedis } from './redis.ts';

const server = await startRedis();
const settings: Settings = { url: server.url, user: server.user, password: server.password };
const run = process.pid;
let names = 0;
const raw = createClient({ url: server.url, username: server.user, password: server.password, RESP: 2, socket: { reconnectStrategy: () => 50 } });
raw.on('error', () => {});
await raw.connect();
const made: string[] = [];

after(async () => {
  if (made.length > 0) await raw.del(made);
  raw.destroy();
  await server.stop();
});

const shared = {
  transport: redis,
  settings,
  cuttable: cuttable(server, settings),
  wrongPassword: { settings: { ...settings, password: 'wrong-password-17' }, secret: 'wrong-password-17' },
  at: (port: number) => ({ url: `redis://127.0.0.1:${port}` }),
  connects: true,
  server: /^Redis \d+\.\d+/,
} satisfies Partial<Bench>;

conforms('redis with streams', {
  ...shared,
  route: async () => {
    const stream = await ownStream('conforms');
    return { target: { stream }, source: { stream } };
  },
  unroutable: { target: { stream: 'ordres' }, state: 'failed', words: /^Stream "ordres" does not exist\. Set "create" to have it made\.$/ },
  refused: { target: { stream: await ownText() }, words: /^"text-\d+" is there, but is no stream\.$/ },
});

conforms('redis with channels', {
  ...shared,
  route: async () => {
    const channel = `orders-${run}-${++names}`;
    return { target: { channel }, source: { channel } };
  },
  unroutable: { target: { channel: 'nobody' }, state: 'failed', words: /^Nobody is subscribed to "nobody"\.$/ },
});

describe('redis', { timeout: 60_000 }, () => {
  test('an entry has the event in its field, and its id in the receipt', () =>
    using(redis, settings, {}, async (sender) => {
      const stream = await ownStream('entry');
      const receipt = await sender.send({ ...message('{}'), headers: [['trace', 'é']] }, { stream, field: 'body' }, never);
      const [entry] = await entriesOf(stream);
      assert.deepEqual(receipt, { state: 'acknowledged', by: `Redis (XADD ${entry?.id})`, detail: `Stream "${stream}" has the event.` });
      assert.deepEqual({ ...entry?.message }, { body: '{}', trace: 'é' });
    }));

  test('a stream is made when that is asked for', () =>
    using(redis, settings, {}, async (sender) => {
      const stream = `made-${run}`;
      made.push(stream);
      assert.equal((await sender.send(message('1'), { stream, create: true }, never)).state, 'acknowledged');
      assert.equal(await raw.xLen(stream), 1);
    }));

  test('a stream is read from now on, whatever its entries look like', () =>
    using(redis, settings, {}, async (sender) => {
      const stream = await ownStream('read');
      await raw.xAdd(stream, '*', { event: 'before' });
      const listener = await listenOn(sender, { stream });
      await raw.xAdd(stream, '*', { event: 'one', trace: 'x' });
      await raw.xAdd(stream, '*', { id: '7', total: '42' });
      const arrivals = (await collect(listener, 2)).map(({ message: { body, headers }, from }) => [from, new TextDecoder().decode(body), headers]);
      assert.deepEqual(arrivals, [
        [stream, 'one', [['trace', 'x']]],
        [stream, '{"id":"7","total":"42"}', []],
      ]);
      await assert.rejects(listenOn(sender, { stream: await ownText() }), isDeliveryError('missing-target', /is there, but is no stream\.$/));
    }));

  test('a channel tells how many it was handed to, and a pattern hears it', () =>
    using(redis, settings, {}, async (sender) => {
      const channel = `many-${run}.placed`;
      const listeners = [await listenOn(sender, { channel }), await listenOn(sender, { channel: `many-${run}.*` })];
      assert.deepEqual(await sender.send(message('1'), { channel }, never), {
        state: 'acknowledged',
        by: 'Redis (PUBLISH)',
        detail: `Handed to 2 subscribers of "${channel}".`,
      });
      for (const listener of listeners) assert.equal((await collect(listener, 1))[0]?.from, channel);
    }));

  test('what is wrong in itself rejects', () =>
    using(redis, settings, {}, async (sender) => {
      for (const target of [{}, { stream: 'a', channel: 'b' }])
        await assert.rejects(sender.send(message(''), target, never), isDeliveryError('misuse'));
      const headed = { ...message(''), headers: [['a', 'b']] as const };
      await assert.rejects(sender.send(headed, { channel: 'a' }, never), isDeliveryError('misuse', /no headers/));
    }));

  test('another database is another place, and one that is not there is told', async () => {
    const url = `${server.url}/3`;
    await using(redis, { ...settings, url }, {}, async (sender) => {
      assert.equal((await sender.send(message('1'), { stream: await ownStream('zero') }, never)).state, 'failed');
    });
    await assert.rejects(probe(redis, { ...settings, url: `${server.url}/99` }), isDeliveryError('missing-target', /^Redis has no database 99\.$/));
    await assert.rejects(probe(redis, { ...settings, url: `${server.url}/shop` }), isDeliveryError('misuse'));
    await assert.rejects(
      redis.connect({ url: server.url }, { signal: never, deadline: 3000 }),
      isDeliveryError('auth', /^Redis wants a password\.$/),
    );
  });
});

describe('redis in trouble', { timeout: 120_000 }, () => {
  test('an event that is cut off before its answer is unknown, though it is there', async () => {
    const stream = await ownStream('cut');
    await proxied(redis, server, settings, { name: 'dev-redis' }, async (sender, proxy) => {
      assert.equal((await sender.send(message('0'), { stream }, never)).state, 'acknowledged');
      proxy.hold();
      const sending = sender.send(message('1'), { stream }, never);
      await retry(async () => assert.equal(await raw.xLen(stream), 2), 10_000);
      proxy.cut();
      assert.deepEqual(await sending, {
        state: 'unknown',
        by: 'Redis',
        detail: 'dev-redis disconnected before it answered. The event may have arrived.',
      });
      assert.equal((await sender.send(message('2'), { stream }, never)).state, 'failed');
    });
  });

  test('an answer that does not come is unknown by the deadline', () =>
    proxied(redis, server, settings, { deadline: 500 }, async (sender, proxy) => {
      const target = { stream: await ownStream('late') };
      proxy.hold();
      const receipt = await sender.send(message('1'), target, never);
      assert.deepEqual([receipt.state, receipt.detail], ['unknown', 'No answer within 0.5 s. The event may have arrived.']);
      const cancelled = await sender.send(message('2'), target, AbortSignal.timeout(50));
      assert.match(cancelled.detail, /^Cancelled after it had left/);
    }));

  test('1,000 events with a cut in the middle', async () => {
    const proxy = proxyTo(server.port, server.host);
    const outcome = await keepsItsWord({ ...(await trial('cut-many', await urlOf(proxy, server))), deadline: 5000, fault: proxy.cut });
    proxy.close();
    assert.ok(outcome.acknowledged >= 250, JSON.stringify(outcome));
  });

  test('1,000 events while the server is paused', async (t) => {
    const { process: own } = server;
    if (!own) return t.skip('only a server of our own is paused');
    const outcome = await keepsItsWord({ ...(await trial('paused-many', server.url)), deadline: 1000, fault: () => pause(own, 1500) });
    assert.ok(outcome.unknown > 0, JSON.stringify(outcome));
  });

  test('1,000 events while the server is killed and started again', async (t) => {
    const { process: own } = server;
    if (!own) return t.skip('only a server of our own is killed');
    const outcome = await keepsItsWord({ ...(await trial('killed-many', server.url)), deadline: 5000, fault: () => own.restart() });
    assert.ok(outcome.acknowledged >= 350 && outcome.failed + outcome.unknown > 0, JSON.stringify(outcome));
  });
});

async function trial(name: string, url: string) {
  const stream = await ownStream(name);
  return {
    connection: { name: 'dev-redis', transport: 'redis', settings: { ...settings, url } },
    target: { stream },
    count: 1000,
    received: () => retry(async () => (await entriesOf(stream)).map((entry) => entry.message.event ?? ''), 10_000),
  };
}

async function entriesOf(stream: string) {
  return (await raw.xRange(stream, '-', '+')) ?? [];
}

/** A stream without entries. */
async function ownStream(name: string): Promise<string> {
  const stream = `${name}-${run}-${++names}`;
  made.push(stream);
  await raw.xGroupCreate(stream, 'nobody', '$', { MKSTREAM: true });
  return stream;
}

/** A key that is no stream. */
async function ownText(): Promise<string> {
  const key = `text-${run}`;
  made.push(key);
  await raw.set(key, 'x');
  return key;
}
