import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bySpecificity, fieldPattern, fits, patternOfName, patternOfPath, segmentsOf } from './field-patterns.ts';

const fit = (pattern: string, path: string): boolean => fits(fieldPattern(pattern), segmentsOf(path));

for (const [pattern, yes, no] of [
  ['orderId', ['orderId', 'order/orderId', 'lines/[]/orderId'], ['orderID', 'orderId/value', 'myorderId']],
  ['*Cents', ['totalCents', 'lines/[]/unitPriceCents', 'Cents'], ['cents', 'totalCentsOld']],
  ['is*ed', ['isClosed', 'ised'], ['isOpen', 'ed']],
  ['a*b*b', ['abb', 'axbxb'], ['ab', 'axb']],
  ['/orderId', ['orderId'], ['order/orderId']],
  ['lines/[]/sku', ['lines/[]/sku'], ['lines/sku', 'order/lines/[]/sku']],
  ['lines/*/sku', ['lines/[]/sku', 'lines/first/sku'], ['lines/sku', 'lines/[]/[]/sku']],
  ['**/address/postalCode', ['address/postalCode', 'customer/address/postalCode'], ['postalCode', 'address/home/postalCode']],
  ['customer/**/street', ['customer/street', 'customer/home/address/street'], ['street', 'customer/street/name']],
  ['**', ['a', 'a/b/[]/c'], []],
  ['a\\*b', ['a*b'], ['axb', 'a\\*b']],
  ['a~1b', ['a~1b', 'x/a~1b'], ['a/b']],
  ['constructor', ['constructor'], ['__proto__']],
  ['', [''], ['a']],
] as const) {
  test(`"${pattern}" fits ${yes.join(', ')}`, () => {
    for (const path of yes) assert.ok(fit(pattern, path), `${pattern} should fit ${path}`);
    for (const path of no) assert.ok(!fit(pattern, path), `${pattern} should not fit ${path}`);
  });
}

test('the pattern that says more is the more specific one', () => {
  const order = ['/lines/[]/sku', '**/lines/*/sku', '*/sku', '/sku', 'sku', 'sk*', 's*', '*', '**'];
  const sorted = [...order].reverse().map(fieldPattern).sort(bySpecificity);
  assert.deepEqual(
    sorted.map(({ text }) => text),
    order,
  );
});

test('a pattern made of a path or a name fits just that', () => {
  for (const path of ['orderId', 'lines/[]/sku', 'a*b', 'a\\b', 'a~1b/c~0d', '**']) {
    assert.ok(fit(patternOfPath(path), path), path);
    assert.ok(!fit(patternOfPath(path), `${path}x`), path);
    assert.ok(fit(patternOfName(path.slice(path.lastIndexOf('/') + 1)), path), path);
  }
});

test('many stars against a long name end at once', () => {
  const pattern = fieldPattern(`${'**/'.repeat(50)}${'a*'.repeat(200)}b`);
  const path = [...Array.from({ length: 200 }, () => 'a'.repeat(100)), 'a'.repeat(20_000)];
  const start = performance.now();
  assert.equal(fits(pattern, path), false);
  assert.ok(performance.now() - start < 500);
});
