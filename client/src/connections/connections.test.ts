import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kafka } from '../transports/kafka.ts';
import { mqtt } from '../transports/mqtt.ts';
import { rabbitmq } from '../transports/rabbitmq.ts';
import type { Settings } from '../transports/transport.ts';
import { fingerprint } from './fingerprint.ts';
import { checkProfile, partsOf, type Profile } from './profiles.ts';
import { environmentSecrets, resolveSecrets, type SecretStore, secretKey, secretNames } from './secrets.ts';

const transports = [mqtt, rabbitmq];
const profile = (settings: Settings, transport = 'rabbitmq'): Profile => ({ name: 'dev-rabbit', transport, production: false, settings });
const words = (settings: Settings, transport?: string) => checkProfile(profile(settings, transport), transports).map(({ message }) => message);

test('a profile is judged by its transport', () => {
  assert.deepEqual(words({ url: 'amqp://localhost', password: '${secret:dev-rabbit}' }), []);
  assert.deepEqual(words({}, 'rabitmq'), ['"rabitmq" is not a transport. Did you mean "rabbitmq"?']);
  assert.deepEqual(words({ url: 'amqp://localhost', pasword: 'x' }), ['"pasword" is not a field of RabbitMQ connections. Did you mean "password"?']);
  assert.deepEqual(words({ url: 'localhost' }), ['"url" is no URL. Write it like amqp://localhost.']);
  const [refusal = ''] = words({ url: 'amqp://me:hunter2@localhost' });
  assert.match(refusal, /^"url" holds a password\. .*\$\{secret:NAME\}/);
  assert.doesNotMatch(refusal, /hunter2/);
});

test('the parts of a URL are found, and never throw', () => {
  assert.deepEqual(partsOf({ url: 'amqps://me@h:1/v' }), { scheme: 'amqps', host: 'h', port: 1, user: 'me' });
  assert.deepEqual(partsOf({ url: 'mqtt://h', user: 'you' }), { scheme: 'mqtt', host: 'h', user: 'you' });
  assert.deepEqual(partsOf({ url: '::' }), {});
});

test('a fingerprint changes with all that matters, and with nothing else', () => {
  const of = (settings: Settings, name = 'a') => fingerprint(name, 'rabbitmq', rabbitmq.connection, settings);
  const first = of({ url: 'amqp://localhost', user: 'me', password: 'one' });
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.equal(of({ password: 'two', user: 'me', url: 'amqp://localhost' }), first, 'the value of a secret and the order do not matter');
  const others = [
    of({ url: 'amqp://localhost', user: 'me', password: 'one' }, 'b'),
    of({ url: 'amqp://example.com', user: 'me', password: 'one' }),
    of({ url: 'amqp://localhost', user: 'you', password: 'one' }),
    of({ url: 'amqp://localhost', user: 'me' }),
    of({ url: 'amqp://localhost', user: 'me', password: '${secret:a}' }),
    of({ url: 'amqp://localhost', user: 'me', password: '${secret:b}' }),
    of({ url: 'amqp://localhost', user: 'me', password: 'one', more: 1 }),
  ];
  assert.equal(new Set([first, ...others]).size, others.length + 1);
  const mqttOf = (settings: Settings) => fingerprint('a', 'mqtt', mqtt.connection, settings);
  assert.equal(mqttOf({ url: 'mqtt://h' }), mqttOf({ url: 'mqtt://h', version: '5' }), 'a default that is written out is the same');
});

test('a secret is filled in for the endpoint it was given for, and for no other', async () => {
  const given = { url: 'amqp://localhost', user: 'me', password: '${secret:dev}' };
  const kept = new Map([[secretKey({ name: 'dev', transport: 'rabbitmq', settings: given }), 'hunter2']]);
  const store: SecretStore = { get: async (key) => kept.get(key) };
  assert.deepEqual(await resolveSecrets('rabbitmq', rabbitmq.connection, given, store), { ...given, password: 'hunter2' });
  assert.deepEqual(secretNames(given), ['dev']);
  for (const change of [{ url: 'amqp://example.com' }, { url: 'amqps://localhost' }, { url: 'amqp://localhost:5673' }, { user: 'you' }]) {
    await assert.rejects(resolveSecrets('rabbitmq', rabbitmq.connection, { ...given, ...change }, store), {
      code: 'auth',
      message: 'The secret "dev" is not set.',
    });
  }
  await assert.rejects(resolveSecrets('mqtt', mqtt.connection, given, store), { code: 'auth' });
});

test('a secret for a list of brokers is for these alone, and not for the open network', async () => {
  const given = { brokers: ['a:9093', 'b:9093'], tls: true, user: 'me', password: '${secret:dev}' };
  const kept = secretKey({ name: 'dev', transport: 'kafka', settings: given });
  const store: SecretStore = { get: async (key) => (key === kept ? 'hunter2' : undefined) };
  assert.equal((await resolveSecrets('kafka', kafka.connection, { ...given, brokers: 'a:9093, b:9093' }, store)).password, 'hunter2');
  for (const change of [{ brokers: ['a:9093', 'evil.example.com:9093'] }, { tls: false }, { brokers: [] }])
    await assert.rejects(resolveSecrets('kafka', kafka.connection, { ...given, ...change }, store), { code: 'auth' });
});

test('a secret goes only where secrets belong', async () => {
  const store: SecretStore = { get: async () => 'hunter2' };
  for (const settings of [
    { url: 'http://${secret:dev}.example.com' },
    { url: '${secret:dev}' },
    { user: '${secret:dev}' },
    { password: 'x${secret:dev}' },
  ]) {
    await assert.rejects(
      resolveSecrets('rabbitmq', rabbitmq.connection, settings, store),
      (error) => error instanceof Error && 'code' in error && error.code === 'misuse' && !error.message.includes('hunter2'),
    );
  }
});

test('the command line reads one variable for one secret', async () => {
  const store = environmentSecrets({ EVENTWRIGHT_SECRET_DEV_RABBIT: 'one', DEV_RABBIT: 'two' });
  const read = (name: string) => resolveSecrets('rabbitmq', rabbitmq.connection, { url: 'amqp://h', password: `\${secret:${name}}` }, store);
  assert.equal((await read('dev-rabbit')).password, 'one');
  await assert.rejects(read('other'), { message: 'The secret "other" is not set.' });
});
