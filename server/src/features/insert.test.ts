import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../syntax/index.ts';
import { toValue } from '../syntax/node.ts';
import { createSource } from '../text/source.ts';
import { type Draft, type Layout, plainText, snippetText, writeProperty, writeValue } from './insert.ts';

const block: Layout = { json: false, flow: false, indent: '', step: '  ', eol: '\n' };
const json: Layout = { json: true, flow: true, indent: '', step: '  ', eol: '\n' };

const order: Draft = new Map<string, Draft>([
  ['id', 'a-1'],
  ['total', { hole: 12 }],
  ['tags', ['a', 'yes']],
  ['lines', [new Map([['sku', 'x']]), new Map([['sku', 'y']])]],
  ['none', new Map()],
]);
const value = { id: 'a-1', total: 12, tags: ['a', 'yes'], lines: [{ sku: 'x' }, { sku: 'y' }], none: {} };

test('a value is the same in every layout', () => {
  const read = (text: string, file: string) => {
    const tree = parse(createSource(`file:///${file}`, text));
    assert.deepEqual(tree.faults, [], text);
    return toValue(tree.documents[0]);
  };
  assert.deepEqual(read(plainText(writeValue(order, block)), 'a.yaml'), value);
  assert.deepEqual(read(plainText(writeValue(order, { ...block, flow: true })), 'a.yaml'), value);
  assert.deepEqual(read(plainText(writeValue(order, json)), 'a.json'), value);
  assert.deepEqual(read(plainText(writeProperty('data', order, block)), 'a.yaml'), { data: value });
  assert.deepEqual(read(`x:\n  ${plainText(writeProperty('data', order, { ...block, indent: '  ' }))}\n  y: 1`, 'a.yaml'), {
    x: { data: value, y: 1 },
  });
});

test('YAML gets lines, JSON gets quotes', () => {
  assert.equal(
    plainText(writeProperty('data', order, block)),
    'data:\n  id: a-1\n  total: 12\n  tags: [a, "yes"]\n  lines:\n    - sku: x\n    - sku: "y"\n  none: {}',
  );
  assert.equal(plainText(writeProperty('data', new Map([['a', 1]]), json)), '"data": { "a": 1 }');
});

test('stops become a snippet, and what looks like one does not', () => {
  assert.equal(snippetText(writeProperty('summary', { hole: '' }, block)), 'summary: ${1}');
  assert.equal(snippetText(writeProperty('summary', { hole: 'a $b}' }, json)), '"summary": "${1:a \\$b\\}}"');
  assert.equal(snippetText(writeProperty('properties', { open: 'object' }, { ...block, indent: '  ' })), 'properties:\n    ${1}');
  assert.equal(snippetText(writeProperty('reply', { open: 'array' }, json)), '"reply": [${1}]');
  assert.equal(snippetText(writeProperty('a$b', undefined, block)), 'a\\$b');
});
