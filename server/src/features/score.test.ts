import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Files, sceneOf, shop } from './check.testing.ts';
import { describeScore, marks, scoreTitle } from './describe-score.ts';
import { type Score, scoreOf, scoresOf } from './score.ts';

const placed = 'orders/order-placed.event.yaml';
const type = 'com.example.order.placed';
const sample = (data: string, more = '') =>
  `{ "specversion": "1.0", "id": "a", "source": "/shop/orders", "type": "${type}"${more}, "data": ${data} }`;
const good = '{ "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 1 }';

function scored(files: Files, of = type): Score {
  const { snapshot } = sceneOf(files);
  const [event] = snapshot.definitions(of);
  return (event && scoreOf(snapshot, event)) ?? assert.fail(`nothing defines ${of}`);
}

/** `✓✓✗✓✓–`: envelope, event type, ambiguous names, shared names, parseable, type safe. */
const glyphs = ({ properties }: Score): string => properties.map(({ state }) => marks[state]).join('');
const rulesBehind = ({ properties }: Score): readonly string[] => properties.flatMap(({ findings }) => findings.map(({ rule }) => rule));

test('an event with a sample that fits has all six properties', () => {
  const score = scored({ ...shop, 'samples/a.json': sample(good) });
  assert.equal(glyphs(score), '✓✓✓✓✓✓');
  assert.equal(scoreTitle(score), '6 of 6 properties');
});

test('without a sample, envelope and type safety are unknown rather than kept', () => {
  const score = scored(shop);
  assert.equal(glyphs(score), '–✓✓✓✓–');
  assert.equal(scoreTitle(score), '4 of 6 properties, 2 unknown');
});

test('without a schema nobody knows the fields', () => {
  const files = { 'a.event.yaml': `event: ${type}\nversion: 1.0.0\n`, 'samples/a.json': sample(good) };
  assert.equal(glyphs(scored(files)), '✓✓––✓–');
});

test('a sample breaks what it violates, wherever it stands, and only of its own event', () => {
  const files = {
    ...shop,
    'samples/a.json': sample(good),
    'samples/b.ndjson': `${sample(good)}\n${sample('{ "orderId": 1, "totalCents": 1 }').replace('"id": "a"', '"id": "b"')}\n${sample(good).replace('"id": "a", ', '')}\n`,
    'samples/c.json': `[${sample(good)}, ${sample(good, ', "time": "noon"').replace('"id": "a"', '"id": "b"')}]`,
  };
  const score = scored(files);
  assert.equal(glyphs(score), '✗✓✓✓✓✗');
  assert.deepEqual([...rulesBehind(score)].sort(), ['envelope/attribute-format', 'envelope/missing-attribute', 'type-safe/sample-mismatch']);
  assert.equal(glyphs(scored(files, 'com.example.order.confirmed')), '–✓✓✓✓–');
});

test('what makes a file of samples hard to parse counts for the events in it', () => {
  const score = scored({ ...shop, 'samples/a.json': `${sample(good)} // as sent` });
  assert.equal(glyphs(score), '✓✓✓✓✗✓');
});

test('a torn line is no sample of the event whose lines stand around it', () => {
  assert.equal(glyphs(scored({ ...shop, 'samples/a.ndjson': `${sample(good)}\n{"specversion": "1.0", "ty\n` })), '✓✓✓✓✓✓');
});

test('a schema in a file of its own counts for every event that uses it, and for no other', () => {
  const definition = (name: string, data: string) => `event: com.example.order.${name}\nversion: 1.0.0\nsummary: It was ${name}.\ndata: ${data}\n`;
  const files = {
    'shared.schema.json':
      '{ "$defs": { "Order": { "type": "object", "properties": { "orderId": { "type": "strin", "description": "The order." } } }, "Other": { "type": "object" } } }',
    'placed.event.yaml': definition('placed', './shared.schema.json#/$defs/Order'),
    'paid.event.yaml': definition('paid', './shared.schema.json#/$defs/Order'),
    'shipped.event.yaml': definition('shipped', './shared.schema.json#/$defs/Other'),
  };
  assert.equal(glyphs(scored(files)).at(-1), '✗');
  assert.equal(glyphs(scored(files, 'com.example.order.paid')).at(-1), '✗');
  assert.equal(glyphs(scored(files, 'com.example.order.shipped')).at(-1), '–');
});

test('a rule over the workspace counts for the event whose field it names, also in a schema that events share', () => {
  const definition = (name: string, data: string) =>
    `event: com.example.order.${name}\nversion: 1.0.0\nsummary: It was ${name}.\ndata:\n  type: object\n  additionalProperties: false\n  properties:\n    ${data}\n`;
  const files = {
    'address.schema.json': '{ "type": "object", "properties": { "floor": { "type": "string", "description": "The floor." } } }',
    'a.event.yaml': definition('placed', "address: { $ref: './address.schema.json', description: Where to. }"),
    'b.event.yaml': definition(
      'paid',
      'address: { type: object, properties: { floor: { type: integer, description: The floor. } }, description: Where to. }',
    ),
    'c.event.yaml': definition('sent', 'orderId: { type: string, description: The order. }'),
  };
  assert.deepEqual(rulesBehind(scored(files)), ['shared-names/conflicting-type']);
  assert.deepEqual(rulesBehind(scored(files, 'com.example.order.paid')), ['shared-names/conflicting-type']);
  assert.deepEqual(rulesBehind(scored(files, 'com.example.order.sent')), []);
});

test('several definitions in one file are scored apart', () => {
  const text = shop[placed] ?? '';
  const files = { 'orders/all.event.yaml': `${text}---\n${text.replaceAll('order.placed', 'order.paid').replace('type: object', 'type: objekt')}` };
  assert.equal(glyphs(scored(files)), '–✓✓✓✓–');
  assert.equal(glyphs(scored(files, 'com.example.order.paid')).at(-1), '✗');
});

test('advice breaks nothing, unless the workspace says that it is a warning', () => {
  const text = (shop[placed] ?? '').replace(', description: The order that was placed.', '');
  const files = { [placed]: text, 'samples/a.json': sample(good) };
  const score = scored(files);
  assert.equal(glyphs(score), '✓✓✓✓✓✓');
  assert.ok(score.properties.some(({ notes }) => notes.some(({ rule }) => rule === 'ambiguous-names/missing-description')));
  assert.equal(glyphs(scored({ ...files, 'eventwright.yaml': 'rules: { ambiguous-names/missing-description: warning }\n' })), '✓✓✗✓✓✓');
});

test('a definition without a type has a score too', () => {
  const { snapshot } = sceneOf({ 'a.event.yaml': 'version: 1.0.0\ndata: { type: object, additionalProperties: false }\n' });
  assert.equal(glyphs([...scoresOf(snapshot).values()][0] ?? assert.fail()), '–✗✓✓✓–');
});

test('in words: the worst first, shortened, and no markup of the text that it speaks of', () => {
  const score = scored({ ...shop, 'samples/a.json': sample('{ "orderId": "<b>", "totalCents": "1", "![x](http://evil/a.png)": 1 }') });
  const lines = describeScore(score).split('\n');
  assert.equal(lines[0], '**5 of 6 properties** · 1 sample');
  assert.deepEqual(lines.slice(2, 7), ['- ✓ Common envelope', '- ✓ Event type', '- ✓ Unambiguous names', '- ✓ No shared names', '- ✓ Easy to parse']);
  assert.match(lines[7] ?? '', /^- ✗ Type safe: .+ \(and 2 more\)$/);
  assert.equal(/!\[|<b>/.test(describeScore(score).replace(/`[^`]*`/g, '')), false);
});
