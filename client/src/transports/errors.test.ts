import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { explainFailure, redact } from './errors.ts';
import { createArrivals } from './arrivals.ts';
import { within } from './deadline.ts';
import { DeliveryError } from './transport.ts';

const endpoint = { scheme: 'amqp', host: 'localhost', port: 5672, tls: false, path: '' };
const context = { name: 'dev-rabbit', endpoint, user: 'guest', secrets: ['s3cret/ä'] };
const coded = (code: string) => Object.assign(new Error(`${code} at the wire`), { code });

test('what goes wrong on the wire has the words of a person', async () => {
  for (const [code, kind, words] of [
    ['ECONNREFUSED', 'refused', 'dev-rabbit refused the connection at localhost:5672. Is the broker running?'],
    ['ENOTFOUND', 'unresolved', 'No address found for localhost.'],
    ['ETIMEDOUT', 'timeout', 'dev-rabbit did not answer at localhost:5672.'],
    ['ECONNRESET', 'lost', 'dev-rabbit closed the connection at localhost:5672. Does it expect TLS there?'],
    ['EHOSTUNREACH', 'refused', 'There is no way to localhost:5672 from here. Is the network up?'],
    ['EWHAT', 'protocol', 'dev-rabbit gave an answer at localhost:5672 that was not understood: EWHAT at the wire'],
  ] as const) {
    const error = await explainFailure(coded(code), context);
    assert.deepEqual([error.code, error.message], [kind, words]);
  }
  const both = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]);
  assert.equal((await explainFailure(both, context)).code, 'refused');
});

test('a secret is taken out of what a library says, in each of its forms', async () => {
  const secret = 's3cret/ä';
  const foreign = Object.assign(new Error(`login ${secret}, ${encodeURIComponent(secret)}, ${Buffer.from(secret).toString('base64')}`), {
    options: { password: secret },
  });
  const error = await explainFailure(foreign, context);
  const told = inspect(error, { depth: 20, showHidden: true });
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) assert.ok(!told.includes(form), told);
  assert.equal(redact('abc', ['', 'b']), 'a•••c');
});

test('a stream of arrivals is in order, tells when one is taken, and ends or fails', async () => {
  const arrivals = createArrivals();
  const taken: number[] = [];
  const arrival = (at: number) => ({ message: { body: new Uint8Array(), headers: [] }, from: '', at });
  for (let at = 0; at < 3000; at++) arrivals.push(arrival(at), () => taken.push(at));
  const read: number[] = [];
  assert.equal(taken.length, 0);
  setTimeout(() => arrivals.end(new DeliveryError('lost', 'gone')), 5);
  await assert.rejects(
    async () => {
      for await (const one of arrivals) read.push(one.at);
    },
    { code: 'lost' },
  );
  assert.deepEqual(
    read,
    Array.from({ length: 3000 }, (_, at) => at),
  );
  assert.deepEqual(taken, read);
  arrivals.push(arrival(1));
});

test('nothing is waited for longer than its deadline, or after it was cancelled', async () => {
  const stuck = new Promise<never>(() => {});
  const late = () => new DeliveryError('timeout', 'late');
  const never = new AbortController().signal;
  await assert.rejects(within(stuck, 5, never, late), { code: 'timeout' });
  await assert.rejects(within(stuck, 5000, AbortSignal.timeout(5), late), { code: 'cancelled' });
  await assert.rejects(within(stuck, 5000, AbortSignal.abort(), late), { code: 'cancelled' });
  assert.equal(await within(Promise.resolve(1), 5000, never, late), 1);
});
