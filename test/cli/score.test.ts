import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { event, folderOf, good, placed } from './cli.testing.ts';

const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const position = { type: 'object', additionalProperties: false, required: ['line', 'character'], properties: { line: count, character: count } };
const place = { file: text, document: count, pointer: { type: 'string', pattern: '^(/.*)?$' } };
const finding = {
  type: 'object',
  additionalProperties: false,
  required: ['file', 'document', 'rule', 'severity', 'message', 'range', 'pointer'],
  properties: {
    ...place,
    rule: text,
    severity: { enum: ['error', 'warning'] },
    message: text,
    range: { type: 'object', additionalProperties: false, required: ['start', 'end'], properties: { start: position, end: position } },
  },
};
const property = {
  type: 'object',
  additionalProperties: false,
  required: ['property', 'state', 'findings'],
  properties: {
    property: { enum: ['envelope', 'event-type', 'ambiguous-names', 'shared-names', 'parseable', 'type-safe'] },
    state: { enum: ['kept', 'broken', 'unknown'] },
    reason: text,
    findings: { type: 'array', items: finding },
  },
};
/** What programs may rely on, beside the contract of all that `check` says. */
const contract = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['file', 'document', 'pointer', 'kept', 'properties'],
    properties: {
      ...place,
      type: text,
      version: text,
      kept: { type: 'integer', minimum: 0, maximum: 6 },
      properties: { type: 'array', minItems: 6, maxItems: 6, items: property },
    },
  },
};
const fitsContract = new Ajv2020({ allErrors: true }).compile(contract);

interface Scored {
  readonly type?: string;
  readonly kept: number;
  readonly properties: readonly { readonly findings: readonly { readonly file: string; readonly rule: string }[] }[];
}

const files = {
  'a.event.yaml': placed,
  'b.event.yaml': placed.replaceAll('placed', 'paid'),
  'c.event.yaml': placed.replace('com.example.order.placed', '"com.example.order.Shipped To"'),
  'samples/a.json': event(good),
  'samples/b.json': event({ orderId: 1 }, { type: 'com.example.order.paid' }),
};

test('--score: which of the six properties each event has, those that lack most first', async () => {
  using folder = folderOf(files);
  const { code, stdout } = await folder.run(['check', '--score']);
  assert.equal(code, 1);
  assert.match(stdout, /^samples\/b\.json:\d+:\d+ error type-safe\/sample-mismatch\n/m);
  assert.deepEqual(stdout.split('\n').slice(-13), [
    '┌ envelope',
    '│ ┌ event-type',
    '│ │ ┌ ambiguous-names',
    '│ │ │ ┌ shared-names',
    '│ │ │ │ ┌ parseable',
    '│ │ │ │ │ ┌ type-safe',
    '– ✗ ✓ ✓ ✓ –  3 of 6  com.example.order.Shipped To 1.0.0',
    '✓ ✓ ✓ ✓ ✓ ✗  5 of 6  com.example.order.paid 1.0.0',
    '✓ ✓ ✓ ✓ ✓ ✓  6 of 6  com.example.order.placed 1.0.0',
    '',
    '✓ kept, ✗ broken, – unknown: nothing shows it, such as a sample',
    '1 of 3 events with all six properties',
    '',
  ]);
  assert.match((await folder.run(['check', '--score', 'samples'])).stdout, /\nThere is no event definition to score\.\n$/);
});

test('--score: of the given paths, with what is behind it wherever that lies', async () => {
  using folder = folderOf(files);
  const { code, stdout } = await folder.run(['check', '--score', '--format', 'json', 'b.event.yaml']);
  const { score, findings } = JSON.parse(stdout) as { readonly score: readonly Scored[]; readonly findings: readonly unknown[] };
  assert.equal(fitsContract(score), true, JSON.stringify(fitsContract.errors));
  assert.deepEqual([code, findings], [0, []]);
  assert.deepEqual(
    score.map(({ type, kept, properties }) => [type, kept, properties.flatMap((one) => one.findings.map(({ file, rule }) => [file, rule]))]),
    [['com.example.order.paid', 5, [['samples/b.json', 'type-safe/sample-mismatch']]]],
  );
});
