import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, type Files, labels, offered, sceneOf, shop } from './check.testing.ts';
import { hoverAt } from './hover.ts';

const agreed: Files = {
  ...shop,
  'eventwright.yaml': 'dictionary: ./fields.yaml\n',
  'fields.yaml': `couponCode: { type: string, format: regex, meaning: "The coupon, as the customer typed it.", classification: personal }
totalCents: { type: integer, unit: EUR-cent, meaning: What is to be paid. }
"*At": { type: string, format: date-time }
lines/[]/sku: { type: string, meaning: The article. }
orderId: { type: string, insteadOf: [channel] }
`,
};
const block = 'event: com.example.a.done\ndata:\n  type: object\n  properties:\n';

test('names of new fields: those of the dictionary first, then those that most events use', () => {
  assert.deepEqual(labels({ ...agreed, 'a.event.yaml': `${block}    ┆` }).slice(0, 5), ['couponCode', 'totalCents', 'orderId', 'gift', 'address']);
  assert.equal(labels({ ...shop, 'a.event.yaml': `${block}    ┆` })[0], 'orderId');
});

test('names that stand there already, that lead elsewhere, and that are not to be used, are not offered', () => {
  const names = labels({ ...agreed, 'a.event.yaml': `${block}    totalCents: { type: integer }\n    ┆` });
  for (const name of ['totalCents', 'sku', 'channel']) assert.ok(!names.includes(name), name);
  const inLines = `${block}    lines:\n      type: array\n      items:\n        properties:\n          ┆`;
  assert.ok(labels({ ...agreed, 'a.event.yaml': inLines }).includes('sku'));
});

test('a name comes with its type, format, unit and meaning, in the style of what stands beside it', () => {
  assert.equal(
    chosen({ ...agreed, 'a.event.yaml': `${block}    total┆` }, 'totalCents'),
    `${block}    totalCents:\n      type: integer\n      x-unit: EUR-cent\n      description: What is to be paid.`,
  );
  const beside = '    note: { type: string, description: What was written. }\n';
  assert.equal(
    chosen({ ...agreed, 'a.event.yaml': `${block}${beside}    coupon┆` }, 'couponCode'),
    `${block}${beside}    couponCode: { type: string, format: regex, description: "The coupon, as the customer typed it." }`,
  );
  const json = '{\n  "event": "com.example.a.done",\n  "version": "1.0.0",\n  "data": {\n    "properties": {\n      ┆\n    }\n  }\n}';
  const { properties } = JSON.parse(chosen({ ...agreed, 'a.event.json': json }, 'totalCents')).data;
  assert.deepEqual(properties.totalCents, { type: 'integer', 'x-unit': 'EUR-cent', description: 'What is to be paid.' });
  const flow = 'event: com.example.a.done\ndata: { properties: { ┆ } }';
  assert.match(
    chosen({ ...agreed, 'a.event.yaml': flow }, 'totalCents'),
    /\{ totalCents: \{ type: integer, x-unit: EUR-cent, description: [^}]+ \} \}/,
  );
});

test('what is offered says what is agreed, and where it is used', () => {
  const total = offered({ ...agreed, 'a.event.yaml': `${block}    ┆` }).find(({ label }) => label === 'totalCents');
  assert.equal(total?.detail, 'integer, EUR-cent');
  assert.match(total?.documentation ?? '', /In the dictionary, as `totalCents`.*What is to be paid.*In `com\.example\.order\.placed`\./s);
});

test('the dictionary itself: names that it has nothing to say of yet, then what may be said', () => {
  const fields = (text: string): Files => ({ ...agreed, 'fields.yaml': text });
  assert.deepEqual(labels(fields('orderId: { type: string }\n┆')).slice(0, 2), ['totalCents', 'channel']);
  assert.equal(chosen(fields('total┆'), 'totalCents'), 'totalCents:\n  type: integer\n  unit: EUR-cent\n  meaning: Order total.');
  assert.deepEqual(labels(fields('orderId: { ┆ }')).toSorted(), ['classification', 'enum', 'format', 'insteadOf', 'meaning', 'type', 'unit']);
  assert.ok(labels(fields('orderId: { classification: ┆ }')).includes('personal'));
  assert.ok(labels(fields('orderId: { type: ┆ }')).includes('integer'));
});

test('a name shows what the dictionary says of it', () => {
  const shown = (text: string, path = 'a.event.yaml'): string => {
    const { snapshot, uri, offset } = sceneOf({ ...agreed, [path]: text });
    return hoverAt(snapshot, uri, offset)?.markdown ?? '';
  };
  const words = shown(`${block}    coupon┆Code: { type: string }\n`);
  assert.match(words, /In the dictionary, as `couponCode`: string · format `regex` · \*personal\*\n\nThe coupon, as the customer typed it\./);
  assert.match(shown(`${block}    placed┆At: { type: string }\n`), /as `\*At`/);
  assert.doesNotMatch(shown(`${block}    s┆ku: { type: string }\n`), /dictionary/);
  assert.match(shown('orderId: { mean┆ing: The order. }\n', 'fields.yaml'), /\*\*meaning\*\*/);
});
