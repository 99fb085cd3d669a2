import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochOf, rfc3339 } from './epoch.ts';

test('seconds since 1970 are the moments that the calendar has', () => {
  for (let seconds = 0; seconds < 10_000_000_000; seconds += 86_399 * 97) {
    assert.equal(rfc3339(seconds), new Date(seconds * 1_000).toISOString().replace('.000', ''));
  }
  assert.equal(rfc3339(1_709_208_000), '2024-02-29T12:00:00Z');
});

test('what a number counts is told by its digits', () => {
  assert.deepEqual(
    ['1767780000', '1767780000000', '1767780000000000', '1767780000000000000'].map((raw) => epochOf(raw)?.unit),
    ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'],
  );
  for (const raw of ['1767780000', '1767780000000']) assert.equal(epochOf(raw)?.time, '2026-01-07T10:00:00Z');
  assert.equal(epochOf('42'), undefined);
});
