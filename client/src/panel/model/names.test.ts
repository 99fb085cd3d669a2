import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, duration, firstSentence, shortType, size } from './names.ts';

test('a type is shown without what all types share, and never with less than two words', () => {
  assert.equal(shortType('com.example.order.placed', ['com.example.order.placed', 'com.example.payment.failed']), 'order.placed');
  assert.equal(shortType('com.example.order.placed', ['com.example.order.placed']), 'order.placed');
  assert.equal(shortType('com.example.order.placed', ['com.example.order.placed', 'org.other.thing']), 'com.example.order.placed');
  assert.equal(shortType('placed', ['placed']), 'placed');
});

test('sizes and durations are short', () => {
  assert.deepEqual([0, 412, 1100, 3_400_000].map(size), ['0 B', '412 B', '1.1 kB', '3.4 MB']);
  assert.deepEqual([0.4, 3, 1234, 120_000].map(duration), ['0 ms', '3 ms', '1.2 s', '2 min']);
  assert.deepEqual([count(1, 'error'), count(2, 'error')], ['1 error', '2 errors']);
});

test('the first sentence ends at a full stop, not at a dot in a name', () => {
  assert.equal(
    firstSentence('`totalCents` must be a whole number; this is the text "x". The definition of com.example says so.'),
    'totalCents must be a whole number; this is the text "x"',
  );
  assert.equal(firstSentence('Nothing defines com.example.x'), 'Nothing defines com.example.x');
});
