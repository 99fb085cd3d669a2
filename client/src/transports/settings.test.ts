import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointOf, hostAndPort } from './endpoint.ts';
import { checkSettings, listOf, readSettings } from './settings.ts';
import { topicMatches } from './topic.ts';
import type { FieldDeclaration } from './transport.ts';

const fields: readonly FieldDeclaration[] = [
  { name: 'url', title: 'URL', type: 'string', required: true, description: '', example: 'amqp://localhost' },
  { name: 'port', title: 'Port', type: 'integer', default: 1, description: '' },
  { name: 'version', title: 'Version', type: 'enum', values: ['5', '3.1.1'], default: '5', description: '' },
  { name: 'retain', title: 'Retain', type: 'boolean', description: '' },
  { name: 'headers', title: 'Headers', type: 'headers', description: '' },
  { name: 'brokers', title: 'Brokers', type: 'list', description: '' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: '' },
];

test('settings that do not fit are told in words, without their values', () => {
  const problems = checkSettings(
    fields,
    { prot: 1, port: 1.5, version: '3.1', retain: 'yes', headers: { a: 1 }, brokers: ['a', 1], password: 12345 },
    'MQTT connections',
  );
  assert.deepEqual(problems, [
    { field: 'prot', message: '"prot" is not a field of MQTT connections. Did you mean "port"?' },
    { field: 'url', message: '"url" is missing: MQTT connections need it, e.g. amqp://localhost.' },
    { field: 'port', message: '"port" must be a whole number.' },
    { field: 'version', message: '"version" must be one of: 5, 3.1.1.' },
    { field: 'retain', message: '"retain" must be true or false.' },
    { field: 'headers', message: '"headers" must be an object of texts.' },
    { field: 'brokers', message: '"brokers" must be a list of texts.' },
    { field: 'password', message: '"password" must be a text.' },
  ]);
  assert.match(checkSettings(fields, { url: 'x', zzz: 1 }, 'MQTT connections')[0]?.message ?? '', /Known are: url, port, version/);
});

test('defaults are filled in', () => {
  assert.deepEqual(readSettings(fields, { url: 'x' }, 'X'), { url: 'x', port: 1, version: '5' });
  assert.deepEqual([listOf({ a: ['x', ' y '] }, 'a'), listOf({ a: 'x, y,' }, 'a'), listOf({}, 'a')], [['x', 'y'], ['x', 'y'], []]);
  assert.throws(() => readSettings(fields, {}, 'X'), { name: 'DeliveryError', code: 'misuse' });
});

test('a URL comes apart, and a password in it is refused', () => {
  assert.deepEqual(endpointOf('amqps://me%40home@[::1]/a%2Fb', ['amqp', 'amqps']), {
    scheme: 'amqps',
    host: '::1',
    port: 5671,
    tls: true,
    path: '/a%2Fb',
    user: 'me@home',
  });
  assert.equal(hostAndPort(endpointOf('http://[::1]:81/', ['http'])), '[::1]:81');
  assert.equal(endpointOf('ws://h/p?q', ['ws']).path, '/p?q');
  for (const [url, words] of [
    ['amqp://me:hunter2@h', /\$\{secret:NAME\}/],
    ['htp://h', /must start with amqp:\/\//],
    ['hunter2', /is no URL\. Write it like amqp:\/\/localhost/],
    ['amqp://', /names no host|no URL/],
  ] as const) {
    assert.throws(
      () => endpointOf(url, ['amqp']),
      (error) => error instanceof Error && words.test(error.message) && !error.message.includes('hunter2'),
    );
  }
});

test('topic filters take in what MQTT says', () => {
  for (const [filter, topic, matches] of [
    ['a/b', 'a/b', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a/b/c', false],
    ['a/#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['#', 'a/b', true],
    ['#', '$SYS/x', false],
    ['+/x', '$SYS/x', false],
    ['$SYS/#', '$SYS/x', true],
    ['a', 'a/b', false],
    ['a/b', 'a', false],
    ['+', '', true],
    ['/+', '/a', true],
  ] as const)
    assert.equal(topicMatches(filter, topic), matches, `${filter} ${topic}`);
});
