import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../syntax/index.ts';
import { createSource } from '../../text/source.ts';
import { cursorAt } from './index.ts';

/** `key PATH (NAMES)` and `value PATH`, then the word that is replaced. */
function seen(marked: string, file: string): string {
  const offset = marked.indexOf('┆');
  const text = marked.replace('┆', '');
  const cursor = cursorAt(parse(createSource(`file:///${file}`, text)), offset);
  if (!cursor) return 'nothing';
  const { key, value, word, quote } = cursor;
  return [
    ...(key ? [`key /${key.path.join('/')} (${key.names.join(' ')})${key.colon ? ':' : ''}`] : []),
    ...(value ? [`value /${value.path.join('/')}${value.items.length > 0 ? ` beside ${value.items.join(' ')}` : ''}`] : []),
    `<${quote}${text.slice(word.start, word.end)}>`,
  ].join(' ');
}

const yaml: readonly (readonly [text: string, expected: string])[] = [
  ['┆', 'key / () value / <>'],
  ['ev┆', 'key / () <ev>'],
  ['event: a\n┆', 'key / (event) <>'],
  ['event: a\n┆\nversion: 1', 'key / (event version) <>'],
  ['event: ┆', 'value /event <>'],
  ['event: com.ex┆', 'value /event <com.ex>'],
  ['ev┆ent: com', 'key / (): <event>'],
  ['data:\n  type: object\n  ┆\n  required: [a, b]\nx: 1', 'key /data (type required) <>'],
  ['data:\n  ┆', 'key /data () value /data <>'],
  ['data:\n  properties:\n    a: { type: ┆ }', 'value /data/properties/a/type <>'],
  ['data:\n  properties:\n    a: { type: string, ┆ }\n    b: 1', 'key /data/properties/a (type) <>'],
  ['data:\n  properties:\n    a: { type: string, de┆\n    b: 1', 'key /data/properties/a (type) <de>'],
  ['data:\n  required: [a, ┆]', 'value /data/required/1 beside a <>'],
  ['data:\n  required: [a, b┆]', 'value /data/required/1 beside a <b>'],
  ['data:\n  required: [┆', 'value /data/required/0 <>'],
  ['reply:\n  - ┆', 'key /reply/0 () value /reply/0 <>'],
  ['reply:\n  - a.b\n  - com.┆\nx: 2', 'key /reply/1 () value /reply/1 beside a.b <com.>'],
  ['reply:\n- com.┆\n- b\nx: 2', 'key /reply/0 () value /reply/0 beside b <com.>'],
  ['samples:\n  - data:\n      ┆\n  - data:\n', 'key /samples/0/data () value /samples/0/data <>'],
  ['samples:\n  - data: {}\n    ┆', 'key /samples/0 (data) <>'],
  ['targets:\n  - transport: mqtt\n    to┆\n', 'key /targets/0 (transport) <to>'],
  ['samples: [{ data: { a: ┆ } }]', 'value /samples/0/data/a <>'],
  ['a: |\n  foo ┆\nb: 1', 'nothing'],
  ['a: b # ┆', 'nothing'],
  ['# ┆', 'nothing'],
  ['a: "x┆"', 'value /a <"x>'],
  ["a: 'x┆", "value /a <'x>"],
  ['data:\n  properties:\n┆\n    a: 1', 'key / (data) <>'],
  ['- a: 1\n  ┆\n- b: 2', 'key /0 (a) <>'],
  ['a:\r\n  b: 1\r\n  ┆\r\n', 'key /a (b) <>'],
  ['a: 1\n---\n┆', 'key / () value / <>'],
  ['a: 1\n---\nb: 2\n┆', 'key / (b) <>'],
];

const json: readonly (readonly [text: string, expected: string])[] = [
  ['┆', 'value / <>'],
  ['{┆}', 'key / () <>'],
  ['{ "a": 1, ┆ }', 'key / (a) <>'],
  ['{ "a": 1 ┆ }', 'key / (a) <>'],
  ['{ "a": ┆ }', 'value /a <>'],
  ['{ "a": "x┆" }', 'value /a <"x>'],
  ['{ "a": "┆ }', 'value /a <">'],
  ['{ "data": { "b": 1, "c┆" }, "x": 2 }', 'key /data (b) <"c>'],
  ['{ "data": [ { "b": 1 }, { "┆ ] }', 'key /data/1 () <">'],
  ['[1, ┆]', 'value /1 beside 1 <>'],
  ['{ "e┆": 3 }', 'key / (): <"e>'],
  ['{"a":{"b":1}┆}', 'key / (a) <>'],
  ['{\n  "a": [\n    "x",\n    "┆"\n  ]\n}', 'value /a/1 beside x <">'],
];

for (const [text, expected] of yaml) test(`YAML ${JSON.stringify(text)}`, () => assert.equal(seen(text, 'a.yaml'), expected));
for (const [text, expected] of json) test(`JSON ${JSON.stringify(text)}`, () => assert.equal(seen(text, 'a.json'), expected));

test('brackets without end are not followed without end', () => {
  for (const unit of ['[', '{"a":', '- ', '{a: ']) {
    const text = unit.repeat(50_000);
    for (const file of ['a.yaml', 'a.json']) assert.doesNotThrow(() => cursorAt(parse(createSource(`file:///${file}`, text)), text.length));
  }
});
