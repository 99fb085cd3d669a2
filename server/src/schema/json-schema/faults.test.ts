import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../schema.testing.ts';

/** A schema, and for each fault its kind, its place and what it says. */
const table: readonly (readonly [schema: string, ...faults: string[]])[] = [
  ['{type: strin}', 'invalid /type "strin" is not one of: array, boolean, integer, null, number, object, string. Did you mean "string"?'],
  ['{minLength: -1}', 'invalid /minLength `minLength` must be at least 0; this is -1.'],
  ['{required: orderId}', 'invalid /required `required` must be a list; this is the text "orderId". Put it into a list.'],
  ['{properties: {a: {maximum: "5"}}}', 'invalid /properties/a/maximum `maximum` must be a number; this is the text "5". Remove the quotes.'],
  ['{proprties: {}}', 'unknown-keyword /proprties `proprties` is no keyword of JSON Schema 2020-12, so it has no effect. Did you mean `properties`?'],
  ['{x-unit: kg, example: 1, unit: m, whatever: 2}'],
  ['{minimum: 5, maximum: 4}', 'impossible /minimum Nothing fits: `minimum` is 5, which is more than `maximum`, 4.'],
  ['{enum: []}', 'impossible /enum Nothing fits: `enum` lists no value.'],
  ['{type: string, const: 5}', 'impossible /const Nothing fits: `const` has no value of the type string.'],
  [
    '{properties: {orderId: true}, required: [orderid], additionalProperties: false}',
    'impossible /required/0 `orderid` is required, but `additionalProperties: false` forbids it, because it is not under `properties`. Did you mean `orderId`?',
  ],
  [
    '{$schema: "http://json-schema.org/draft-07/schema#", properties: {a: {$ref: "#/definitions/b", description: x, minLength: 2}}, definitions: {b: {}}}',
    'ref-siblings /properties/a/minLength `minLength` has no effect beside `$ref`: up to draft-07 everything beside `$ref` is ignored. Put both into an `allOf`, or use draft 2019-09 or later.',
  ],
  [
    '{$schema: "https://elsewhere.example/my-draft"}',
    'unknown-dialect /$schema "https://elsewhere.example/my-draft" is no draft of JSON Schema that is known here, and no meta-schema in this workspace. The schema is read as 2020-12.',
  ],
  [
    '{pattern: "(a+)+"}',
    'slow-pattern /pattern "(a+)+" can take very long, because parts of it that repeat can share out one text in many ways. Let each round begin with a character of its own.',
  ],
  [
    '{type: object, properties: {a: {type: [string, "null"], format: date-time, examples: ["2026-01-07T10:00:00Z"]}}, additionalProperties: false, required: [a]}',
  ],
  [
    '{properties: {a: {format: date-time, examples: [x]}}}',
    'example /properties/a/examples/0 This example must be a date and time such as 2026-01-07T10:00:00Z; this is "x".',
  ],
];

test('tells what the author of a schema got wrong', () => {
  for (const [schema, ...faults] of table) {
    const found = open(schema)
      .faults()
      .map(({ kind, place, message }) => `${kind} ${place.pointer} ${message}`);
    assert.deepEqual(found, faults, schema);
  }
});

test('speaks of an inline schema by its place in the file', () => {
  const [fault] = open('event: x\ndata: {type: strin}', {}, {}, { pointer: '/data' }).faults();
  assert.equal(fault?.place.pointer, '/data/type');
});
