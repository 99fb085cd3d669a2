import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, index, list, literal, object, oneOf, record, text } from './guard.ts';
import { isToHost, isToPage } from './messages.ts';

test('an object is exact: every key is declared, every required one is there', () => {
  const guard = object({ name: text }, { many: index });
  assert.equal(guard({ name: 'a' }), true);
  assert.equal(guard({ name: 'a', many: 2 }), true);
  assert.equal(guard({ name: 'a', many: undefined }), true);
  for (const wrong of [{}, { name: 1 }, { name: 'a', many: -1 }, { name: 'a', more: 1 }, ['a'], null, 'a'])
    assert.equal(guard(wrong), false, JSON.stringify(wrong));
});

test('a key that every object inherits is no key', () => {
  assert.equal(object({ toString: text })({}), false);
  assert.equal(object({ name: text })({ name: 'a', constructor: 1 }), false);
});

test('texts and lists are bounded', () => {
  assert.equal(text('x'.repeat(20_000)), true);
  assert.equal(text('x'.repeat(20_001)), false);
  assert.equal(list(flag)(Array.from({ length: 10_001 }, () => true)), false);
  assert.equal(record(flag)({ a: true, b: 1 }), false);
  assert.equal(oneOf(flag, literal('on'))('off'), false);
});

test('the host takes what the page says, and nothing else', () => {
  for (const right of [
    { type: 'ready' },
    { type: 'choose', what: 'event', key: 'a' },
    { type: 'send', anyway: true },
    { type: 'do', what: 'manage-trust' },
  ])
    assert.equal(isToHost(right), true, JSON.stringify(right));
  for (const wrong of [
    { type: 'send' },
    { type: 'send', anyway: 'yes' },
    { type: 'send', anyway: true, connection: 'amqp://elsewhere' },
    { type: 'choose', what: 'secret', key: 'a' },
    { type: 'do', what: 'run-command' },
    { type: 'composer', composer: {} },
    undefined,
  ])
    assert.equal(isToHost(wrong), false, JSON.stringify(wrong));
});

test('the page takes what the host says, and nothing else', () => {
  assert.equal(isToPage({ type: 'say', text: 'Sent. Waiting.', urgent: false }), true);
  assert.equal(isToPage({ type: 'say', text: 'Sent. Waiting.' }), false);
  assert.equal(isToPage({ type: 'entries', entries: [{ id: 'a' }], reset: true }), false);
});
