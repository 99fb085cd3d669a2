import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textOf, get } from '../syntax/node.ts';
import { parse } from '../syntax/index.ts';
import { tries } from '../text/effort.testing.ts';
import { createSource } from '../text/source.ts';
import { yamlScalar } from './scalar.ts';

const read = (text: string) => parse(createSource('file:///a.yaml', text));

const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'yes',
    'No',
    'null',
    '~',
    '',
    ' ',
    '1.0',
    '1e3',
    '0x1F',
    '2026-01-07',
    'a: b',
    'a #b',
    '- a',
    '&a',
    '*a',
    '!a',
    '"',
    "'",
    'a,',
    'a]',
    '{',
    '|',
    '>',
    '%',
    '@',
    '`',
    'a\nb',
    '---',
    '...',
    '=',
    '<<',
    '.5',
    '.inf',
    '\u2028',
    '\u0085',
    '\ufeff',
    'é',
    'a  b',
    'a ',
  ),
);

test('whatever is written is read as the same text, in blocks and in brackets', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      fc.pre(text.isWellFormed());
      for (const [flow, written] of [
        [false, `key: ${yamlScalar(text, false)}\n`],
        [true, `{ key: ${yamlScalar(text, true)}, other: 1 }\n`],
      ] as const) {
        const tree = read(written);
        assert.deepEqual(tree.faults, [], written);
        assert.equal(textOf(get(tree.documents[0], 'key')), text, `${flow ? 'brackets' : 'block'}: ${written}`);
      }
      const key = read(`${yamlScalar(text, false)}: 1\n`);
      assert.deepEqual(key.faults, []);
      const root = key.documents[0];
      assert.equal(root?.kind === 'object' ? root.properties[0]?.key.value : undefined, text);
    }),
    { numRuns: tries(100, 400) },
  );
});

test('what people write stays bare', () => {
  for (const text of ['com.example.order.placed', 'A customer placed an order.', './samples/order-placed.json', 'application/json']) {
    assert.equal(yamlScalar(text, false), text);
  }
});
