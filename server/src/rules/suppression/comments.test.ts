import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suppression } from '../../model/suppression.ts';
import { parse } from '../../syntax/index.ts';
import { createSource } from '../../text/source.ts';
import { commentSuppressions } from './comments.ts';

const read = (text: string, name = 'a.event.yaml'): readonly Suppression[] => commentSuppressions(parse(createSource(`file:///work/${name}`, text)));

const only = (comment: string): Suppression => {
  const [first, ...others] = read(`# ${comment}\na: 1\n`);
  assert.ok(first && others.length === 0, comment);
  return first;
};

const written = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);

test('rules, reason and date', () => {
  const comment = 'eventwright-disable-next-line a/b, c/* ,d/e -- Because -- as said -- it is so (see below). (until 2027-01-31)';
  const { rules, reason, until, fault } = only(comment);
  assert.deepEqual(
    rules.map(({ pattern }) => pattern),
    ['a/b', 'c/*', 'd/e'],
  );
  assert.equal(reason, 'Because -- as said -- it is so (see below).');
  assert.equal(until?.date, '2027-01-31');
  assert.equal(written(`# ${comment}`, until.span), '2027-01-31');
  assert.equal(fault, undefined);
});

test('a reason is what says something', () => {
  for (const reason of ['', '--', '-- ', '-- ...', '-- <reason>', '-- reason', '-- TODO:', '-- (until 2027-01-31)'])
    assert.equal(only(`eventwright-disable-next-line a/b ${reason}`).reason, undefined, reason);
  for (const reason of ['#4711', 'reason unknown', '歴史的理由', 'ok'])
    assert.equal(only(`eventwright-disable-next-line a/b -- ${reason}`).reason, reason);
});

test('what cannot be read says what is wrong, and where', () => {
  for (const [comment, kind, at] of [
    ['eventwright-disable a/b -- x', 'keyword', 'eventwright-disable'],
    ['eventwright-ignore-next-line a/b -- x', 'keyword', 'eventwright-ignore-next-line'],
    ['eventwright-disable-next-line: a/b -- x', 'keyword', 'eventwright-disable-next-line:'],
    ['eventwright-disable-next-line', 'no-rule', 'eventwright-disable-next-line'],
    ['eventwright-disable-next-line , -- x', 'no-rule', 'eventwright-disable-next-line'],
    ['eventwright-disable-next-line a/b because of it', 'words', 'because of it'],
    ['eventwright-disable-next-line a/b c/d -- x', 'words', 'c/d'],
    ['eventwright-disable-next-line a/b -- x (until 2027-02-30)', 'date', '2027-02-30'],
    ['eventwright-disable-next-line a/b -- x (until )', 'date', ')'],
  ] as const) {
    const { fault } = only(comment);
    assert.equal(fault?.kind, kind, comment);
    assert.equal(fault && written(`# ${comment}`, fault.span), at, comment);
  }
  assert.deepEqual(
    read('# eventwright is what checks this\na: 1 # see eventwright-disable-next-line\nb: "# eventwright-disable-next-line a/b -- x"\n'),
    [],
  );
});

test('each speaks of the next line that is no comment, in a stack, after blank lines and behind a value', () => {
  const line = '# eventwright-disable-next-line a/b -- x';
  const lines = (text: string, name?: string) => read(text, name).map((found) => found.line);
  assert.deepEqual(lines(`${line}\n# about a\n${line}\n\na: 1\n`), [4, 4]);
  assert.deepEqual(lines(`a: 1 ${line}\nb: 1\n`), [1]);
  assert.deepEqual(lines(`a:\r\n  ${line}\r\n  b: 1\r\n`), [2]);
  assert.deepEqual(lines(`a: 1\n${line}\n${line}\n# the end\n`), [undefined, undefined]);
  assert.deepEqual(lines(`{\n  // ${line.slice(2)}\n  /* one\n more */\n  "a": 1\n}`, 'a.json'), [4]);
  assert.deepEqual(lines(`/* ${line.slice(2)} */ {\n"a": 1 }`, 'a.json'), [1]);
});

test('hostile comments take no longer than others', () => {
  const many = 100_000;
  const line = '# eventwright-disable-next-line';
  const began = performance.now();
  read(`${line} a/b${' '.repeat(many)}x --${' '.repeat(many)}y (until${' '.repeat(many)}x\na: 1\n`);
  read(`${line} a/b -- ${'.'.repeat(many)}x(${'('.repeat(many)})\na: 1\n`);
  read(`${`${line} ${'a/b,'.repeat(2)} -- x\n`.repeat(20_000)}`);
  read(`${line} ${'- '.repeat(many)}${'--'.repeat(many)}\na: 1\n`);
  assert.ok(performance.now() - began < 5_000);
});
