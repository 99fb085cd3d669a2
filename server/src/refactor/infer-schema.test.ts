import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultSteps } from '../schema/schema.ts';
import { openJsonSchema } from '../schema/json-schema/index.ts';
import { parse } from '../syntax/index.ts';
import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { createSource } from '../text/source.ts';
import { inferSchema } from './infer-schema.ts';

const read = (text: string): Tree => parse(createSource('file:///work/a.json', text), 'json');
const nodes = (...texts: readonly string[]): readonly Node[] => texts.flatMap((text) => read(text).documents[0] ?? []);
const inferred = (...texts: readonly string[]): unknown => inferSchema(nodes(...texts));

test('what all have is required, and what one of them has is a field', () => {
  assert.deepEqual(inferred('{ "a": 1, "b": "x" }', '{ "b": "y", "c": true }'), {
    type: 'object',
    required: ['b'],
    properties: { a: { type: 'integer' }, b: { type: 'string' }, c: { type: 'boolean' } },
  });
});

test('a format is one that every text has', () => {
  for (const [format, ...texts] of [
    ['uuid', '8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d'],
    ['date-time', '2026-01-07T10:00:00Z', '2026-01-07T10:00:00.123+01:00'],
    ['date', '2026-01-07'],
    ['time', '10:00:00Z'],
    ['email', 'ada@example.com'],
    ['ipv4', '192.0.2.1'],
    ['ipv6', '2001:db8::1'],
    ['uri', 'https://example.com/a', 'urn:isbn:123'],
    [undefined, '2026-01-07', '2026-01-07T10:00:00Z'],
    [undefined, '2026-01-07', ''],
    [undefined, 'sku:4711'],
    [undefined, '07/01/2026'],
    [undefined, '4711'],
  ] as const) {
    const expected = format === undefined ? { type: 'string' } : { type: 'string', format };
    assert.deepEqual(inferred(...texts.map((text) => JSON.stringify(text))), expected, texts.join());
  }
});

test('integers are those that are written as such, however large', () => {
  assert.deepEqual(inferred('1', '-12345678901234567890123'), { type: 'integer' });
  assert.deepEqual(inferred('1', '1.0'), { type: 'number' });
  assert.deepEqual(inferred('1e3'), { type: 'number' });
});

test('several types are a list, null among them', () => {
  assert.deepEqual(inferred('null', '"2026-01-07"'), { type: ['string', 'null'], format: 'date' });
  assert.deepEqual(inferred('null', 'true', '{ "a": 1 }'), {
    type: ['object', 'boolean', 'null'],
    required: ['a'],
    properties: { a: { type: 'integer' } },
  });
  assert.deepEqual(inferred('null'), { type: 'null' });
  assert.deepEqual(inferSchema([]), {});
});

test('the items of lists are one schema', () => {
  assert.deepEqual(inferred('[{ "a": 1 }, { "a": 2, "b": 3 }]', '[]'), {
    type: 'array',
    items: { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'integer' } } },
  });
  assert.deepEqual(inferred('[]'), { type: 'array' });
});

test('names that are data make a map', () => {
  assert.deepEqual(inferred('{ "4711": 1, "4712": 2, "4713": 3 }'), { type: 'object', additionalProperties: { type: 'integer' } });
  const record = JSON.stringify(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, 'x'])));
  assert.ok('properties' in inferSchema(nodes(record, record, record)));
  const sparse = Array.from({ length: 20 }, (_, index) => JSON.stringify({ [`a${index}`]: 1, [`b${index}`]: 2 }));
  assert.deepEqual(inferred(...sparse), { type: 'object', additionalProperties: { type: 'integer' } });
});

test('whatever the names, and of repeated keys the last', () => {
  const schema = inferSchema(nodes('{ "__proto__": 1, "constructor": "x", "a": 1, "a": true }'));
  assert.deepEqual(Object.entries(schema.properties as object), [
    ['__proto__', { type: 'integer' }],
    ['constructor', { type: 'string' }],
    ['a', { type: 'boolean' }],
  ]);
});

test('whatever it is made from fits it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 5 }), (values) => {
      const given = nodes(...values.map((value) => JSON.stringify(value)));
      const tree = read(JSON.stringify(inferSchema(given)));
      const root = tree.documents[0] as Node;
      const nowhere = { resolve: () => assert.fail() };
      const schema = openJsonSchema(root, tree, { uri: tree.source.uri, document: 0, pointer: '' }, nowhere, { assertFormats: true });
      for (const node of given) assert.deepEqual(schema.check(node, { steps: defaultSteps }), []);
      assert.deepEqual(schema.faults(), []);
    }),
  );
});
