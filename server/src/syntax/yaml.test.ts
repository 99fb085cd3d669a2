import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSource } from '../text/source.ts';
import { parse } from './index.ts';
import { type Node, toValue } from './node.ts';
import { at } from './pointer.ts';
import type { FaultKind, Tree } from './tree.ts';

const yaml = (text: string): Tree => parse(createSource('file:///work/a.yaml', text));
const value = (text: string): unknown => toValue(yaml(text).documents[0]);
const textAt = (tree: Tree, pointer: string): string => {
  const node = at(tree.documents[0], pointer);
  assert.ok(node, pointer);
  const { start, end } = tree.span(node);
  return tree.source.text.slice(start, end);
};
const faults = (tree: Tree): readonly (readonly [FaultKind, string])[] =>
  tree.faults.map(({ kind, span }) => [kind, tree.source.text.slice(span.start, span.end)]);

suite('values', () => {
  test('are those of the core schema of YAML 1.2', () => {
    const text = 'a: 1.10\nb: no\nc: 012\nd: 0o17\ne: 0x1F\nf: .inf\ng: 2026-01-07\nh: ~\ni: Null\nj: TRUE\nk: 1_000\nl: "1"\nm: 1e3\nn: 12:30\n';
    const f = Number.POSITIVE_INFINITY;
    assert.deepEqual(value(text), {
      a: 1.1,
      b: 'no',
      c: 12,
      d: 15,
      e: 31,
      f,
      g: '2026-01-07',
      h: null,
      i: null,
      j: true,
      k: '1_000',
      l: '1',
      m: 1000,
      n: '12:30',
    });
    assert.deepEqual(value(`%YAML 1.1\n---\n${text}`), value(text));
  });

  test('keep how numbers are written', () => {
    const node = yaml('[1.10, 0x1F, 12345678901234567890, +1, -.INF]').documents[0] as Extract<Node, { kind: 'array' }>;
    assert.deepEqual(
      node.items.map((item) => item.kind === 'number' && item.raw),
      ['1.10', '0x1F', '12345678901234567890', '+1', '-.INF'],
    );
  });

  test('follow the tags of the core schema, and no others', () => {
    const tree = yaml('a: !!str 1\nb: !!int "3"\nc: !money 5\nd: !!binary aGk=\ne: !!set {x}\n');
    assert.deepEqual(toValue(tree.documents[0]), { a: '1', b: 3, c: '5', d: 'aGk=', e: { x: null } });
    assert.deepEqual(faults(tree), [
      ['tag', '!money'],
      ['tag', '!!binary'],
      ['tag', '!!set'],
    ]);
  });

  test('that are absent stand where one would type them', () => {
    const tree = yaml('a:\nb: \nc:   # why\nd:\n  - \n  -\nflow: {x, y: , z:}\n');
    const places = ['/a', '/b', '/c', '/d/0', '/d/1', '/flow/x', '/flow/y'].map((pointer) => {
      const node = at(tree.documents[0], pointer);
      assert.ok(node?.kind === 'null' && node.absent, pointer);
      const { start, end } = tree.span(node);
      assert.equal(start, end);
      return tree.source.text.slice(0, start).split('\n').at(-1);
    });
    assert.deepEqual(places, ['a:', 'b: ', 'c: ', '  - ', '  -', 'flow: {x', 'flow: {x, y: ']);
    const written = at(yaml('a: null').documents[0], '/a');
    assert.ok(written?.kind === 'null' && !written.absent);
  });
});

suite('places', () => {
  test('hold the value and nothing around it', () => {
    const tree = yaml('# top\na: plain # why\nb: &x\n  c: "q" # c\n\n  # end\nd:\n- 1\n- e: |\n    text\n\nf: [1, 2] # g\n');
    assert.deepEqual(
      ['', '/a', '/b', '/b/c', '/d', '/d/1/e', '/f'].map((pointer) => textAt(tree, pointer)),
      [tree.source.text.slice(6, -5), 'plain', 'c: "q"', '"q"', '- 1\n- e: |\n    text', '|\n    text', '[1, 2]'],
    );
  });

  test('of documents follow one another', () => {
    const tree = yaml('# first\na: 1\n---\nb: 2\n...\n---\n');
    assert.deepEqual(tree.documents.map(toValue), [{ a: 1 }, { b: 2 }, undefined]);
    assert.deepEqual(
      tree.extents.map(({ start }) => tree.source.text.slice(start, start + 3)),
      ['# f', '---', '---'],
    );
    assert.equal(tree.extents.at(-1)?.end, tree.source.text.length);
    const second = tree.documents[1];
    assert.ok(second);
    assert.deepEqual(tree.span(second), { start: 17, end: 21 });
  });

  test('of comments are told, and of what only looks like one are not', () => {
    const tree = yaml('# one\na: b#c # two\nd: "# no"\ne: |\n  # no\n## three\n');
    assert.deepEqual(
      tree.comments.map(({ text }) => text),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(
      tree.comments.map(({ span }) => tree.source.text.slice(span.start, span.end)),
      ['# one', '# two', '## three'],
    );
  });

  test('count Windows line ends', () => {
    const tree = yaml('a: 1\r\nb:\r\n  - x\r\n  - "y"\r\n');
    assert.deepEqual([textAt(tree, '/a'), textAt(tree, '/b'), textAt(tree, '/b/1')], ['1', '- x\r\n  - "y"', '"y"']);
  });
});

suite('aliases', () => {
  test('have the value of their anchor and a place of their own', () => {
    const tree = yaml('a: &x { b: [1] }\nc: *x\n');
    assert.deepEqual(toValue(tree.documents[0]), { a: { b: [1] }, c: { b: [1] } });
    assert.deepEqual([textAt(tree, '/c'), textAt(tree, '/c/b')], ['*x', '[1]']);
    assert.equal(at(tree.documents[0], '/c/b'), at(tree.documents[0], '/a/b'));
  });

  test('follow the last anchor of their name', () => assert.deepEqual(value('a: &x 1\nb: *x\nc: &x 2\nd: *x'), { a: 1, b: 1, c: 2, d: 2 }));

  test('that lead nowhere or to themselves are faults', () => {
    assert.deepEqual(faults(yaml('a: *none\nb: &b [*b]\n')), [
      ['syntax', '*none'],
      ['alias-bomb', '*b'],
    ]);
    assert.deepEqual(faults(yaml('a: &x 1\n---\nb: *x\n')), [['syntax', '*x']]);
  });
});

suite('keys', () => {
  test('that are no text are told, and read as they are written', () => {
    const tree = yaml('1: a\ntrue: b\n[x, y]: c\n? {z: 1}\n: d\n: e\n"2": f\n');
    assert.deepEqual(Object.keys(toValue(tree.documents[0]) as object), ['1', '2', 'true', '[x, y]', '{z: 1}', '']);
    assert.deepEqual(
      tree.faults.map(({ kind, detail }) => `${kind} ${detail}`),
      ['number', 'boolean', 'array', 'object', 'null'].map((kind) => `non-text-key ${kind}`),
    );
  });

  test('that stand twice are told at the later one', () => {
    const tree = yaml('a: 1\nb: { c: 1, "c": 2 }\na: 3\n');
    assert.deepEqual(
      tree.faults.map(({ kind, span, related }) => [kind, span.start, related?.start]),
      [
        ['duplicate-key', 16, 10],
        ['duplicate-key', 25, 0],
      ],
    );
  });

  test('that would merge do not', () => {
    assert.deepEqual(value('a: &a {b: 1}\nc:\n  <<: *a\n'), { a: { b: 1 }, c: { '<<': { b: 1 } } });
    assert.deepEqual(
      faults(yaml('a: &a {b: 1}\nc:\n  <<: *a\n  "<<": 1\n')).map(([kind]) => kind),
      ['merge-key', 'duplicate-key'],
    );
  });
});

suite('faults', () => {
  const details = (text: string): readonly (readonly [string, string | undefined])[] => {
    const tree = yaml(text);
    return tree.faults.map(({ span, detail }) => [tree.source.text.slice(span.start, span.end), detail]);
  };
  test('are said in plain words, at a small span', () => {
    assert.deepEqual(details('a: b: c\n'), [['b', 'A line cannot hold one `key: value` inside another; a text that holds `: ` stands in quotes.']]);
    assert.deepEqual(details('a: @b\n'), [['@', 'A text cannot begin with `@`; put it in quotes.']]);
    assert.deepEqual(details('a:\n\tb: 1\n')[0]?.[1], 'YAML is not indented with tabs; use spaces.');
    assert.deepEqual(
      details('a: 1\nb\nc: 2\n').map(([, detail]) => detail),
      ['A colon and a value are missing after this key.'],
    );
    assert.deepEqual(details('a: [1, 2\nb: 3\n').length > 0, true);
    assert.deepEqual(details('a: "x\\q"\n'), [
      ['\\q', '`\\q` is no escape of YAML; a backslash itself is written `\\\\`, or the text stands in single quotes.'],
    ]);
    assert.deepEqual(details('a: "\u0007"\n')[0]?.[1], 'The control character U+0007 cannot stand in YAML; write it as an escape in double quotes.');
  });

  test('leave the rest to be read', () => {
    assert.deepEqual(value('a: 1\nb\nc: 2\n'), { a: 1, b: null, c: 2 });
    assert.deepEqual(value('a: 1\nd: [x, {y: 1\ne: 2\n'), { a: 1, d: ['x', { y: 1 }], e: 2 });
  });

  test('know halves of characters', () => assert.deepEqual(faults(yaml('a: "\\ud800 \\\\ud800 \\ud83d\\ude00"')), [['lone-surrogate', '\\ud800']]));
});
