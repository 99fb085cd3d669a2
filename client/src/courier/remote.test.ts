import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Received, SendRequest } from './courier.ts';
import { readRequest } from './messages.ts';
import { spawnCourier } from './remote.ts';
import { silentServer } from '../transports/servers.testing.ts';

const modulePath = fileURLToPath(new URL('process.ts', import.meta.url));
const never = new AbortController().signal;
const structured = '{"specversion":"1.0","id":"1","source":"/s","type":"t","data":12345678901234567890}';
const request: SendRequest = {
  connection: { name: 'embedded', transport: 'embedded', settings: {} },
  target: { topic: 'a' },
  mode: 'structured',
  event: { structured, contentType: 'application/cloudevents+json', attributes: [] },
};

test('the courier works from a process of its own', async () => {
  const courier = spawnCourier({ modulePath });
  try {
    const arrived = Promise.withResolvers<Received>();
    const listening = await courier.listen({ connection: request.connection, source: { topic: 'a' } }, arrived.resolve, never);
    const sent = await courier.send(request, never);
    assert.equal(sent.receipt.state, 'acknowledged');
    assert.equal(new TextDecoder().decode(sent.message.body), structured);
    const arrival = await arrived.promise;
    assert.deepEqual([arrival.structured, arrival.id, arrival.message.body instanceof Uint8Array], [structured, '1', true]);
    await listening.stop();
    assert.equal(await listening.ended, undefined);
    await assert.rejects(courier.send({ ...request, target: {} }, never), { name: 'DeliveryError', code: 'misuse' });
    assert.ok((await courier.transports()).some(({ id }) => id === 'rabbitmq'));
  } finally {
    await courier.close();
    await courier.close();
  }
  await assert.rejects(courier.send(request, never), { code: 'misuse' });
});

test('when the process dies, what was under way is unknown, and the next send starts it again', async () => {
  const silence = silentServer();
  const courier = spawnCourier({ modulePath: fileURLToPath(new URL('dying.testing.ts', import.meta.url)) });
  try {
    const before = await courier.embeddedBroker();
    const listening = await courier.listen({ connection: request.connection, source: { topic: 'a' } }, () => {}, never);
    // A server that takes the connection and never answers keeps the send under way.
    const connection = { name: 'x', transport: 'mqtt', settings: { url: `mqtt://127.0.0.1:${await silence.port}` } };
    const dying = await courier.send({ ...request, connection, target: { topic: 'die' } }, never);
    assert.equal(dying.receipt.state, 'unknown');
    assert.match(dying.receipt.detail, /ended unexpectedly/);
    assert.match((await listening.ended) ?? '', /ended unexpectedly/);
    await listening.stop();
    const after = await courier.embeddedBroker();
    assert.notEqual(after.password, before.password);
    assert.equal((await courier.send(request, never)).receipt.state, 'acknowledged');
  } finally {
    await courier.close();
    silence.close();
  }
});

test('a process that does not start is no unknown send', async () => {
  const courier = spawnCourier({ modulePath: `${modulePath}.missing` });
  await assert.rejects(courier.send(request, never), { code: 'lost', message: 'The process that sends events does not start.' });
  await courier.close();
});

test('only requests that are whole are read', () => {
  for (const message of [
    null,
    1,
    {},
    { id: 1 },
    { id: 1, kind: 'send' },
    { id: 1, kind: 'send', request: { ...request, mode: 'x' } },
    { kind: 'close' },
  ]) {
    assert.equal(readRequest(message), undefined);
  }
  assert.ok(readRequest({ id: 1, kind: 'send', request }));
});
