import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createTransports } from './index.ts';

const transports = createTransports({ embeddedBroker: () => Promise.reject(new Error('not started')) });

test('the transports are sorted, and each has its file and its page', () => {
  const ids = transports.map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort());
  for (const id of ids) {
    assert.ok(existsSync(new URL(`${id}.ts`, import.meta.url)), id);
    assert.ok(readFileSync(new URL(`${id}.md`, import.meta.url), 'utf8').length > 100, id);
  }
});

test('a transport with binary mode has a binding for it', () => {
  for (const { id, modes, binding } of transports) {
    assert.ok(modes.includes('structured'), id);
    if (binding.id === 'none') assert.deepEqual(modes, ['structured'], id);
    if (modes.includes('batch')) assert.equal(binding.id, 'http', id);
  }
});

test('the declarations are read without a client library', () => {
  for (const { id } of transports) {
    const source = readFileSync(new URL(`${id}.ts`, import.meta.url), 'utf8');
    assert.doesNotMatch(source, /^import (?!type)[^;]* from '(@nats-io|@platformatic|@redis|aedes|amqplib|aws4fetch|mqtt|ws)/m, id);
  }
});
