import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventItem } from '../../../server/src/lsp/protocol.ts';
import { descriptionOf, groupedByDomain, nameInDomain, spokenDescription } from './catalog.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const event = (type: string, version = '1.0.0'): EventItem => ({
  type,
  version,
  deprecated: false,
  format: 'eventwright',
  location: { uri: 'file:///work/a', document: 0, pointer: '', range },
  samples: [],
  replies: [],
  targets: [],
});

test('a row tells version and score, and what to use instead of what is deprecated', () => {
  const placed = event('com.example.order.placed', '1.2.0');
  const score = { kept: 5, of: 6, worst: 'error' } as const;
  assert.equal(descriptionOf(placed), '1.2.0');
  assert.equal(descriptionOf({ ...placed, score }), '1.2.0 · 5/6');
  assert.equal(spokenDescription({ ...placed, score }), '1.2.0, 5 of 6 properties');
  assert.equal(descriptionOf({ ...placed, deprecated: true, score }), '1.2.0 · deprecated');
  const created = { ...event('com.example.order.created'), deprecated: true };
  assert.equal(descriptionOf({ ...created, use: 'com.example.order.placed' }), '1.0.0 · deprecated, use placed');
  assert.equal(spokenDescription({ ...created, use: 'org.other.order.placed' }), '1.0.0 · deprecated, use org.other.order.placed');
});

test('events are grouped by all but their last word, the newest version first', () => {
  const groups = groupedByDomain([
    event('com.example.order.shipped'),
    event('com.example.order.placed', '1.9.0'),
    event('com.example.order.placed', '1.10.0'),
    event('beat'),
    event('a/b'),
  ]);
  assert.deepEqual(
    groups.map(({ domain, events }) => [domain, ...events.map((each) => `${nameInDomain(each)} ${each.version}`)]),
    [
      ['', 'beat 1.0.0'],
      ['a', 'b 1.0.0'],
      ['com.example.order', 'placed 1.10.0', 'placed 1.9.0', 'shipped 1.0.0'],
    ],
  );
});
