import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../text/effort.testing.ts';
import { createSource } from '../text/source.ts';
import { examples } from './examples.testing.ts';
import { parse } from './index.ts';
import { toValue } from './node.ts';
import { assertSound } from './sound.testing.ts';
import { maxAliasedNodes, type Syntax, type Tree } from './tree.ts';

const syntaxes: readonly Syntax[] = ['json', 'yaml', 'ndjson'];
const read = (text: string, syntax: Syntax): Tree => parse(createSource(`file:///work/a.${syntax}`, text), syntax);
const check = (text: string): void => {
  for (const syntax of [...syntaxes, 'http'] as const) assertSound(read(text, syntax));
};

suite('any text gives a sound tree', () => {
  test('every example, cut short anywhere, in every syntax', () => {
    for (const { text } of examples) for (let end = 0; end <= text.length; end += tries(7, 1)) check(text.slice(0, end));
  });

  test('every example without any one of its characters', () => {
    for (const { text, syntax } of examples)
      for (let at = 0; at < text.length; at += tries(7, 1)) assertSound(read(text.slice(0, at) + text.slice(at + 1), syntax));
  });

  test('random texts of the characters that mean something', () => {
    const unit = fc.constantFrom(
      'ce-id: ',
      '\n\n{',
      '\n###\n',
      ...'{}[]:,"\'#&*!|>%@`-?<~ \t\n\\/.0123456789abeEntrufl_é\u2028\u0000\u0002\u0018\u001f\u0085\ufeff\ud83d\ude00'.split(''),
      ' ',
      '\n',
      '\r\n',
      ': ',
      '- ',
      '---\n',
      '...\n',
      '\n  ',
      '"a"',
      '<<',
      '!!str ',
      '&a ',
      '*a ',
      '//',
      '/*',
      '*/',
      'null',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => check(units.join(''))),
      { numRuns: tries(300, 1500) },
    );
  });

  test('random texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), check), { numRuns: tries(150, 500) });
  });

  test('random changes of the examples', () => {
    const change = fc.record({
      which: fc.nat(),
      at: fc.nat(),
      cut: fc.nat({ max: 6 }),
      insert: fc.constantFrom('', '{', '}', '[', ']', ':', ',', '"', "'", '\n', ' ', '\t', '#', '- ', '? ', '|', '>', '&a', '*a', '\\'),
    });
    fc.assert(
      fc.property(fc.nat(), fc.array(change, { minLength: 1, maxLength: 5 }), (pick, changes) => {
        const example = examples[pick % examples.length];
        if (!example) return;
        let { text } = example;
        for (const { at, cut, insert } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + insert + text.slice(place + cut);
        }
        assertSound(read(text, example.syntax));
      }),
      { numRuns: tries(300, 1500) },
    );
  });
});

suite('what is written is what is read', () => {
  // Not by JSON.parse: that of Node 24.21 mixes up keys that hold escapes.
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
    return value === 0 ? 0 : value;
  };

  test('in all three syntaxes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const syntax of syntaxes) {
          const tree = read(JSON.stringify(value), syntax);
          assert.deepEqual(plain(toValue(tree.documents[0])), plain(value));
          assert.deepEqual(tree.faults, []);
          assertSound(tree);
        }
        for (const syntax of ['json', 'yaml'] as const)
          assert.deepEqual(plain(toValue(read(JSON.stringify(value, null, 2), syntax).documents[0])), plain(value));
      }),
      { numRuns: tries(60, 300) },
    );
  });

  test('with the same places in JSON and in YAML', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        const spans = (tree: Tree): unknown =>
          JSON.stringify(tree.documents[0], (key, item) => (key === 'block' || key === 'style' ? undefined : item));
        assert.equal(spans(read(text, 'yaml')), spans(read(text, 'json')));
      }),
      { numRuns: tries(60, 300) },
    );
  });

  test('the same Source gives the same Tree', () => {
    const source = createSource('file:///work/a.yaml', 'a: 1');
    assert.equal(parse(source), parse(source));
    assert.notEqual(parse(source), parse(source, 'json'));
  });
});

suite('bounds', () => {
  const deep: Readonly<Record<string, (levels: number) => string>> = {
    brackets: (levels) => '['.repeat(levels),
    'closed brackets': (levels) => '['.repeat(levels) + ']'.repeat(levels),
    braces: (levels) => '{"a":'.repeat(levels),
    'braces of YAML': (levels) => '{a: '.repeat(levels),
    dashes: (levels) => '- '.repeat(levels),
    'explicit keys': (levels) => '? '.repeat(levels),
    'bracket keys': (levels) => `${'[['.repeat(levels / 2)}: a`,
  };
  for (const [name, make] of Object.entries(deep)) {
    test(`1,000 to 100,000 levels of ${name}`, () => {
      for (const levels of [1_000, 10_000, 100_000]) {
        const text = make(levels);
        for (const syntax of syntaxes) {
          const tree = read(text, syntax);
          assertSound(tree);
          assert.ok(tree.faults.length > 0);
        }
        assert.ok(read(text, 'yaml').faults.some(({ kind }) => kind === 'too-deep'));
      }
    });
  }

  test('1,000 levels of indentation', () => {
    const text = Array.from({ length: 1_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    const tree = read(text, 'yaml');
    assertSound(tree);
    assert.deepEqual(
      tree.faults.map(({ kind }) => kind),
      ['too-deep'],
    );
  });

  test('200 levels are read, 201 are not', () => {
    for (const syntax of syntaxes) {
      assert.deepEqual(read('['.repeat(200) + ']'.repeat(200), syntax).faults, []);
      assert.deepEqual(
        read('['.repeat(201) + ']'.repeat(201), syntax).faults.map(({ kind }) => kind),
        ['too-deep'],
      );
    }
  });

  test('what stands beside something too deep is read', () => {
    const tree = read(`{"a": ${'['.repeat(300)}"]"${']'.repeat(300)}, "b": 1}`, 'json');
    assert.equal((toValue(tree.documents[0]) as { b: unknown }).b, 1);
  });

  test('a duplicate is found among thousands of keys', () => {
    const keys = Array.from({ length: tries(10_000, 40_000) }, (_, index) => `"k${index}": ${index}`);
    const text = `{${[...keys, '"k7": 0'].join(', ')}}`;
    for (const syntax of syntaxes) {
      const found = read(text, syntax).faults;
      assert.deepEqual(
        found.map(({ kind, detail, related }) => [kind, detail, related?.start]),
        [['duplicate-key', 'k7', text.indexOf('"k7"')]],
      );
    }
  });

  test('no more than 50 syntax faults are told', () => {
    const broken = { json: '[' + 'x '.repeat(500), yaml: 'a: b: c\n'.repeat(500), ndjson: '' };
    for (const syntax of ['json', 'yaml'] as const)
      assert.equal(read(broken[syntax], syntax).faults.filter(({ kind }) => kind === 'syntax').length, 50);
  });

  test('aliases of aliases are stopped', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 30; level++)
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    const tree = read(lines.join('\n'), 'yaml');
    assert.equal(tree.faults.filter(({ kind }) => kind === 'alias-bomb').length, 1);
    let nodes = 0;
    const count = (value: unknown): void => {
      nodes++;
      if (Array.isArray(value)) value.forEach(count);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(count);
    };
    count(toValue(tree.documents[0]));
    assert.ok(nodes < maxAliasedNodes + 1_000, `${nodes} nodes`);
  });

  test('aliases in aliases nest no deeper than brackets may', () => {
    const lines = ['a0: &a0 [x]'];
    for (let level = 1; level < 400; level++) lines.push(`a${level}: &a${level} [*a${level - 1}]`);
    const tree = read(lines.join('\n'), 'yaml');
    assertSound(tree);
    assert.ok(tree.faults.every(({ kind }) => kind === 'too-deep') && tree.faults.length > 0);
  });
});
