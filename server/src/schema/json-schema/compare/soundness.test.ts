import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonSchema } from '../index.ts';
import { open, problems } from '../../schema.testing.ts';
import { createPatterns } from '../patterns.ts';
import { compareSchemas } from './index.ts';

/*
 * The promise: where nothing is told, every value of the one side fits the other side. Schemas are made at random, most often one as
 * a change of the other, and values are judged by our interpreter and by ajv. `strict` counts as sent what open objects leave room
 * for: that is what every validator takes, and so what can be tested this way.
 */
const name = fc.constantFrom('a', 'b', 'c');
const scalar = fc.constantFrom<unknown>(null, true, false, -1, 0, 0.5, 1, 2, 3, 10, '', 'a', 'b', 'ab', 'abc', '😀');
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: scalar, weight: 4 },
    { arbitrary: fc.array(tie('value'), { maxLength: 4 }), weight: 2 },
    { arbitrary: fc.dictionary(name, tie('value'), { maxKeys: 3 }), weight: 3 },
  ),
}));
const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
const small = fc.nat({ max: 3 });

type SchemaValue = { readonly [keyword: string]: unknown } | boolean;

const { schema } = fc.letrec<{ schema: SchemaValue }>((tie) => {
  const one = tie('schema');
  const map = fc.dictionary(name, one, { maxKeys: 3 });
  const list = fc.array(one, { minLength: 1, maxLength: 3 });
  const keywords = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.array(value, { minLength: 1, maxLength: 3 }),
    const: value,
    minimum: fc.constantFrom(-1, 0, 1.5, 2),
    maximum: fc.constantFrom(-1, 0, 1.5, 2),
    exclusiveMinimum: fc.constantFrom(0, 1),
    exclusiveMaximum: fc.constantFrom(1, 3),
    multipleOf: fc.constantFrom(0.5, 1, 2),
    minLength: small,
    maxLength: small,
    pattern: fc.constantFrom('^a', 'b$', '^.$', '[abc]'),
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
    contains: one,
    minContains: small,
    maxContains: small,
    minProperties: small,
    maxProperties: small,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    properties: map,
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c', '.'), one, { maxKeys: 2 }),
    additionalProperties: one,
    propertyNames: one,
    prefixItems: list,
    items: one,
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 2 }),
    dependentSchemas: map,
    unevaluatedProperties: one,
    unevaluatedItems: one,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: one,
    if: one,
    then: one,
    else: one,
  };
  const some = fc.subarray(Object.keys(keywords) as (keyof typeof keywords)[], { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { arbitrary: fc.boolean(), weight: 1 },
      { arbitrary: some.chain((names) => fc.record(Object.fromEntries(names.map((each) => [each, keywords[each]])))), weight: 6 },
    ),
  };
});

/** Two schemas, of which one often is the other with a keyword more, less or changed somewhere. */
const pair = fc.oneof(
  fc.tuple(schema, schema),
  fc
    .tuple(schema, schema, fc.infiniteStream(fc.nat({ max: 5 })))
    .map(([one, other, choices]): [SchemaValue, SchemaValue] => [one, mix(one, other, choices) as SchemaValue]),
  fc.tuple(schema, schema).map(([one, other]): [SchemaValue, SchemaValue] => [{ allOf: [one, other] }, one]),
  fc.tuple(schema, schema).map(([one, other]): [SchemaValue, SchemaValue] => [one, { anyOf: [one, other] }]),
);

function mix(one: unknown, other: unknown, choices: Iterator<number>): unknown {
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return choices.next().value === 0 ? other : one;
  const mixed = Object.entries(one).flatMap(([key, inner]) => {
    const choice = choices.next().value;
    const counterpart = typeof other === 'object' && other !== null ? (other as Record<string, unknown>)[key] : undefined;
    if (choice === 0) return [];
    return [[key, choice === 1 && counterpart !== undefined ? counterpart : mix(inner, counterpart, choices)]];
  });
  return Object.fromEntries(mixed);
}

const options = { patterns: createPatterns(undefined), assertFormats: true, strict: true };

test('where nothing is told, every value of the one side fits the other', () => {
  let sent = 0;
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 8, maxLength: 16 }), ([older, newer], values) => {
      const { changes, one, other } = compared(older, newer);
      if (changes.length > 0) return;
      const taken = values.map((each) => JSON.stringify(each)).filter((each) => fits(one, each));
      sent += taken.length;
      assert.deepEqual(
        taken.filter((each) => !fits(other, each)),
        [],
        `${JSON.stringify(older)} → ${JSON.stringify(newer)}`,
      );
    }),
    { seed: 20_260_115, numRuns: 2500 },
  );
  assert.ok(sent > 5000, `only ${sent} values were sent`);
});

test('ajv takes those values, too', () => {
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 8, maxLength: 16 }), ([older, newer], values) => {
      if (compared(older, newer).changes.length > 0) return;
      assert.ok(!ajvBreaks(older, newer, values), `${JSON.stringify(older)} → ${JSON.stringify(newer)}`);
    }),
    { seed: 20_260_116, numRuns: 120 },
  );
});

// Not every break lies among a few thousand small values, and some random schemas take no value at all.
test('what is told to be certain is shown by a value, nearly always', () => {
  const values = fc.sample(value, { seed: 20_260_117, numRuns: 1500 }).map((each) => JSON.stringify(each));
  let [certain, shown] = [0, 0];
  for (const [older, newer] of fc.sample(pair, { seed: 20_260_118, numRuns: 1500 })) {
    const { changes, one, other } = compared(older, newer);
    if (!changes.some((change) => change.certain)) continue;
    certain++;
    if (values.some((each) => fits(one, each) && !fits(other, each))) shown++;
  }
  assert.ok(certain > 150 && shown > certain * 0.9, `${shown} of ${certain} are shown`);
});

function compared(older: SchemaValue, newer: SchemaValue) {
  const [one, other] = [older, newer].map((each) => open(JSON.stringify(each), {}, {}, { uri: 'file:///work/schema.json' }) as JsonSchema);
  assert.ok(one && other);
  return { one, other, changes: compareSchemas(other.root, one.root, 'backward', { steps: 200_000 }, options) };
}

const fits = (schema: JsonSchema, text: string): boolean => problems(schema, text, 'json').length === 0;

function ajvBreaks(older: SchemaValue, newer: SchemaValue, values: readonly unknown[]): boolean {
  try {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    const [takesOld, takesNew] = [ajv.compile(older), ajv.compile(newer)];
    return values.some((each) => takesOld(each) && !takesNew(each));
  } catch {
    // What breaks the meta-schema, such as an `enum` that repeats itself, ajv does not compile.
    return false;
  }
}
