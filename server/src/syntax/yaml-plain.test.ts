import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSource } from '../text/source.ts';
import { examples } from './examples.testing.ts';
import { parseFully } from './yaml.ts';
import { readPlainYaml } from './yaml-plain.ts';

/** Where the quick reader says anything, it says what the full one does. Tells whether it did. */
function agrees(text: string): boolean {
  const plain = readPlainYaml(text, { id: '0' });
  if (!plain) return false;
  const full = parseFully(createSource('file:///work/a.yaml', text));
  const told = { documents: [plain.node], faults: [], comments: plain.comments, extents: [{ start: 0, end: text.length }] };
  const { documents, faults, comments, extents } = full;
  assert.deepEqual(told, { documents, faults, comments, extents }, JSON.stringify(text));
  return true;
}

const definition = `# An order.
event: com.example.order.placed   # the type
version: 1.2.0
summary: A customer's order, e.g. http://example.com/a#b (it is "placed")

data:
  type: object
  required: [orderId, "placedAt", 'it''s', -1, 1.50, true, ~]
  properties:
    orderId: { type: string, format: uuid, enum: [], not: {}, "x-unit": "a, b" }
    lines:
      type: array
      items:
      - sku: AB-1
        # how many
        quantity: -3
        empty:
      -
      - text
      - {a: {b: [1, [2]]},
         c: d}
    nothing:
  $defs:
    Address:
        type: [object, "null"]
samples:
  - data: { orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d, at: 2026-01-07T10:00:00Z }
  - ./samples/a.json
deprecated:
`;

test('what people write is read quickly', () => {
  for (const text of [
    definition,
    'a: 1',
    'a:',
    'a: ',
    '- a\n- b: c\n  d: e\n',
    '  a: b\n  c: d\n',
    'a:\n- b\n- c\nd: e\n',
    '"a b": \'c\'\n',
    'a: x#y  # z\n# end',
    '\n\n# only\na: -b\n\n',
    'a: {}\nb: []\n',
  ]) {
    assert.ok(agrees(text), JSON.stringify(text));
  }
});

test('what is rare, or wrong, is left to the full reader', () => {
  for (const text of [
    ...[
      '',
      '# only',
      'text',
      '- - a',
      'a: |\n  b',
      'a: b\n c',
      'a: &b c',
      'a: *b',
      'a: !!str b',
      '? a',
      '<<: {}',
      '1: a',
      'true: a',
      'a: b: c',
      'a: b:',
    ],
    ...[
      'a: 1\na: 2',
      '{a: 1, a: 2}',
      'a: [1, 2',
      'a: [1,]',
      'a: {b}',
      'a: [b: c]',
      'a: {b:c}',
      'a: "x\\n"',
      'a: "x" y',
      'a: "x"#y',
      'a:\tb',
      'a: b\r\n',
    ],
    ...[
      '---\na: b',
      'a: b\n...',
      '%YAML 1.2',
      'a:\n    b: 1\n  c: 2',
      'a: [\n1]',
      'a: @b',
      'a: `b`',
      'a: 0x1F',
      'a: 1e3',
      'a: .inf',
      'a: 012',
      'a: 12345678901234567890',
    ],
    ...['\ufeffa: b', 'a: \ud800', 'a: b\u2028c', 'a: b\u0085c', 'a: \u0007'],
  ]) {
    assert.equal(agrees(text), false, JSON.stringify(text));
  }
});

test('agrees wherever a text is cut, and without any one of its characters', () => {
  for (const text of [definition, ...examples.map((example) => example.text)]) {
    for (let at = 0; at <= text.length; at++) {
      agrees(text.slice(0, at));
      agrees(text.slice(0, at) + text.slice(at + 1));
    }
  }
});

test('agrees after any change', () => {
  const piece = fc.constantFrom(
    ...' \n#:-,[]{}"\'&*!|>%@`?~<=/\\.0+e_$'.split(''),
    ...[
      '  ',
      '\n  ',
      '\n    ',
      ': ',
      ' #',
      '- ',
      '\n- ',
      '\n  - ',
      'a: ',
      '\nb:',
      '"x"',
      "''",
      '{a: 1}',
      '[b, c]',
      'null',
      '.5',
      '1.',
      '0o7',
      '---',
      '\n---\n',
      'é',
      '\u00a0',
      '😀',
      '\t',
      '\r\n',
    ],
  );
  const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 8 }), insert: piece });
  let quick = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let text = definition;
      for (const { at, cut, insert } of changes) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + insert + text.slice(place + cut);
      }
      if (agrees(text)) quick++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(quick > 200, `only ${quick} of the texts were read quickly`);
});

test('agrees on random lines', () => {
  const token = fc.constantFrom(
    'a',
    'b:',
    'c: ',
    '- ',
    '-',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n  ',
    '\n    ',
    '# x',
    ' # y',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"q"',
    "'s'",
    '1',
    '-1',
    'true',
    ': ',
    'd: 1',
    'e: {f: 1}',
    '- g: h',
    '.',
  );
  let quick = 0;
  fc.assert(
    fc.property(fc.array(token, { maxLength: 16 }), (tokens) => {
      if (agrees(tokens.join(''))) quick++;
    }),
    { numRuns: 20_000 },
  );
  assert.ok(quick > 200, `only ${quick} of the texts were read quickly`);
});

test('very long lines and many lines are read, or left, without a word', () => {
  const long = 'x'.repeat(5_000_000);
  for (const text of [`a: ${long}`, `a: "${long}"`, `a: '${long}'`, `a: [${long}]`, `a: b # ${long}`, `a: "${long}`, `a: '${"'".repeat(1_000_001)}`])
    readPlainYaml(text, { id: '0' });
  const many = Array.from({ length: 100_000 }, (_, index) => `k${index}: [${index}, "x"] # y`).join('\n');
  const read = readPlainYaml(many, { id: '0' });
  assert.equal(read?.comments.length, 100_000);
});
