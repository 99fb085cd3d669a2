import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareDecimals, type Decimal, decimalKey, isMultipleOf, isWhole, parseDecimal } from './decimal.ts';

test('equal numbers are equal however they are written', () => {
  for (const [a, b] of [
    ['1', '1.0'],
    ['100', '1e2'],
    ['-0', '0.000'],
    ['0x1F', '31'],
    ['0o17', '15'],
    ['+5', '5'],
    ['.5', '0.5'],
  ] as const) {
    assert.equal(decimalKey(decimal(a)), decimalKey(decimal(b)), `${a} ${b}`);
    assert.equal(compareDecimals(decimal(a), decimal(b)), 0);
  }
});

test('orders by value, far beyond doubles', () => {
  const ordered = [
    '-1e1000000000',
    '-9007199254740993',
    '-9007199254740992',
    '-0.1',
    '0',
    '1e-1000000000',
    '0.1',
    '9007199254740992',
    '9007199254740993',
    '1e1000000000',
  ];
  for (const [i, a] of ordered.entries()) {
    for (const [j, b] of ordered.entries()) assert.equal(Math.sign(compareDecimals(decimal(a), decimal(b))), Math.sign(i - j), `${a} ${b}`);
  }
});

test('divides without error', () => {
  for (const [a, divisor] of [
    ['0.0075', '0.0001'],
    ['4.35', '0.01'],
    ['1e308', '0.5'],
    ['12391239123', '1e-8'],
    ['0', '7'],
    ['-9', '3'],
    ['1e1000000000', '8'],
  ] as const) {
    assert.ok(isMultipleOf(decimal(a), decimal(divisor)), `${a} ${divisor}`);
  }
  for (const [a, divisor] of [
    ['0.00751', '0.0001'],
    ['9007199254740993', '2'],
    ['35', '1.5'],
    ['1', '1e1000000000'],
    ['1e1000000000', '3'],
  ] as const) {
    assert.ok(!isMultipleOf(decimal(a), decimal(divisor)), `${a} ${divisor}`);
  }
});

test('knows whole numbers and what is no number', () => {
  assert.ok(isWhole(decimal('1.0')) && isWhole(decimal('1e400')) && !isWhole(decimal('0.99999999999999999999')));
  for (const raw of ['.inf', '.nan', '', '.', 'e5', '1_000']) assert.equal(parseDecimal(raw), undefined, raw);
});

function decimal(raw: string): Decimal {
  return parseDecimal(raw) ?? assert.fail(`${raw} is not read`);
}
