import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, problems, rootOf, told, treeOf } from '../schema.testing.ts';

test('numbers are judged by their digits', () => {
  const table: readonly (readonly [schema: string, value: string, fits: boolean])[] = [
    ['{type: integer}', '1.0', true],
    ['{type: integer}', '1e400', true],
    ['{type: integer}', '0.99999999999999999999', false],
    ['{const: 9007199254740993}', '9007199254740992', false],
    ['{const: 9007199254740993}', '9007199254740993.0', true],
    ['{maximum: 9007199254740992}', '9007199254740993', false],
    ['{multipleOf: 0.01}', '4.35', true],
    ['{multipleOf: 0.0001}', '0.00751', false],
    ['{enum: [1]}', '1.0', true],
    ['{uniqueItems: true}', '[1, 1.0]', false],
    ['{uniqueItems: true}', '[{"a": 1, "b": 2}, {"b": 2, "a": 1.0}]', false],
    ['{uniqueItems: true}', '[1, true, "1", [1], {"a": 1}]', true],
    ['{maxLength: 1}', '"😀"', true],
  ];
  for (const [schema, value, fits] of table) assert.equal(problems(open(schema), value, 'json').length === 0, fits, `${schema} ${value}`);
});

test('of two equal keys the last one counts', () => {
  const schema = open('{properties: {a: {type: string}}, maxProperties: 1}');
  assert.deepEqual(told(schema, '{"a": 1, "a": "x"}', 'json'), []);
  assert.deepEqual(told(schema, '{"a": "x", "a": 1}', 'json'), ['type /a']);
});

test('a mistake is told once, however many ways lead to the schema that finds it', () => {
  const level = (index: number) => `d${index}: {allOf: [{$ref: '#/$defs/d${index + 1}'}, {$ref: '#/$defs/d${index + 1}'}]}`;
  const levels = Array.from({ length: 10 }, (_, index) => level(index)).join(', ');
  assert.deepEqual(told(open(`{$ref: '#/$defs/d0', $defs: {${levels}, d10: {required: [a, b]}}}`), '{}'), ['required ', 'required ']);
});

test('a problem says where it is, in the value and in the schema', () => {
  const schema = open(
    'event: x\ndata: {properties: {lines: {items: {$ref: "#/$defs/line"}}}, $defs: {line: {required: [sku]}}}',
    {},
    {},
    { pointer: '/data' },
  );
  const [problem] = problems(schema, 'lines: [{sku: 1}, {}]');
  assert.equal(problem?.pointer, '/lines/1');
  assert.equal(problem?.property, 'sku');
  assert.deepEqual(problem?.schema, { uri: 'file:///work/schema.yaml', document: 0, pointer: '/data/$defs/line/required' });
});

test('the same budget stops at the same place', () => {
  const schema = open('{items: {type: string}}');
  const value = rootOf(treeOf('[1, 2, 3]'));
  const run = (steps: number): readonly string[] => schema.check(value, { steps }).map(({ keyword, pointer }) => `${keyword} ${pointer}`);
  assert.deepEqual(run(40), ['type /0', 'budget ']);
  assert.deepEqual(run(40), run(40));
  assert.deepEqual(run(1000), ['type /0', 'type /1', 'type /2']);
});

test('a schema that multiplies itself is stopped', () => {
  const defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`d${index}`, { allOf: [0, 1].map(() => ({ $ref: `#/$defs/d${index + 1}` })) }]),
  );
  const schema = open(JSON.stringify({ $ref: '#/$defs/d0', $defs: { ...defs, d40: { type: 'string' } } }));
  assert.deepEqual(told(schema, 'x'), ['budget ']);
  assert.deepEqual(schema.faults(), []);
});

test('a chain of references beyond every bound is stopped, whatever it goes through', () => {
  for (const link of ['$ref', 'allOf', 'anyOf', 'not']) {
    const to = (index: number): object => ({ $ref: `#/$defs/d${index}` });
    const wrap = (index: number): object => (link === '$ref' ? to(index) : { [link]: link === 'not' ? to(index) : [to(index)] });
    const defs = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`d${index}`, wrap(index + 1)]));
    const schema = open(JSON.stringify({ ...to(0), $defs: { ...defs, d3000: {} } }), {}, {}, { uri: 'file:///work/schema.json' });
    assert.deepEqual(told(schema, 'x'), ['budget '], link);
  }
});

test('the deepest value that is read is judged to its end', () => {
  const nested = '['.repeat(199) + '"x"' + ']'.repeat(199);
  const schema = open('{anyOf: [{type: number}, {type: array, items: {$ref: "#"}}]}');
  assert.deepEqual(problems(schema, nested.replace('"x"', '1'), 'json'), []);
  assert.equal(problems(schema, nested, 'json').length, 1);
});

test('what is known is told for names that are not', () => {
  const closed = open(
    '{allOf: [{properties: {orderId: true}}, {$ref: "#/$defs/x"}], unevaluatedProperties: false, $defs: {x: {properties: {name: true}}}}',
  );
  const [problem] = problems(closed, '{name: 1, ordrId: 2}');
  assert.equal(problem?.keyword, 'unevaluatedProperties');
  assert.equal(problem?.key?.value, 'ordrId');
  assert.deepEqual(problem?.known, ['orderId']);
});

test('formats are asserted only when asked for', () => {
  assert.deepEqual(told(open('{format: uuid}', {}, { assertFormats: false }), 'x'), []);
  assert.deepEqual(told(open('{format: uuid}', {}, { assertFormats: true }), 'x'), ['format ']);
  assert.deepEqual(told(open('{format: colour}', {}, { assertFormats: true }), 'x'), []);
});

test('a part that fails is not blamed a second time for being unknown', () => {
  const schema = open('{anyOf: [{properties: {a: {type: string}}, required: [a]}, {required: [zzz]}], unevaluatedProperties: false}');
  assert.deepEqual(told(schema, 'a: 1'), ['anyOf ']);
});

test("a misspelt type is the schema's mistake, and no value is blamed for it", () => {
  assert.deepEqual(told(open('{type: strng}'), '1', 'json'), []);
  assert.deepEqual(told(open('{type: [strng, "null"]}'), '1', 'json'), []);
});
