import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixFor, type FixPlan } from './fix-for.ts';
import { defaultSteps } from './schema.ts';
import { open, rootOf, treeOf } from './schema.testing.ts';

/** A schema, a value, and what would mend it. */
const table: readonly (readonly [schema: string, value: string, ...plans: string[]])[] = [
  ['{properties: {n: {type: integer}}}', 'n: "42"', 'convert /n number 42'],
  ['{properties: {n: {type: integer}}}', 'n: "4.5"'],
  ['{properties: {v: {type: string}}}', 'v: 1.10', 'convert /v string "1.10"'],
  ['{properties: {v: {anyOf: [{type: string}, {type: "null"}]}}}', 'v: 5', 'convert /v string "5"'],
  ['{properties: {b: {type: boolean}}}', 'b: no', 'convert /b boolean false'],
  ['{properties: {l: {type: array}}}', 'l: red', 'convert /l array [red]'],
  ['{properties: {orderId: true}, additionalProperties: false}', 'ordrId: 1', 'rename-key /ordrId orderId', 'remove-property /ordrId'],
  ['{properties: {s: {enum: [placed, shipped]}}}', 's: shiped', 'replace-value /s shipped'],
  ['{properties: {s: {enum: [placed, shipped]}}}', 's: lost'],
  ['{properties: {s: {oneOf: [{const: red}, {const: blue}]}}}', 's: bleu', 'replace-value /s blue'],
  ['{properties: {k: {const: card}}}', 'k: crd', 'replace-value /k card'],
  ['{properties: {o: {required: [sku]}}}', 'o: {}', 'add-property /o sku'],
  ['{anyOf: [{required: [a]}, {required: [b]}]}', 'c: 1'],
  ['{properties: {n: {minimum: 3}}}', 'n: 1'],
];

test('plans the mends that leave no choice', () => {
  for (const [schema, value, ...plans] of table) {
    const tree = treeOf(value);
    const found = open(schema)
      .check(rootOf(tree), { steps: defaultSteps })
      .flatMap((problem) => fixFor(problem, tree));
    assert.deepEqual(found.map(spelled), plans, `${schema} ${value}`);
  }
});

function spelled(plan: FixPlan): string {
  switch (plan.kind) {
    case 'convert':
      return `convert ${plan.pointer} ${plan.to} ${plan.text}`;
    case 'rename-key':
      return `rename-key ${plan.pointer} ${plan.to}`;
    case 'replace-value':
      return `replace-value ${plan.pointer} ${'value' in plan.value ? plan.value.value : plan.value.kind}`;
    case 'add-property':
      return `add-property ${plan.pointer} ${plan.name}`;
    case 'remove-property':
      return `remove-property ${plan.pointer}`;
  }
}
