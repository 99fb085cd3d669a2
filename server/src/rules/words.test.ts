import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainOf } from './domains.ts';
import { casingOf, repeatsName, spellingOf, wordsOf } from './words.ts';

test('a name falls into its words, however they are joined', () => {
  for (const name of ['unitPriceCents', 'unit_price_cents', 'unit-price-cents', 'UnitPriceCents', 'UNIT_PRICE_CENTS']) {
    assert.deepEqual(wordsOf(name), ['unit', 'price', 'cents'], name);
  }
  assert.deepEqual(wordsOf('HTTPStatusCode'), ['http', 'status', 'code']);
  assert.deepEqual(wordsOf('line2Text'), ['line2', 'text']);
  assert.deepEqual(wordsOf('[]'), []);
});

test('a name of any length falls into words in the time that it takes to read it', () => {
  const started = performance.now();
  for (const name of ['A'.repeat(200_000), 'Ab'.repeat(100_000), 'a_'.repeat(100_000), '.'.repeat(200_000)]) wordsOf(name);
  assert.ok(performance.now() - started < 5_000);
});

test('spellings of one name are alike, other names and numbers are not', () => {
  const alike = ['orderPlaced', 'order.placed', 'order-placed', 'ORDER_PLACED', ' order  placed'].map(spellingOf);
  assert.deepEqual([...new Set(alike)], ['orderplaced']);
  assert.notEqual(spellingOf('v1.2'), spellingOf('v12'));
  assert.notEqual(spellingOf('订单'), spellingOf('付款'));
  assert.equal(spellingOf('café'), spellingOf('cafe\u0301'));
  assert.equal(spellingOf('...'), '');
});

test('one word has no casing', () => {
  assert.deepEqual(['order', 'orderId', 'order_id', 'order-id', 'OrderId', 'ORDER_ID', 'ID', 'a.b', '$ref', 'order_Id'].map(casingOf), [
    undefined,
    'camelCase',
    'snake_case',
    'kebab-case',
    'PascalCase',
    'UPPER_CASE',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a description that only repeats the name', () => {
  assert.ok(repeatsName('The order ID.', 'orderId'));
  assert.ok(repeatsName('Order id', 'order_id'));
  assert.ok(!repeatsName('The order that was placed.', 'orderId'));
});

test('the domain of a type is its first two parts, or what is configured', () => {
  const none = { domains: [] };
  assert.equal(domainOf('com.example.order.placed', none), 'com.example');
  assert.equal(domainOf('order.placed', none), 'order');
  assert.equal(domainOf('shop/order/placed', none), 'shop/order');
  assert.equal(domainOf('OrderPlaced', none), 'OrderPlaced');
  const own = { domains: ['com.example', 'com.example.billing'] };
  assert.equal(domainOf('com.example.billing.sent', own), 'com.example.billing');
  assert.equal(domainOf('com.example.billings.sent', own), 'com.example');
});
