import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../schema.testing.ts';

const order = `
type: object
required: [orderId, lines]
properties:
  orderId: { type: string, format: uuid, description: The order. }
  total: { $ref: ./money.yaml }
  status: { enum: [placed, shipped] }
  lines:
    type: array
    items: { $ref: '#/$defs/line' }
  payment:
    oneOf:
      - { type: object, required: [kind], properties: { kind: { const: card }, number: { type: string } } }
      - { type: object, required: [kind], properties: { kind: { const: cash }, given: { type: integer } } }
allOf:
  - { properties: { note: { anyOf: [{ type: string }, { type: "null" }] } }, required: [note] }
$defs:
  line:
    properties:
      sku: { type: string }
      weight: { type: number, x-unit: kg }
      parts: { items: { $ref: '#/$defs/line' } }
`;
const files = { 'file:///work/money.yaml': '{type: object, required: [cents], properties: {cents: {type: integer, unit: EUR-cent}}}' };

test('lists the fields through references, parts, branches and items', () => {
  const found = open(order, files)
    .fields()
    .map(({ path, types, required, shared, unit, format }) =>
      [path, types.join('|'), required && 'required', shared && 'shared', unit, format].filter(Boolean).join(' '),
    );
  assert.deepEqual(found, [
    'orderId string required uuid',
    'total object',
    'total/cents integer required shared EUR-cent',
    'status string',
    'lines array required',
    'lines/[]/sku string',
    'lines/[]/weight number kg',
    'lines/[]/parts',
    'payment object',
    'payment/kind string',
    'payment/number string',
    'payment/given integer',
    'note string|null required',
  ]);
});

test('a field knows its place, its values and its schema', () => {
  const fields = open(order, files).fields();
  const kind = fields.find(({ path }) => path === 'payment/kind');
  assert.deepEqual(kind?.enum, ['card', 'cash']);
  assert.ok(kind?.hasConst);
  assert.equal(fields.find(({ path }) => path === 'lines/[]/sku')?.place.pointer, '/$defs/line/properties/sku');
  assert.equal(fields.find(({ path }) => path === 'total/cents')?.place.uri, 'file:///work/money.yaml');
  const same = open('properties: {a: {type: string, maxLength: 3}, b: {maxLength: 3.0, type: string}, c: {type: string}}').fields();
  assert.equal(same[0]?.digest, same[1]?.digest);
  assert.notEqual(same[0]?.digest, same[2]?.digest);
});

test('ends on schemas that describe themselves many times over', () => {
  const to = (index: number): object => ({ $ref: `#/$defs/d${index % 300}` });
  const named = (index: number): [string, object] => [
    `d${index}`,
    { properties: Object.fromEntries([1, 2, 3, 4].map((n) => [`p${n}`, { oneOf: [to(index * 7 + n), to(index + n * 13)] }])) },
  ];
  const schema = open(JSON.stringify({ ...to(0), $defs: Object.fromEntries(Array.from({ length: 300 }, (_, index) => named(index))) }));
  assert.ok(schema.fields().length > 100);
});

test('tells what may stand at a place, in every branch, required names first', () => {
  const schema = open(order, files);
  const names = (pointer: string): readonly string[] =>
    schema.at(pointer).flatMap(({ properties }) => properties.map(({ name, required }) => (required ? `${name}!` : name)));
  assert.deepEqual(names(''), ['orderId!', 'lines!', 'total', 'status', 'payment', 'note!']);
  assert.deepEqual(names('/lines/3'), ['sku', 'weight', 'parts']);
  assert.deepEqual(names('/lines/3/parts/0'), ['sku', 'weight', 'parts']);
  assert.deepEqual(names('/payment'), ['kind!', 'number', 'kind!', 'given']);
  assert.deepEqual(names('/total'), ['cents!']);
  assert.deepEqual(schema.at('/nowhere'), []);
  const [total] = schema.at('').flatMap(({ properties }) => properties.filter(({ name }) => name === 'total'));
  assert.equal(total?.place.uri, 'file:///work/money.yaml');
});
