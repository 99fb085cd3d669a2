import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import { parse, syntaxOf } from './index.ts';
import { get, toValue } from './node.ts';
import { type FaultKind, maxLength, type Tree } from './tree.ts';

const json = (text: string): Tree => parse(createSource('file:///work/a.json', text));
const value = (text: string): unknown => toValue(json(text).documents[0]);
const faults = (tree: Tree): readonly (readonly [FaultKind, string])[] =>
  tree.faults.map(({ kind, span }) => [kind, tree.source.text.slice(span.start, span.end)]);
const mended = (tree: Tree): string =>
  applyEdits(
    tree.source.text,
    tree.faults.flatMap(({ mend }) => (mend ? [mend] : [])),
  );

test('the name tells the syntax', () => {
  const names = ['a.json', 'a.avsc', 'a.JSONL', 'a.ndjson', 'a.event.yaml', 'a.yml', 'Makefile', 'b/c.d/e'];
  assert.deepEqual(
    names.map((name) => syntaxOf(name, 'a: 1')),
    ['json', 'json', 'ndjson', 'ndjson', 'yaml', 'yaml', 'yaml', 'yaml'],
  );
  assert.equal(syntaxOf('file:///schemas/com.example/order/jsonschema/1-0-0', '\n{\n\t"type": "object" }'), 'json');
  assert.equal(syntaxOf('untitled:Untitled-1', '{ type: object }'), 'yaml');
});

suite('JSON', () => {
  test('keeps how numbers are written', () => {
    const node = json('[1.0, 12345678901234567890, -0, 1e400]').documents[0];
    assert.ok(node?.kind === 'array');
    assert.deepEqual(
      node.items.map((item) => item.kind === 'number' && [item.raw, item.value]),
      [
        ['1.0', 1],
        ['12345678901234567890', Number('12345678901234567890')],
        ['-0', -0],
        ['1e400', Number.POSITIVE_INFINITY],
      ],
    );
  });

  test('has no document where there is only white space', () => {
    for (const text of ['', ' \n\t']) assert.deepEqual([json(text).documents, json(text).faults], [[undefined], []]);
  });

  test('goes on after a missing comma', () => {
    const tree = json('{"a": 1 "b": [1 2]}');
    assert.deepEqual(value('{"a": 1 "b": [1 2]}'), { a: 1, b: [1, 2] });
    assert.deepEqual(
      tree.faults.map(({ detail, span }) => [detail, span.start]),
      [
        ['A comma is missing here.', 7],
        ['A comma is missing here.', 15],
      ],
    );
    assert.equal(mended(tree), '{"a": 1, "b": [1, 2]}');
  });

  test('knows the next line for a key and not for the missing value', () => {
    const text = '{\n  "a": \n  "b": 2\n}';
    const tree = json(text);
    assert.deepEqual(toValue(tree.documents[0]), { a: null, b: 2 });
    assert.deepEqual(
      tree.faults.map(({ detail }) => detail),
      ['A value is missing here.'],
    );
    const missing = get(tree.documents[0], 'a');
    assert.ok(missing?.kind === 'null' && missing.absent);
    assert.deepEqual(tree.span(missing), { start: 9, end: 9 });
  });

  test('reads what is unclosed', () => {
    assert.deepEqual(value('{"a": [1, {"b": "x'), { a: [1, { b: 'x' }] });
    assert.deepEqual(value('{"a": [1, {"b": 2}, "c": 3}'), { a: [1, { b: 2 }, 'c', 3] });
    assert.deepEqual(faults(json('{"a": [1}')), [['syntax', '}']]);
    assert.deepEqual(value('{"a": "x\n"b": 2}'), { a: 'x', b: 2 });
  });

  test('takes what JSON5 and programs write, and says so', () => {
    const tree = json('{a: \'it"s\', "b": .5, c: +1, d: 0x10, e: True, f: None, /* x */ g: 1, // y\n}');
    assert.deepEqual(toValue(tree.documents[0]), { a: 'it"s', b: 0.5, c: 1, d: 16, e: true, f: null, g: 1 });
    assert.equal(mended(tree), '{"a": "it\\"s", "b": 0.5, "c": 1, "d": 16, "e": true, "f": null, "g": 1\n}');
    assert.deepEqual(json(mended(tree)).faults, []);
    assert.deepEqual(
      tree.comments.map(({ text }) => text),
      ['x', 'y'],
    );
  });

  test('mends nothing that could mean two things', () => {
    for (const text of ['NaN', '-Infinity', '012', 'tru', '"\\q"'])
      assert.deepEqual([json(text).faults.length, json(text).faults[0]?.mend], [1, undefined], text);
  });

  test('takes a comment away with its line', () => {
    assert.equal(mended(json('{\n  // one\n  // two\n  "a": 1 // three\n}\n')), '{\n  "a": 1\n}\n');
  });

  test('knows halves of characters', () => {
    assert.deepEqual(faults(json('["\\ud800", "\\ud83d\\ude00", "\\ude00\\ud83d"]')), [
      ['lone-surrogate', '\\ud800'],
      ['lone-surrogate', '\\ude00'],
      ['lone-surrogate', '\\ud83d'],
    ]);
    assert.deepEqual(faults(json('"\ud800"')), [['lone-surrogate', '\ud800']]);
  });

  test('tells a duplicate key at the later one', () => {
    const [fault] = json('{"a": 1, "b": 2, "\\u0061": 3}').faults;
    assert.deepEqual([fault?.kind, fault?.span.start, fault?.related?.start], ['duplicate-key', 17, 1]);
    assert.equal(json('{"__proto__": 1, "constructor": 2, "toString": 3}').faults.length, 0);
  });

  test('reads no text that is too long', () => {
    const tree = json(' '.repeat(maxLength + 1));
    assert.deepEqual([tree.documents, tree.faults.map(({ kind }) => kind)], [[undefined], ['too-large']]);
  });

  test('has one value', () => assert.deepEqual(faults(json('{} {"a": 1}')), [['syntax', '{']]));
});

suite('NDJSON', () => {
  const ndjson = (text: string): Tree => parse(createSource('file:///work/a.ndjson', text));

  test('has a document for each line that is not empty', () => {
    const tree = ndjson('{"a":1}\r\n\r\n[2]\n  \n"three"');
    assert.deepEqual(tree.documents.map(toValue), [{ a: 1 }, [2], 'three']);
    assert.deepEqual(
      tree.extents.map(({ start, end }) => tree.source.text.slice(start, end)),
      ['{"a":1}', '[2]', '"three"'],
    );
    assert.deepEqual(
      tree.documents.map((node) => node && tree.span(node)),
      tree.extents,
    );
  });

  test('tells a torn line once', () => {
    const tree = ndjson('{"a":1}\n{"a": {"b": [\n{"a":1, "a":2}');
    assert.deepEqual(
      tree.faults.map(({ kind, document }) => [kind, document]),
      [
        ['torn-line', 1],
        ['duplicate-key', 2],
      ],
    );
  });
});
