import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, labels, offered, shop } from '../check.testing.ts';

const first = (list: readonly string[], count: number) => list.slice(0, count).join(' ');

test('definition: the keys that are not written yet, in the order of writing', () => {
  assert.equal(first(labels({ 'a.event.yaml': '┆' }), 5), 'event version summary data samples');
  assert.equal(first(labels({ 'a.event.yaml': 'event: com.example.a.done\n┆' }), 4), 'version summary data samples');
  assert.equal(first(labels({ 'a.event.json': '{ "event": "com.example.a.done", "version": "1.0.0", ┆ }' }), 3), 'summary data samples');
});

test('definition: a key is written with what it needs', () => {
  assert.equal(chosen({ 'a.event.yaml': 'event: com.example.a.done\nsu┆' }, 'summary'), 'event: com.example.a.done\nsummary: ');
  assert.equal(chosen({ 'a.event.yaml': 'event: com.example.a.done\nda┆' }, 'data'), 'event: com.example.a.done\ndata:\n  ');
  assert.equal(
    chosen({ 'a.event.json': '{\n  "event": "com.example.a.done",\n  "version": "1.0.0"\n  ┆\n}' }, 'summary'),
    '{\n  "event": "com.example.a.done",\n  "version": "1.0.0",\n  "summary": ""\n}',
  );
  assert.equal(chosen({ 'a.event.json': '{\n  ┆\n  "event": "com.example.a.done", "version": "1.0.0"\n}' }, 'reply').includes('"reply": "",'), true);
  assert.equal(
    chosen({ 'a.event.json': '{ "event": "com.example.a.done", "su┆": "x", "version": "1.0.0" }' }, 'summary'),
    '{ "event": "com.example.a.done", "summary": "x", "version": "1.0.0" }',
  );
});

test('definition: envelopes, event types to reply with, what to use instead', () => {
  assert.equal(first(labels({ 'a.event.yaml': 'event: com.example.a.done\nenvelope: ┆' }), 2), 'cloudevents cdevents');
  const types = 'com.example.order.confirmed com.example.order.placed';
  assert.equal(first(labels({ ...shop, 'a.event.yaml': 'event: com.example.a.done\nreply: ┆' }), 2), types);
  assert.equal(first(labels({ ...shop, 'a.event.yaml': 'event: com.example.a.done\nreply:\n  - ┆' }), 2), types);
  assert.equal(
    first(labels({ ...shop, 'a.event.yaml': 'event: com.example.a.done\nreply: [com.example.order.placed, ┆]' }), 1),
    'com.example.order.confirmed',
  );
  assert.equal(first(labels({ ...shop, 'a.event.yaml': 'event: com.example.a.done\ndeprecated:\n  use: ┆' }), 2), types);
  assert.equal(first(labels({ ...shop, 'a.event.json': '{ "event": "com.example.a.done", "version": "1.0.0", "reply": "┆" }' }), 2), types);
});

test('definition: types of attributes, and attributes of the envelope', () => {
  assert.ok(labels({ 'a.event.yaml': 'event: com.example.a.done\nattributes:\n  ┆' }).includes('partitionkey'));
  assert.ok(labels({ 'a.event.yaml': 'event: com.example.a.done\nattributes:\n  mine:\n    type: ┆' }).includes('Timestamp'));
  assert.equal(first(labels({ 'a.event.yaml': 'event: com.example.a.done\nattributes:\n  mine:\n    required: ┆' }), 2), 'true false');
});

test('schema: keywords that fit the type', () => {
  const offer = (text: string) => labels({ 'a.event.yaml': text });
  assert.equal(first(offer('event: com.example.a.done\ndata:\n  ┆'), 2), 'type description');
  const ofInteger = offer('event: com.example.a.done\ndata:\n  properties:\n    n:\n      type: integer\n      ┆');
  assert.ok(ofInteger.includes('minimum') && ofInteger.includes('x-unit') && !ofInteger.includes('minLength') && !ofInteger.includes('type'));
  const ofText = offer('event: com.example.a.done\ndata: { properties: { n: { type: string, ┆ } } }');
  assert.ok(ofText.includes('minLength') && !ofText.includes('minimum'));
});

test('schema: keywords in JSON', () => {
  const text =
    '{ "event": "com.example.a.done", "version": "1.0.0", "data": { "type": "object", "properties": { "a": { "type": "string", "┆" } } } }';
  assert.equal(
    chosen({ 'a.event.json': text }, 'format'),
    '{ "event": "com.example.a.done", "version": "1.0.0", "data": { "type": "object", "properties": { "a": { "type": "string", "format": "" } } } }',
  );
});

test('schema: types, formats, required names, references', () => {
  const offer = (text: string) => labels({ 'a.event.yaml': text });
  assert.equal(first(offer('event: a.b\ndata:\n  type: ┆'), 3), 'string integer number');
  assert.ok(offer('event: a.b\ndata:\n  properties:\n    at: { type: string, format: ┆ }').includes('date-time'));
  assert.equal(offer('event: a.b\ndata:\n  required: [one, ┆]\n  properties:\n    one: {}\n    two: {}\n    three: {}').join(' '), 'two three');
  assert.equal(offer("event: a.b\ndata:\n  properties:\n    at: { $ref: '┆' }\n  $defs:\n    Time: {}").join(' '), '#/$defs/Time');
  assert.deepEqual(offer('event: a.b\ndata:\n  default: { ┆ }'), []);
});

test('schema: names of fields that other events use come with their meaning', () => {
  const files = { ...shop, 'a.event.yaml': 'event: com.example.a.done\ndata:\n  type: object\n  properties:\n    total┆' };
  assert.equal(
    chosen(files, 'totalCents'),
    'event: com.example.a.done\ndata:\n  type: object\n  properties:\n    totalCents:\n      type: integer\n      x-unit: EUR-cent\n      description: Order total.',
  );
});

test('sample: the attributes that are missing, with good values', () => {
  const files = { ...shop, 'samples/a.json': '{\n  "specversion": "1.0",\n  "type": "com.example.order.placed",\n  ┆\n}' };
  assert.equal(first(labels(files), 2), 'id source');
  assert.equal(chosen(files, 'source'), '{\n  "specversion": "1.0",\n  "type": "com.example.order.placed",\n  "source": "/shop/orders"\n}');
  assert.match(chosen(files, 'id'), /"id": "00000000-0000-4000-8000-\d{12}"/);
  assert.match(chosen(files, 'time'), /"time": "2026-01-15T10:00:00Z"/);
  assert.match(chosen(files, 'data'), /"data": \{\n {4}"orderId": "00000000-0000-4000-8000-\d{12}",\n {4}"totalCents": 0\n {2}\}\n/);
});

test('sample: attributes in YAML', () => {
  const files = { ...shop, 'samples/a.yaml': 'specversion: "1.0"\ntype: com.example.order.placed\nda┆\nid: a-1\n' };
  assert.equal(
    chosen(files, 'data').replace(/8000-\d+/, '8000-0'),
    'specversion: "1.0"\ntype: com.example.order.placed\ndata:\n  orderId: "00000000-0000-4000-8000-0"\n  totalCents: 0\nid: a-1\n',
  );
});

test('sample: event types', () => {
  const types = 'com.example.order.confirmed com.example.order.placed';
  assert.equal(labels({ ...shop, 'samples/a.json': '{ "specversion": "1.0", "type": "┆" }' }).join(' '), types);
  assert.equal(
    chosen({ ...shop, 'samples/a.json': '{ "specversion": "1.0", "type": ┆ }' }, 'com.example.order.placed'),
    '{ "specversion": "1.0", "type": "com.example.order.placed" }',
  );
  assert.equal(labels({ ...shop, 'samples/a.yaml': 'specversion: "1.0"\ntype: ┆' }).join(' '), types);
  assert.equal(
    labels({ ...shop, 'samples/a.ndjson': '{"specversion":"1.0","type":"com.example.order.placed"}\n{"specversion":"1.0","type":"┆"}\n' }).join(' '),
    types,
  );
});

for (const [name, path, before, after] of [
  ['JSON', 'samples/a.json', '{ "specversion": "1.0", "type": "com.example.order.placed", "data": { ', ' } }'],
  ['YAML', 'samples/a.yaml', 'specversion: "1.0"\ntype: com.example.order.placed\ndata:\n  ', '\n'],
  ['batch', 'samples/a.json', '[{ "specversion": "1.0", "type": "com.example.order.placed", "data": { ', ' } }]'],
  [
    'a definition',
    'a.event.yaml',
    'event: com.example.a.done\nsamples:\n  - data:\n      ',
    '\ndata:\n  type: object\n  required: [orderId, totalCents]\n  properties:\n    orderId: {}\n    totalCents: {}\n    channel: { type: string, enum: [web, app] }\n    gift: { type: boolean }\n    address: { properties: { city: {} } }\n',
  ],
] as const) {
  test(`sample in ${name}: names of the data, required ones first`, () => {
    const names = labels({ ...shop, [path]: `${before}┆${after}` }).filter((label) => label !== 'All required fields');
    assert.equal(names.join(' '), 'orderId totalCents channel gift address');
  });
  test(`sample in ${name}: values of the data`, () => {
    const colon = name === 'JSON' || name === 'batch' ? (key: string) => `"${key}": ` : (key: string) => `${key}: `;
    assert.equal(labels({ ...shop, [path]: `${before}${colon('channel')}┆${after}` }).join(' '), 'web app');
    assert.equal(labels({ ...shop, [path]: `${before}${colon('gift')}┆${after}` }).join(' '), 'true false');
  });
}

test('sample: nested data, and texts that are begun', () => {
  const files = (data: string) => ({ ...shop, 'samples/a.json': `{ "specversion": "1.0", "type": "com.example.order.placed", "data": ${data} }` });
  assert.equal(labels(files('{ "address": { "┆" } }')).join(' '), 'city');
  assert.match(chosen(files('{ "address": { "┆" } }'), 'city'), /"address": \{ "city": "" \}/);
  assert.match(chosen(files('{ "channel": "┆" }'), 'web'), /"channel": "web"/);
  assert.match(chosen(files('{ "channel": "a┆", "gift": true }'), 'app'), /"channel": "app", "gift"/);
});

test('sample: a whole event where nothing is written yet', () => {
  const json = chosen({ ...shop, 'samples/a.json': '┆', 'eventwright.yaml': 'samples: ["samples/*"]\n' }, 'com.example.order.placed 1.2.0');
  assert.equal(JSON.parse(json).type, 'com.example.order.placed');
  const yaml = chosen({ ...shop, 'samples/a.yaml': '┆', 'eventwright.yaml': 'samples: ["samples/*"]\n' }, 'com.example.order.placed 1.2.0');
  assert.match(yaml, /^specversion: "1\.0"\n/);
});

test('eventwright.yaml: keys, rules, severities', () => {
  assert.ok(labels({ 'eventwright.yaml': '┆' }).includes('typePattern'));
  assert.ok(labels({ 'eventwright.yaml': 'rules:\n  ┆' }).includes('shared-names/conflicting-type'));
  assert.equal(
    chosen({ 'eventwright.yaml': 'rules:\n  shared┆' }, 'shared-names/conflicting-type'),
    'rules:\n  shared-names/conflicting-type: warning',
  );
  assert.equal(labels({ 'eventwright.yaml': 'rules:\n  shared-names/conflicting-type: ┆' }).join(' '), 'error warning info hint off');
  assert.equal(first(labels({ 'eventwright.yaml': 'envelope: ┆' }), 1), 'cloudevents');
});

test('schema files that a definition refers to, and no others', () => {
  const text = '{ "type": "object", "properties": { "city": { "type": "string", "┆" } } }';
  assert.ok(labels({ 'a.event.yaml': 'event: a.b\ndata: ./address.json\n', 'address.json': text }).includes('minLength'));
  assert.deepEqual(labels({ 'a.event.yaml': 'event: a.b\n', 'address.json': text }), []);
});

test('nothing in comments, in block scalars, and in files that are not ours', () => {
  assert.deepEqual(labels({ 'a.event.yaml': 'event: a.b # ┆' }), []);
  assert.deepEqual(labels({ 'a.event.yaml': 'event: a.b\nsummary: |\n  Some ┆\n' }), []);
  assert.deepEqual(labels({ 'package.json': '{ "┆" }' }), []);
  assert.deepEqual(labels({ 'deploy.yaml': 'kind: Deployment\n┆' }), []);
});

test('what is offered says what it means', () => {
  const event = offered({ ...shop, 'samples/a.yaml': 'specversion: "1.0"\ntype: ┆' }).find(({ label }) => label === 'com.example.order.placed');
  assert.equal(event?.detail, '1.2.0');
  assert.match(event?.documentation ?? '', /A customer placed an order\./);
  const field = offered({ ...shop, 'samples/a.yaml': 'specversion: "1.0"\ntype: com.example.order.placed\ndata:\n  ┆' }).find(
    ({ label }) => label === 'totalCents',
  );
  assert.equal(field?.detail, 'integer, EUR-cent, required');
  assert.match(field?.documentation ?? '', /unit `EUR-cent`/);
});

test('nothing is offered where it would run into what stands there', () => {
  const texts = ['data:\n ┆ type: object\n', 'data:\n  properties:\n    a: ┆{ type: string }\n', 'data: { enum: [1]┆ }\n'];
  for (const text of texts) assert.deepEqual(labels({ 'a.event.yaml': `event: com.example.order.placed\n${text}` }), [], text);
});
