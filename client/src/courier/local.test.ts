import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutgoingEvent } from '../delivery/event.ts';
import { DeliveryError } from '../transports/transport.ts';
import type { Received } from './courier.ts';
import { createCourier } from './local.ts';

const structured = '{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"n":9007199254740993}}';
const event: OutgoingEvent = { structured, contentType: 'application/cloudevents+json', envelope: 'cloudevents', attributes: [], type: 't' };
const connection = { name: 'here', transport: 'in-process', settings: {} };
const never = new AbortController().signal;
const request = { connection, target: { topic: 'a' }, event, mode: 'structured' } as const;

test('an event that is sent in process arrives as it was', async () => {
  const courier = createCourier();
  const arrivals: Received[] = [];
  const listening = await courier.listen({ connection, source: { topic: 'a' } }, (arrival) => arrivals.push(arrival), never);
  const sent = await courier.send(request, never);
  assert.equal(sent.receipt.state, 'acknowledged');
  assert.equal(sent.target, 'a');
  await listening.stop();
  await listening.stop();
  assert.equal(await listening.ended, undefined);
  assert.deepEqual(
    arrivals.map(({ id, mode, from }) => ({ id, mode, from })),
    [{ id: '1', mode: 'structured', from: 'a' }],
  );
  assert.equal(arrivals[0]?.structured, structured);
  assert.equal((await courier.send(request, never)).receipt.state, 'failed');
  await courier.close();
  await courier.close();
  await assert.rejects(courier.send(request, never), { name: 'DeliveryError', code: 'misuse' });
});

test('a request that cannot be right is refused in words', async () => {
  const courier = createCourier();
  const refused = (message: RegExp) => (error: unknown) => error instanceof DeliveryError && error.code === 'misuse' && message.test(error.message);
  await assert.rejects(
    courier.send({ ...request, connection: { ...connection, transport: 'in-proces' } }, never),
    refused(/Did you mean "in-process"\?/),
  );
  await assert.rejects(
    courier.send({ ...request, target: { topik: 'a' } }, never),
    refused(/"topik" is not a field of In-process targets. Did you mean "topic"\?/),
  );
  await assert.rejects(courier.send({ ...request, target: {} }, never), refused(/"topic" is missing/));
  await assert.rejects(courier.send({ ...request, mode: 'binary' }, never), refused(/no binary mode. Choose structured/));
  await assert.rejects(courier.send(request, AbortSignal.abort()), { code: 'cancelled' });
  await courier.close();
});

test('the declarations say what can be filled in', async () => {
  const courier = createCourier();
  const infos = await courier.transports();
  assert.deepEqual(
    infos.map(({ id }) => id),
    [...infos.map(({ id }) => id)].sort(),
  );
  assert.deepEqual(structuredClone(infos), infos);
  await courier.close();
});
