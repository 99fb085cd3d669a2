import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Bench, collect, conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { createCourier } from '../../client/src/courier/local.ts';
import type { Received } from '../../client/src/courier/courier.ts';
import { kafka } from '../../client/src/transports/kafka.ts';
import type { Settings } from '../../client/src/transports/transport.ts';
import { connected, listened, openKafkaBench } from './kafka-bench.ts';

const { server, admin, settings, newTopic, proxied, close } = await openKafkaBench();
const login = { url: `kafka://127.0.0.1:${server.saslPort}`, user: server.user, password: server.password };
after(close);

conforms('kafka', bench(settings));

if (server.saslPort !== undefined) {
  const wrong = { ...login, password: 'wrong-password-17' };
  conforms('kafka with PLAIN', { ...bench(login), wrongPassword: { settings: wrong, secret: wrong.password } });
  const scram = { mechanism: 'SCRAM-SHA-512' };
  conforms('kafka with SCRAM-SHA-512', {
    ...bench({ ...login, ...scram }),
    wrongPassword: { settings: { ...wrong, ...scram }, secret: wrong.password },
  });
}

test('the receipt names the partition and the offset, and keys go where the clients in Java send them', async () => {
  const topic = await newTopic(7);
  const sender = await connected(settings);
  // By murmur2 as in Kafka's own UtilsTest: "foobar" is -790332482, "21" is -973932308.
  const partition = (hash: number) => (hash & 0x7fffffff) % 7;
  for (const [key, hash] of [
    ['foobar', -790332482],
    ['21', -973932308],
  ] as const) {
    const { state, by } = await sender.send(message('1'), { topic, key }, never);
    assert.deepEqual([state, by], ['acknowledged', `Kafka (${topic}[${partition(hash)}] offset 0)`]);
  }
  const keyed = { ...message('2'), key: Buffer.from('foobar') };
  assert.equal((await sender.send(keyed, { topic }, never)).by, `Kafka (${topic}[${partition(-790332482)}] offset 1)`);
  assert.equal((await sender.send(keyed, { topic, partition: 6 }, never)).by, `Kafka (${topic}[6] offset 0)`);
  assert.deepEqual(await sender.send(keyed, { topic, partition: 7 }, never), {
    state: 'failed',
    by: 'Eventwright',
    detail: `Topic "${topic}" has 7 partitions, counted from 0, and no partition 7. Nothing was sent.`,
  });
  for (const target of [{ topic: 'a/b' }, { topic: '..' }, { topic, partition: -1 }])
    await assert.rejects(sender.send(message(''), target, never), { code: 'misuse' });
  await sender.close();
});

test('a CloudEvent in binary mode is what the Kafka binding says, and becomes the same event again', async () => {
  const topic = await newTopic();
  const courier = createCourier();
  const connection = { name: 'dev-kafka', transport: 'kafka', settings };
  const received = Promise.withResolvers<Received>();
  const listening = await courier.listen({ connection, source: { topic } }, received.resolve, never);
  const sent = {
    structured: '{"specversion":"1.0","id":"1","type":"t","source":"/s","partitionkey":"c é","data":{"n":9007199254740993}}',
    contentType: 'application/cloudevents+json',
    envelope: 'cloudevents',
    attributes: [
      ['specversion', '1.0'],
      ['id', '1'],
      ['type', 't'],
      ['source', '/s'],
      ['partitionkey', 'c é'],
    ],
    data: { text: '{"n":9007199254740993}', encoding: 'text', contentType: 'application/json' },
  } as const;
  const { receipt, target } = await courier.send({ connection, target: { topic }, mode: 'binary', event: sent }, never);
  assert.deepEqual([receipt.state, target], ['acknowledged', topic]);
  const { message: wire, from, mode, structured } = await received.promise;
  assert.deepEqual(
    [wire.headers, wire.contentType, Buffer.from(wire.key ?? []).toString(), Buffer.from(wire.body).toString(), from],
    [sent.attributes.map(([name, value]) => [`ce_${name}`, value]), 'application/json', 'c é', sent.data.text, `${topic}[0]`],
  );
  assert.equal(mode, 'binary');
  assert.match(String(structured), /"partitionkey":"c é".*"data":\{"n":9007199254740993\}/);
  await listening.stop();
  await courier.close();
});

test('what Kafka refuses has failed, in words, and the next event goes through', async () => {
  const topic = await newTopic(1, { 'max.message.bytes': '2000' });
  const compacted = await newTopic(1, { 'cleanup.policy': 'compact' });
  const sender = await connected(settings);
  for (const [body, target, by, detail] of [
    [
      'x'.repeat(3000),
      topic,
      'Kafka (MESSAGE_TOO_LARGE)',
      `The event is too large for topic "${topic}": it has 3000 bytes. The topic's limit is max.message.bytes.`,
    ],
    [
      '1',
      compacted,
      'Kafka (INVALID_RECORD)',
      `Kafka refused the event: Compacted topic cannot accept message without key in topic partition ${compacted}-0`,
    ],
    ['1', 'no-such', 'Kafka', 'Topic "no-such" does not exist.'],
  ] as const) {
    assert.deepEqual(await sender.send(message(body), { topic: target }, never), { state: 'failed', by, detail });
    assert.equal((await sender.send(message('2'), { topic }, never)).state, 'acknowledged');
  }
  await sender.close();
});

test('who has no right to a topic is told so', { skip: server.saslPort === undefined }, async () => {
  const topic = await newTopic();
  const deny = {
    resourceType: 2,
    resourceName: topic,
    resourcePatternType: 3,
    principal: `User:${server.user}`,
    host: '*',
    permissionType: 2,
  } as const;
  await admin.createAcls({
    creations: [
      { ...deny, operation: 4 },
      { ...deny, operation: 3 },
    ],
  });
  const sender = await connected(login);
  const { state, detail } = await sender.send(message('1'), { topic }, never);
  assert.deepEqual([state, detail], ['failed', `User "${server.user}" may not send to topic "${topic}".`]);
  await assert.rejects(listened(sender.listen?.({ topic }, never)), {
    code: 'auth',
    message: `User "${server.user}" may not read topic "${topic}".`,
  });
  await sender.close();
});

test('a bearer token is a login', { skip: server.saslPort === undefined }, async () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const tokenUntil = (exp: number) => `${encoded({ alg: 'none' })}.${encoded({ sub: 'shop', iat: now - 60, exp })}.`;
  const sender = await connected({ url: login.url, token: tokenUntil(now + 60) });
  assert.equal((await sender.send(message('1'), { topic: await newTopic() }, never)).state, 'acknowledged');
  await sender.close();
  await assert.rejects(connected({ url: login.url, token: tokenUntil(now - 30) }), { code: 'auth', message: 'dev-kafka rejected the credentials.' });
});

test('a login that does not fit is told from a wrong password', { skip: server.saslPort === undefined }, async () => {
  const at = `127.0.0.1:${server.saslPort}`;
  const options = { name: 'dev-kafka', signal: never, deadline: 5000 };
  await assert.rejects(kafka.connect({ ...login, mechanism: 'SCRAM-SHA-256' }, options), {
    code: 'auth',
    message: `dev-kafka does not offer SCRAM-SHA-256 at ${at}. Set "mechanism" to another one.`,
  });
  await assert.rejects(kafka.connect({ url: login.url }, options), {
    message: `dev-kafka closed the connection at ${at}. Does it ask for a login or expect TLS there?`,
  });
  await assert.rejects(kafka.connect({ ...login, url: server.url }, options), {
    code: 'auth',
    message: `dev-kafka asks for no login at 127.0.0.1:${server.port}. Take it out, or is there another port for it?`,
  });
  const { url } = server;
  for (const wrong of [
    {},
    { url, brokers: ['a:1'] },
    { brokers: 'a/b' },
    { url, user: 'me' },
    { url, mechanism: 'OAUTHBEARER' },
    { url, cert: '/a' },
  ])
    await assert.rejects(kafka.connect(wrong, options), { code: 'misuse' });
});

test('a list of brokers is tried in turn', async () => {
  await assert.rejects(connected({ brokers: '127.0.0.1:1, 127.0.0.1:2' }), {
    message: 'dev-kafka refused the connection at 127.0.0.1:1. Is the broker running?',
  });
  const sender = await connected({ brokers: ['127.0.0.1:1', `127.0.0.1:${server.port}`] });
  assert.match(await sender.probe(never), /^Kafka \(1 broker, cluster [\w-]{22}\)$/);
  await sender.close();
});

test('listening goes by no group, begins where it is told, and reads every partition once', async () => {
  const topic = await newTopic(3);
  const sender = await connected(settings);
  for (let id = 0; id < 6; id++) await sender.send(message(`old ${id}`), { topic, partition: id % 3 }, never);
  const latest = await listened(sender.listen?.({ topic }, never));
  const earliest = await listened(sender.listen?.({ topic, from: 'earliest' }, never));
  await sender.send(message('new'), { topic, partition: 1 }, never);
  const [fresh] = await collect(latest, 1);
  assert.deepEqual([new TextDecoder().decode(fresh?.message.body), fresh?.from], ['new', `${topic}[1]`]);
  const all = (await collect(earliest, 7)).map(({ message: { body } }) => new TextDecoder().decode(body));
  assert.deepEqual(all.sort(), ['new', 'old 0', 'old 1', 'old 2', 'old 3', 'old 4', 'old 5']);
  assert.deepEqual([...(await admin.listGroups()).keys()], []);
  await assert.rejects(listened(sender.listen?.({ topic: 'no-such' }, never)), {
    code: 'missing-target',
    message: 'Topic "no-such" does not exist.',
  });
  const ended = collect(latest, 1);
  await admin.deleteTopics({ topics: [topic] });
  await assert.rejects(ended, { code: 'missing-target', message: `Topic "${topic}" does not exist.` });
  await sender.close();
});

test('a cluster that names an address where nobody is says so', { skip: server.process === undefined }, async () => {
  const { port, proxyPort } = server.process?.proxied ?? assert.fail();
  const topic = await newTopic();
  const sender = await connected({ url: `kafka://127.0.0.1:${port}` });
  const { state, detail } = await sender.send(message('1'), { topic }, never);
  assert.deepEqual(
    [state, detail],
    [
      'failed',
      `dev-kafka refused the connection at 127.0.0.1:${proxyPort}. Is the broker running? ` +
        `The cluster names 127.0.0.1:${proxyPort} as the leader of ${topic}[0] (advertised.listeners). Nothing was sent.`,
    ],
  );
  await sender.close();
});

function bench(own: Settings): Bench {
  return {
    transport: kafka,
    settings: own,
    route: async () => {
      const topic = await newTopic();
      return { target: { topic }, source: { topic } };
    },
    refused: { target: { topic: 'no-such' }, words: /^Topic "no-such" does not exist\.$/ },
    ...(server.process === undefined || own !== settings ? {} : { cuttable: proxied }),
    at: (port) => ({ url: `kafka://127.0.0.1:${port}` }),
    connects: true,
    server: /^Kafka \(1 broker, /,
  };
}
