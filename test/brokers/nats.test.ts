import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { bindings } from '../../client/src/delivery/binding.ts';
import { decode } from '../../client/src/delivery/decode.ts';
import { encode } from '../../client/src/delivery/encode.ts';
import { type Bench, collect, conforms, isDeliveryError, message, never } from '../../client/src/transports/conformance.testing.ts';
import { nats } from '../../client/src/transports/nats.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Settings } from '../../client/src/transports/transport.ts';
import { cuttable, listenOn, pause, proxied, urlOf, using } from './attempts.ts';
import { startNats } from './nats.ts';
import { keepsItsWord } from './numbered.ts';
import { retry } from './ports.ts';

const server = await startNats();
const settings: Settings = { url: server.url, user: server.user, password: server.password };
const run = process.pid;
const stream = `ORDERS-${run}`;
const stored = `orders-${run}`;
let subjects = 0;
const raw = await connect({ servers: server.url, user: server.user, pass: server.password, reconnectTimeWait: 100 });
const manager = await jetstreamManager(raw);
await manager.streams.add({ name: stream, subjects: [`${stored}.>`] });

after(async () => {
  await manager.streams.delete(stream);
  await raw.close();
  await server.stop();
});

const shared = {
  transport: nats,
  settings,
  cuttable: cuttable(server, settings),
  wrongPassword: { settings: { ...settings, password: 'wrong-password-17' }, secret: 'wrong-password-17' },
  at: (port: number) => ({ url: `nats://127.0.0.1:${port}` }),
  connects: true,
  server: /^NATS 2\.\d+/,
} satisfies Partial<Bench>;

conforms('nats', {
  ...shared,
  arrives: 'unknown',
  route: async () => {
    const subject = `passing-${run}.${++subjects}`;
    return { target: { subject }, source: { subject } };
  },
  unroutable: { target: { subject: 'nobody.here' }, state: 'failed', words: /^Nobody is subscribed to "nobody\.here"\.$/ },
  ...(server.process
    ? { refused: { target: { subject: 'forbidden' }, words: /^NATS does not allow user "eventwright" to send to "forbidden"\.$/ } }
    : {}),
});

conforms('nats with JetStream', {
  ...shared,
  route: async () => {
    const subject = `${stored}.${++subjects}`;
    return { target: { subject, jetStream: true }, source: { subject, stream } };
  },
  unroutable: { target: { subject: 'nobody.here', jetStream: true }, state: 'failed', words: /^No JetStream stream takes "nobody\.here"\.$/ },
  refused: {
    target: { subject: `${stored}.x`, stream: 'AUDIT' },
    words: new RegExp(`^Another stream than "AUDIT" takes "${stored}\\.x"\\.$`),
  },
});

describe('nats', { timeout: 60_000 }, () => {
  test('core NATS claims nothing', () =>
    using(nats, settings, {}, async (sender) => {
      const subject = `passing-${run}.claims`;
      const listener = await listenOn(sender, { subject });
      assert.deepEqual(await sender.send(message('1'), { subject }, never), {
        state: 'unknown',
        by: 'NATS',
        detail: `The server passed it on to whoever is subscribed to "${subject}". Core NATS has no acknowledgement; delivery is unknown.`,
      });
      assert.equal((await collect(listener, 1))[0]?.from, subject);
    }));

  test('a stream tells where it has stored the event, and that it has had it before', () =>
    using(nats, settings, {}, async (sender) => {
      const target = { subject: `${stored}.twice`, jetStream: true, deduplicate: true };
      const event = message(`{"id":"${run}","source":"/shop"}`);
      const first = await sender.send(event, target, never);
      const sequence = / sequence (\d+)\)$/.exec(first.by)?.[1];
      assert.deepEqual(first, {
        state: 'acknowledged',
        by: `JetStream (${stream}, sequence ${sequence})`,
        detail: `Stream "${stream}" has stored the event.`,
      });
      const again = await sender.send(event, target, never);
      assert.deepEqual(again, { ...first, detail: `Stream "${stream}" has had this event before, as sequence ${sequence}, and dropped the copy.` });
      const other = await sender.send(message(`{"id":"${run}","source":"/depot"}`), target, never);
      assert.notEqual(other.by, first.by);
      await assert.rejects(sender.send(message('{}'), target, never), isDeliveryError('misuse', /needs an event with an "id"/));
    }));

  test('where only subscribers take the subject, no stream is waited for in vain without a word', () =>
    using(nats, settings, { deadline: 500 }, async (sender) => {
      const subject = `passing-${run}.only`;
      await listenOn(sender, { subject });
      assert.deepEqual(await sender.send(message('1'), { subject, jetStream: true }, never), {
        state: 'unknown',
        by: 'JetStream',
        detail: `No acknowledgement within 0.5 s. The event may have arrived. This account has no stream that takes "${subject}": only subscribers can have it.`,
      });
    }));

  test('what a full stream refuses has failed, with its reason', async () => {
    const full = `FULL-${run}`;
    await manager.streams.add({ name: full, subjects: [`full-${run}`], max_msgs: 1, discard: 'new' });
    await using(nats, settings, {}, async (sender) => {
      const target = { subject: `full-${run}`, jetStream: true };
      assert.equal((await sender.send(message('1'), target, never)).state, 'acknowledged');
      const receipt = await sender.send(message('2'), target, never);
      assert.deepEqual([receipt.state, receipt.detail], ['failed', 'JetStream refused the event: maximum messages exceeded.']);
    });
    await manager.streams.delete(full);
  });

  test('many at once, some of them refused: each gets its own receipt', async (t) => {
    if (!server.process) return t.skip('only a server of our own has rights that are known');
    await using(nats, settings, {}, async (sender) => {
      const targets = Array.from({ length: 90 }, (_, id): Settings => {
        if (id % 3 === 0) return { subject: 'forbidden', jetStream: id % 2 === 0 };
        return id % 3 === 1 ? { subject: `${stored}.many`, jetStream: true } : { subject: 'nobody.here' };
      });
      const receipts = await Promise.all(targets.map((target, id) => sender.send(message(String(id)), target, never)));
      for (const [id, { by }] of receipts.entries()) {
        const wanted = [/permissions violation/, /^JetStream \(/, /no responders/][id % 3] ?? assert.fail();
        assert.match(by, wanted, String(id));
      }
    });
  });

  test('binary mode is read by others, and theirs is read', () =>
    using(nats, settings, {}, async (sender) => {
      const subject = `passing-${run}.binary`;
      const event = {
        structured: '',
        contentType: '',
        envelope: 'cloudevents',
        attributes: Object.entries({ specversion: '1.0', id: 'é 1', source: '/s', type: 't' }),
        data: { text: '{"n":1.0}', encoding: 'text', contentType: 'application/json' },
      } as const;
      const heard = raw.subscribe(subject, { max: 1 });
      const listener = await listenOn(sender, { subject });
      await raw.flush();
      await sender.send(encode(event, 'binary', bindings.nats), { subject }, never);
      for await (const { headers: found, data } of heard) {
        assert.deepEqual(Object.fromEntries([...(found ?? [])].map(([name, values]) => [name, values.join()])), {
          'Content-Type': 'application/json',
          'ce-specversion': '1.0',
          'ce-id': '%C3%A9%201',
          'ce-source': '/s',
          'ce-type': 't',
          'ce-datacontenttype': 'application/json',
        });
        assert.equal(new TextDecoder().decode(data), '{"n":1.0}');
      }
      const theirs = headers();
      for (const [name, value] of Object.entries({ 'Ce-Specversion': '1.0', 'Ce-Id': '2', 'Ce-Source': '/s', 'Ce-Type': 't' }))
        theirs.append(name, value);
      raw.publish(subject, '{"n":2.0}', { headers: theirs });
      const [own, foreign] = (await collect(listener, 2)).map(({ message: found }) => decode(found, bindings.nats)[0]);
      assert.deepEqual([own?.mode, own?.id, foreign?.mode, foreign?.id], ['binary', 'é 1', 'binary', '2']);
      assert.match(foreign?.structured ?? '', /"data":\{"n":2\.0\}/);
    }));

  test('a stream is read from now on, and its consumer goes', () =>
    using(nats, settings, {}, async (sender) => {
      const subject = `${stored}.now`;
      await jetstream(raw).publish(subject, 'before');
      const before = (await manager.streams.info(stream)).state.consumer_count;
      const listener = await listenOn(sender, { subject, stream });
      await jetstream(raw).publish(subject, 'after');
      const [arrival] = await collect(listener, 1);
      assert.deepEqual([arrival?.from, new TextDecoder().decode(arrival?.message.body)], [`${stream} / ${subject}`, 'after']);
      await listener.stop();
      assert.equal((await manager.streams.info(stream)).state.consumer_count, before);
      await assert.rejects(listenOn(sender, { subject, stream: 'AUDIT' }), isDeliveryError('missing-target', /^Stream "AUDIT" does not exist\.$/));
    }));

  test('what is no subject, and what is too large, does not leave', () =>
    using(nats, settings, {}, async (sender) => {
      for (const subject of ['a.*', '>', 'a b', '.a', 'a..b'])
        await assert.rejects(sender.send(message(''), { subject }, never), isDeliveryError('misuse'), subject);
      const large = { ...message(''), body: new Uint8Array(1024 * 1024 + 1) };
      const receipt = await sender.send(large, { subject: `${stored}.large`, jetStream: true }, never);
      assert.deepEqual(receipt.state, 'failed');
      assert.match(receipt.detail, /^The event is too large: 1048577 bytes, and NATS takes 1048576 with the headers\.$/);
    }));
});

describe('nats in trouble', { timeout: 120_000 }, () => {
  test('an event that is cut off before its acknowledgement is unknown, though it is stored', () =>
    proxied(nats, server, settings, { name: 'dev-nats' }, async (sender, proxy) => {
      const target = { subject: `${stored}.cut`, jetStream: true };
      assert.equal((await sender.send(message('0'), target, never)).state, 'acknowledged');
      proxy.hold();
      const sending = sender.send(message('1'), target, never);
      await retry(async () => assert.equal((await bodiesOf(target.subject)).length, 2), 10_000);
      proxy.cut();
      assert.deepEqual(await sending, {
        state: 'unknown',
        by: 'JetStream',
        detail: 'dev-nats disconnected before it acknowledged. The event may have arrived.',
      });
      assert.equal((await sender.send(message('2'), target, never)).state, 'failed');
    }));

  test('an acknowledgement that does not come is unknown by the deadline', () =>
    proxied(nats, server, settings, { deadline: 500 }, async (sender, proxy) => {
      const target = { subject: `${stored}.late`, jetStream: true };
      proxy.hold();
      const receipt = await sender.send(message('1'), target, never);
      assert.deepEqual([receipt.state, receipt.detail], ['unknown', 'No acknowledgement within 0.5 s. The event may have arrived.']);
      const passing = await sender.send(message('1'), { subject: target.subject }, never);
      assert.deepEqual([passing.state, passing.detail], ['unknown', 'No answer within 0.5 s. The event may have arrived.']);
      const cancelled = await sender.send(message('2'), target, AbortSignal.timeout(50));
      assert.match(cancelled.detail, /^Cancelled after it had left/);
    }));

  test('1,000 events with a cut in the middle', async () => {
    const proxy = proxyTo(server.port, server.host);
    const outcome = await keepsItsWord({ ...trial('cut-many', await urlOf(proxy, server)), deadline: 5000, fault: proxy.cut });
    proxy.close();
    assert.ok(outcome.acknowledged >= 250, JSON.stringify(outcome));
  });

  test('1,000 events while the server is paused', async (t) => {
    const { process: own } = server;
    if (!own) return t.skip('only a server of our own is paused');
    const outcome = await keepsItsWord({ ...trial('paused-many', server.url), deadline: 1000, fault: () => pause(own, 1500) });
    assert.ok(outcome.unknown > 0, JSON.stringify(outcome));
  });

  // The last one: the connection that the tests look through goes down with the server.
  test('1,000 events while the server is killed and started again', async (t) => {
    const { process: own } = server;
    if (!own) return t.skip('only a server of our own is killed');
    const outcome = await keepsItsWord({ ...trial('killed-many', server.url), deadline: 5000, fault: () => own.restart() });
    assert.ok(outcome.acknowledged >= 350 && outcome.failed + outcome.unknown > 0, JSON.stringify(outcome));
  });
});

function trial(name: string, url: string) {
  const subject = `${stored}.${name}`;
  return {
    connection: { name: 'dev-nats', transport: 'nats', settings: { ...settings, url } },
    target: { subject, jetStream: true },
    count: 1000,
    received: () => bodiesOf(subject),
  };
}

/** What the stream holds of a subject. */
async function bodiesOf(subject: string): Promise<readonly string[]> {
  const { state } = await retry(() => manager.streams.info(stream, { subjects_filter: subject }), 10_000);
  const count = state.subjects?.[subject] ?? 0;
  const bodies: string[] = [];
  if (count === 0) return bodies;
  const consumer = await jetstream(raw).consumers.get(stream, { filter_subjects: subject });
  for await (const found of await consumer.fetch({ max_messages: count })) bodies.push(found.string());
  return bodies;
}
