import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Direction } from '../../../model/change.ts';
import { explainChange } from '../../explain/change.ts';
import { open } from '../../schema.testing.ts';
import { defaultSteps, type SchemaOptions } from '../../schema.ts';

/** What is told of a change from one schema to another, `?` before what is not certain. */
function told(breaks: Direction, older: string, newer: string, options: Partial<SchemaOptions> = {}): readonly string[] {
  const changes = open(newer, {}, options).compare(open(older, {}, options), breaks, { steps: defaultSteps });
  return changes.map((change) => `${change.certain ? '' : '? '}${change.at.place.pointer}: ${explainChange(change, '1.0.0')}`);
}

const backward = (older: string, newer: string): readonly string[] => told('backward', older, newer);
const forward = (older: string, newer: string): readonly string[] => told('forward', older, newer);

const order = (properties: string, more = '') => `{ type: object, ${more} properties: { ${properties} } }`;

interface Row {
  readonly change: string;
  readonly older: string;
  readonly newer: string;
  readonly backward?: string;
  readonly forward?: string;
}

const rows: readonly Row[] = [
  { change: 'nothing', older: order('a: { type: string }'), newer: order('a: { type: string, description: A letter. }') },
  {
    change: 'a new required field',
    older: order('a: { type: string }'),
    newer: order('a: { type: string }, b: { type: string }', 'required: [b],'),
    backward: '/required/0: `b` is required now, and events of 1.0.0 may lack it.',
  },
  {
    change: 'a required field is gone',
    older: order('a: { type: string }, b: { type: string }', 'required: [b],'),
    newer: order('a: { type: string }'),
    forward: '/properties: `b` may be absent now, and consumers of 1.0.0 expect it.',
  },
  {
    change: 'a required field may be absent',
    older: order('a: { type: string }', 'required: [a],'),
    newer: order('a: { type: string }'),
    forward: '/properties/a: `a` may be absent now, and consumers of 1.0.0 expect it.',
  },
  {
    change: 'a new optional field in an open object',
    older: order('a: { type: string }'),
    newer: order('a: { type: string }, b: { type: integer }'),
  },
  {
    change: 'an optional field of an open object is gone',
    older: order('a: { type: string }, b: { type: integer }'),
    newer: order('a: { type: string }'),
  },
  {
    change: 'a new optional field in a closed object',
    older: order('a: { type: string }', 'additionalProperties: false,'),
    newer: order('a: { type: string }, b: { type: integer }', 'additionalProperties: false,'),
    forward: '/properties/b: `b` is new, and consumers of 1.0.0 allow no fields that they do not know.',
  },
  {
    change: 'an optional field of a closed object is gone',
    older: order('a: { type: string }, b: { type: integer }', 'additionalProperties: false,'),
    newer: order('a: { type: string }', 'additionalProperties: false,'),
    backward: '/properties: `b` is not allowed any more, and events of 1.0.0 may hold it.',
  },
  {
    change: 'an open object is closed',
    older: order('a: { type: string }'),
    newer: order('a: { type: string }', 'additionalProperties: false,'),
    backward: '? /additionalProperties: No other fields are allowed now, and events of 1.0.0 may hold some.',
  },
  {
    change: 'a closed object is opened',
    older: order('a: { type: string }', 'additionalProperties: false,'),
    newer: order('a: { type: string }'),
    forward: '? /type: Other fields are allowed now, and consumers of 1.0.0 allow none.',
  },
  {
    change: 'a whole number becomes any number',
    older: order('a: { type: integer }'),
    newer: order('a: { type: number }'),
    forward: '/properties/a/type: `a` may be a number now, and consumers of 1.0.0 expect a whole number.',
  },
  {
    change: 'a number becomes a text',
    older: order('a: { type: number }'),
    newer: order('a: { type: string }'),
    backward: '/properties/a/type: `a` must be a text now, and events of 1.0.0 may hold a number.',
    forward: '/properties/a/type: `a` may be a text now, and consumers of 1.0.0 expect a number.',
  },
  {
    change: 'a field may be null',
    older: order('a: { type: string }'),
    newer: order('a: { type: [string, "null"] }'),
    forward: '/properties/a/type: `a` may be null now, and consumers of 1.0.0 expect a text.',
  },
  {
    change: 'nullable, said in another way',
    older: order('a: { type: [string, "null"] }'),
    newer: order('a: { anyOf: [{ type: string }, { type: "null" }] }'),
  },
  {
    change: 'one value less',
    older: order('a: { enum: [red, green, blue] }'),
    newer: order('a: { enum: [red, green] }'),
    backward: '/properties/a/enum: `a` cannot be "blue" any more, and events of 1.0.0 may say so.',
  },
  {
    change: 'one value more',
    older: order('a: { enum: [red, green] }'),
    newer: order('a: { enum: [red, green, blue] }'),
    forward: '/properties/a/enum/2: `a` may be "blue" now, and consumers of 1.0.0 do not know that.',
  },
  {
    change: 'a bound is tightened',
    older: order('a: { type: integer, minimum: 0 }'),
    newer: order('a: { type: integer, minimum: 1 }'),
    backward: '/properties/a/minimum: `a` must be at least 1 now; in 1.0.0 it had to be at least 0.',
  },
  { change: 'a bound in other words', older: order('a: { type: integer, minimum: 1 }'), newer: order('a: { type: integer, exclusiveMinimum: 0 }') },
  {
    change: 'a bound is dropped',
    older: order('a: { type: string, maxLength: 20 }'),
    newer: order('a: { type: string }'),
    forward: '/properties/a: `a` need not have at most 20 characters any more, and consumers of 1.0.0 expect it to.',
  },
  {
    change: 'a format is added',
    older: order('a: { type: string }'),
    newer: order('a: { type: string, format: uuid }'),
    backward: '/properties/a/format: `a` must have the format `uuid` now; 1.0.0 did not ask for that.',
  },
  {
    change: 'a narrower format',
    older: order('a: { type: string, format: uri }'),
    newer: order('a: { type: string, format: uri-reference }'),
    forward: '/properties/a/format: `a` must have the format `uri-reference` now, and consumers of 1.0.0 expect it to have the format `uri`.',
  },
  {
    change: 'another pattern',
    older: order("a: { type: string, pattern: '^[A-Z]{3}-\\d{4}$' }"),
    newer: order("a: { type: string, pattern: '^[A-Z]{3}-\\d{4,6}$' }"),
    backward:
      '? /properties/a/pattern: `a` must match `^[A-Z]{3}-\\d{4,6}$` now; in 1.0.0 it had to match `^[A-Z]{3}-\\d{4}$`. Whether anything breaks by that cannot be told from the schemas.',
    forward:
      '? /properties/a/pattern: `a` must match `^[A-Z]{3}-\\d{4,6}$` now, and consumers of 1.0.0 expect it to match `^[A-Z]{3}-\\d{4}$`. Whether anything breaks by that cannot be told from the schemas.',
  },
  {
    change: 'another unit',
    older: order('a: { type: integer, x-unit: EUR-cent }'),
    newer: order('a: { type: integer, x-unit: EUR }'),
    backward: '/properties/a/x-unit: The unit of `a` was `EUR-cent` in 1.0.0 and is `EUR` now: the same number means something else.',
    forward: '/properties/a/x-unit: The unit of `a` was `EUR-cent` in 1.0.0 and is `EUR` now: the same number means something else.',
  },
  {
    change: 'a change behind a reference',
    older: `{ $ref: '#/$defs/Order', $defs: { Order: ${order('lines: { type: array, items: { $ref: "#/$defs/Line" } }')}, Line: ${order('sku: { type: string }')} } }`,
    newer: `{ $ref: '#/$defs/Order', $defs: { Order: ${order('lines: { type: array, items: { $ref: "#/$defs/Line" } }')}, Line: ${order('sku: { type: integer }')} } }`,
    backward: '/$defs/Line/properties/sku/type: `sku` must be a whole number now, and events of 1.0.0 may hold a text.',
    forward: '/$defs/Line/properties/sku/type: `sku` may be a whole number now, and consumers of 1.0.0 expect a text.',
  },
  {
    change: 'inline instead of a reference',
    older: `{ type: object, properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: string } } }`,
    newer: order('a: { type: string }'),
  },
  {
    change: 'a schema that refers to itself',
    older: `{ $defs: { Node: { type: object, required: [v], properties: { v: { type: integer }, next: { $ref: '#/$defs/Node' } } } }, $ref: '#/$defs/Node' }`,
    newer: `{ $defs: { Node: { type: object, required: [v], properties: { v: { type: number }, next: { $ref: '#/$defs/Node' } } } }, $ref: '#/$defs/Node' }`,
    forward: '/$defs/Node/properties/v/type: `v` may be a number now, and consumers of 1.0.0 expect a whole number.',
  },
  {
    change: 'one alternative more, told apart by its mark',
    older: `{ oneOf: [${payment('card', 'number: { type: string }')}, ${payment('iban', 'iban: { type: string }')}] }`,
    newer: `{ oneOf: [${payment('card', 'number: { type: string }')}, ${payment('iban', 'iban: { type: string }')}, ${payment('cash', '')}] }`,
    forward: '/oneOf/2: The data may be what fits none of the alternatives that consumers of 1.0.0 know.',
  },
  {
    change: 'a change inside of one alternative',
    older: `{ oneOf: [${payment('card', 'number: { type: string }')}, ${payment('iban', 'iban: { type: string }')}] }`,
    newer: `{ oneOf: [${payment('card', 'number: { type: string }')}, ${payment('iban', 'iban: { type: integer }')}] }`,
    backward: '/oneOf/1/properties/iban/type: `iban` must be a whole number now, and events of 1.0.0 may hold a text.',
    forward: '/oneOf/1/properties/iban/type: `iban` may be a whole number now, and consumers of 1.0.0 expect a text.',
  },
  { change: 'a type for a schema that speaks of objects', older: '{ properties: { a: { type: string } } }', newer: order('a: { type: string }') },
  {
    change: 'a field that was untyped',
    older: order('a: { description: Anything. }'),
    newer: order('a: { type: string }'),
    backward: '? /properties/a/type: `a` must be a text now; 1.0.0 left it open.',
  },
  {
    change: 'names that every object has',
    older: order('constructor: { type: string }, __proto__: { type: string }'),
    newer: order('constructor: { type: string }'),
  },
  {
    change: 'a schema of draft 4',
    older:
      '{ $schema: "http://json-schema.org/draft-04/schema#", type: object, properties: { a: { type: integer, minimum: 0, exclusiveMinimum: true } } }',
    newer: order('a: { type: integer, minimum: 1 }'),
  },
  {
    change: 'the first items of a list in draft 7',
    older: '{ $schema: "http://json-schema.org/draft-07/schema#", type: array, items: [{ type: string }], additionalItems: false }',
    newer: '{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false }',
    forward: '/prefixItems: The data may hold more items now than consumers of 1.0.0 take.',
  },
];

function payment(kind: string, properties: string): string {
  return `{ type: object, required: [kind], properties: { kind: { const: ${kind} }${properties && `, ${properties}`} } }`;
}

for (const row of rows) {
  test(`${row.change}`, () => {
    assert.deepEqual(
      { backward: backward(row.older, row.newer), forward: forward(row.older, row.newer) },
      { backward: row.backward ? [row.backward] : [], forward: row.forward ? [row.forward] : [] },
    );
  });
}

test('a comparison that takes too many steps says so', () => {
  const wide = (type: string) => order(Array.from({ length: 400 }, (_, index) => `f${index}: { type: ${type} }`).join(', '));
  const changes = open(wide('integer')).compare(open(wide('string')), 'backward', { steps: 300 });
  assert.equal(changes.at(-1)?.keyword, 'budget');
});

test('choices that multiply end at the budget, and nothing is claimed', () => {
  const choice = (name: string) => `{ anyOf: [${[1, 2, 3, 4].map((limit) => `{ properties: { ${name}: { maximum: ${limit} } } }`).join(', ')}] }`;
  const many = (bound: number) =>
    `{ type: object, allOf: [${Array.from({ length: 20 }, (_, index) => choice(`f${index}`)).join(', ')}], minProperties: ${bound} }`;
  const changes = open(many(2)).compare(open(many(1)), 'backward', { steps: 20_000 });
  assert.ok(changes.length > 0);
});

test('a chain of references that is too long does not end the process', () => {
  const chain = (last: string) =>
    `{ $ref: '#/$defs/d0', $defs: { ${Array.from({ length: 3000 }, (_, index) => `d${index}: { $ref: '#/$defs/d${index + 1}' }`).join(', ')}, d3000: { type: ${last} } } }`;
  const changes = open(chain('integer')).compare(open(chain('string')), 'backward', { steps: defaultSteps });
  assert.ok(changes.length > 0);
});
