import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { tries } from '../../text/effort.testing.ts';
import { open, problems, rootOf, treeOf } from '../schema.testing.ts';
import { keyOf } from './equality.ts';

/**
 * ajv judges the same values by the same schemas. Where both disagree the difference stands here with its reason, or it is a
 * mistake of ours.
 */
const knownDifferences: readonly { readonly reason: string; applies(schema: string, value: string): boolean }[] = [
  {
    reason: 'ajv divides as doubles and accepts what is near to a multiple; we divide by digits.',
    applies: (schema, value) => schema.includes('"multipleOf":0.') && /\d\.\d/.test(value),
  },
  {
    reason: 'Beside a list of schemas for the first items, ajv lets lists pass `contains` that have nothing of the kind; the official tests do not.',
    applies: (schema, value) => /"(?:items|prefixItems)":\[/.test(schema) && schema.includes('"contains":') && value.includes('['),
  },
  {
    reason: 'ajv does not count as looked at what `contains` has found (2020-12 core, 10.3.1.3); the official tests do.',
    applies: (schema) => schema.includes('"contains":') && schema.includes('"unevaluatedItems":'),
  },
  {
    reason: 'ajv counts as looked at what a branch looked at that did not fit (2020-12 core, 7.7.1.2: its annotations are dropped).',
    applies: (schema) => /"unevaluated(Items|Properties)".*"unevaluated\1"/.test(schema) && /"(?:anyOf|oneOf|not|if)"/.test(schema),
  },
];

/** The same cases in every run: a new difference is a change of ours, not luck. */
const runs = { seed: 20_260_107, numRuns: tries(60, 300) };

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

for (const draft of ['2020-12', 'draft-07'] as const) {
  test(`judges as ajv does, by ${draft}`, () => {
    let fitting = 0;
    let failing = 0;
    fc.assert(
      fc.property(schemaOf(draft), fc.array(value, { minLength: 6, maxLength: 12 }), (schema, values) => {
        const text = JSON.stringify(schema);
        const ajv = draft === '2020-12' ? new Ajv2020(options) : new Ajv(options);
        const validate = ajv.compile(JSON.parse(text));
        const ours = open(text, {}, draft === '2020-12' ? {} : { dialect: 'http://json-schema.org/draft-07/schema#' }, {
          uri: 'file:///work/schema.json',
        });
        for (const each of values) {
          const told = JSON.stringify(each);
          const theirs = validate(JSON.parse(told));
          const fits = problems(ours, told, 'json').length === 0;
          if (fits === theirs || knownDifferences.some(({ applies }) => applies(text, told))) {
            if (fits) fitting++;
            else failing++;
          } else assert.fail(`${text} ${told}: ajv says ${theirs}, we say ${fits}`);
        }
      }),
      runs,
    );
    assert.ok(fitting > runs.numRuns && failing > runs.numRuns, `one-sided: ${fitting} fit, ${failing} do not`);
  });
}

/** Equal for values that ajv holds for duplicates. */
function keyOfValue(each: unknown): string {
  return keyOf(rootOf(treeOf(JSON.stringify(each), undefined, 'json')));
}

const options = { strict: false, validateFormats: false, logger: false, allErrors: false } as const;

function schemaOf(draft: '2020-12' | 'draft-07'): fc.Arbitrary<object | boolean> {
  const modern = draft === '2020-12';
  return fc.letrec<{ schema: object | boolean }>((tie) => {
    const schema = tie('schema');
    const map = fc.dictionary(name, schema, { maxKeys: 3 });
    const list = fc.array(schema, { minLength: 1, maxLength: 3 });
    const common = {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })),
      enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: keyOfValue }),
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
      contains: schema,
      minProperties: small,
      maxProperties: small,
      required: fc.uniqueArray(name, { maxLength: 2 }),
      properties: map,
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c', '.'), schema, { maxKeys: 2 }),
      additionalProperties: schema,
      propertyNames: schema,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: schema,
      if: schema,
      then: schema,
      else: schema,
    };
    const own = modern
      ? {
          prefixItems: list,
          items: schema,
          minContains: small,
          maxContains: small,
          dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 2 }),
          dependentSchemas: map,
          unevaluatedProperties: schema,
          unevaluatedItems: schema,
        }
      : {
          items: fc.oneof(schema, list),
          additionalItems: schema,
          dependencies: fc.dictionary(name, fc.oneof(schema, fc.uniqueArray(name, { maxLength: 2 })), { maxKeys: 2 }),
        };
    const keywords = { ...common, ...own } as Readonly<Record<string, fc.Arbitrary<unknown>>>;
    // Few keywords at once, or nothing would fit; each as likely as any other.
    const some = fc
      .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 3 })
      .chain((names) => fc.record(Object.fromEntries(names.map((key) => [key, keywords[key] ?? fc.constant(true)]))));
    return {
      schema: fc.oneof({ depthSize: 'small', withCrossShrink: true }, { arbitrary: fc.boolean(), weight: 1 }, { arbitrary: some, weight: 6 }),
    };
  }).schema;
}
