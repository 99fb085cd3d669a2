import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sceneOf } from './check.testing.ts';
import { listed, mostListed } from './listed.ts';

const fields = (count: number): string => {
  const names = Array.from({ length: count }, (_, index) => `    field${index}: { description: One of many. }\n`);
  return `event: com.example.order.placed\nversion: 1.0.0\nsummary: Much.\ndata:\n  type: object\n  additionalProperties: false\n  properties:\n${names.join('')}    value: { type: string, description: Another. }\nsamples: [{ data: {} }]\n`;
};

function findingsOf(count: number) {
  const { snapshot, uri } = sceneOf({ 'a.event.yaml': fields(count) });
  return snapshot.check(uri);
}

test('of one rule a hundred findings are listed, and then how many more there are', () => {
  const found = findingsOf(1_500);
  const shown = listed(found);
  const untyped = shown.filter(({ rule }) => rule === 'type-safe/untyped-field');
  assert.deepEqual(untyped.slice(0, mostListed), found.filter(({ rule }) => rule === 'type-safe/untyped-field').slice(0, mostListed));
  const last = untyped.at(-1);
  assert.equal(untyped.length, mostListed + 1);
  assert.equal(last?.message, 'And 1,400 more of this rule in this file, from here on: they count, but are not listed.');
  assert.deepEqual([last?.severity, last?.pointer], ['error', `/data/properties/field${mostListed}`]);
  assert.deepEqual(shown.at(-1), found.at(-1), 'what other rules find is listed all the same');
});

test('where the line would stand for one finding, the finding stands there', () => {
  for (const count of [0, mostListed, mostListed + 1]) {
    const found = findingsOf(count);
    assert.equal(listed(found), found);
  }
});
