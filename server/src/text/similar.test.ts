import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, editDistance } from './similar.ts';

test('what was meant is near: a third of the letters, and none in the shortest words but for their case', () => {
  const names = ['orderId', 'customerId', 'id', 'a'];
  assert.deepEqual(
    ['ordreId', 'OrderID', 'order_id', 'costumerId', 'ID', 'ix', 'b', 'orderId'].map((word) => didYouMean(word, names)),
    ['orderId', 'orderId', 'orderId', 'customerId', 'id', undefined, undefined, undefined],
  );
});

test('a distance is exact below its limit, and not below it otherwise', () => {
  const words = ['', 'a', 'ab', 'ba', 'abc', 'acb', 'cab', 'abcd', 'badc', 'dcba', 'abab', 'bbbb', 'aabbcc', 'abcabc', 'cbacba'];
  for (const a of words) {
    for (const b of words) {
      const exact = editDistance(a, b);
      for (const limit of [1, 2, 3, 4]) {
        const found = editDistance(a, b, limit);
        assert.ok(exact < limit ? found === exact : found >= limit, `${a} ${b} ${limit}: ${found}, ${exact}`);
      }
    }
  }
});
