import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, problems, told } from '../schema.testing.ts';
import { looksExplosive } from './patterns.ts';

test('sees the patterns that multiply their ways', () => {
  for (const pattern of [
    '(a+)+',
    '^(a*)*$',
    '([a-zA-Z]+)*',
    '(a|aa)+',
    '(a|a?)+',
    '(.*a){20}',
    '"(\\\\.|[^"])*"',
    '((ab*)+)+',
    '(?:x+x+)+y',
    '(\\w+\\s?)+$',
    '^(a?){40}a{40}$',
    '^([a-z]{1,3})*$',
    '^a*a*a*a*b$',
    '^(.*)(.*)(.*)$',
    '^[a-z]*[a-z0-9]*,?[a-z0-9-]*$',
  ]) {
    assert.ok(looksExplosive(pattern), pattern);
  }
});

test('leaves the usual patterns alone', () => {
  const usual = [
    '^[a-z]+(\\.[a-z]+)*$',
    '^(/[^/]+)*$',
    '^\\d{4}-\\d\\d-\\d\\d$',
    '^([a-z0-9]+-)*x$',
    '^(foo|bar)+$',
    '"(\\\\.|[^"\\\\])*"',
    '^([A-Z]{2}|[0-9])+$',
    '^(\\d+,)+$',
    '^#?([a-f0-9]{6}|[a-f0-9]{3})$',
    '^(?=.*\\d)(?=.*[a-z]).{4,8}$',
    '^[^.]+$',
    '(a+)?b',
    '^.*foo.*bar.*baz.*$',
    '^\\s*\\w+\\s*$',
    '^[a-z]+[0-9]*$',
    '^([A-Z][a-z]?)+$',
    '^(,[a-z]{1,8})*$',
    '^([0-9A-F]{2}:?){6}$',
    '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z]([a-z0-9-]{0,61}[a-z0-9])?)*$',
  ];
  for (const pattern of usual) assert.ok(!looksExplosive(pattern), pattern);
});

test('never fails on half a pattern', () => {
  const pattern = '^((?:a|[b-d]{2,5}|\\p{L}+)*?(?<x>\\u{61}))+[^\\]]$';
  for (let end = 0; end <= pattern.length; end++) assert.equal(typeof looksExplosive(pattern.slice(0, end)), 'boolean');
});

test('a slow pattern runs only where it can be ended', () => {
  const asked: string[] = [];
  const match = (_: string, text: string): boolean | 'timeout' => {
    asked.push(text);
    return text === 'long' ? 'timeout' : text.startsWith('a');
  };
  const schema = open('{items: {pattern: "^(a+)+$"}}', {}, { match });
  assert.deepEqual(told(schema, '[aaa, b, long]'), ['pattern /1']);
  assert.deepEqual(asked, ['aaa', 'b', 'long']);
  assert.deepEqual(problems(open('{pattern: "^(a+)+$"}'), 'b'), []);
});

test('an invalid pattern is a fault, and fits everything', () => {
  const schema = open('{pattern: "^(a", patternProperties: {"[": {type: string}}}');
  assert.deepEqual(problems(schema, 'b'), []);
  assert.deepEqual(
    schema
      .faults()
      .filter(({ kind }) => kind === 'invalid-pattern')
      .map(({ place, key }) => [place.pointer, key ?? false]),
    [
      ['/pattern', false],
      ['/patternProperties/[', true],
    ],
  );
});
