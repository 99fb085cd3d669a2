import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSource } from '../text/source.ts';
import { type Files, sceneOf, shop } from './check.testing.ts';
import { definitionsAt } from './definition.ts';
import { hoverAt } from './hover.ts';
import { lensesOf } from './lenses.ts';
import { scoreOf } from './score.ts';
import { type EventSymbol, symbolsOf } from './symbols.ts';

const hovered = (files: Files): string => {
  const { snapshot, uri, offset } = sceneOf(files);
  return hoverAt(snapshot, uri, offset)?.markdown ?? 'nothing';
};

/** `path#pointer` of each target, `~` behind those that are names. */
const targets = (files: Files): readonly string[] => {
  const { snapshot, uri, offset, host } = sceneOf(files);
  return definitionsAt(snapshot, uri, offset).map(({ place, key }) => `${place.uri.slice(host.root.length)}#${place.pointer}${key ? '~' : ''}`);
};

const outline = (files: Files): readonly string[] => {
  const { snapshot, uri } = sceneOf(files);
  const lines = (symbols: readonly EventSymbol[], depth: number): string[] =>
    symbols.flatMap(({ name, detail, children }) => [`${' '.repeat(depth)}${name}${detail ? ` (${detail})` : ''}`, ...lines(children, depth + 1)]);
  return lines(symbolsOf(snapshot, uri), 0);
};

const placed = 'orders/order-placed.event.yaml';
const json = (data: string, rest = '') =>
  `{ "specversion": "1.0", "id": "a", "source": "/shop/orders", "type": "com.example.order.placed", "data": ${data}${rest} }`;
const yaml = (data: string) => `specversion: "1.0"\nid: a\nsource: /shop/orders\ntype: com.example.order.placed\ndata:\n  ${data}\n`;

test('hover: keys of a definition', () => {
  assert.match(hovered({ 'a.event.yaml': 'ev┆ent: com.example.a.done\n' }), /^\*\*event\*\*\n\n[\s\S]*The type that every event/);
  assert.match(hovered({ 'a.event.json': '{ "event": "com.example.a.done", "ver┆sion": "1.0.0" }' }), /semantic version/);
  assert.match(hovered({ 'a.event.yaml': 'event: com.example.a.done\nattributes:\n  mine: { requ┆ired: true }\n' }), /every event of this type/);
});

test('hover: an event type tells its summary and version', () => {
  for (const files of [
    { 'a.event.yaml': 'event: com.example.a.done\nreply: com.example.order.pl┆aced\n' },
    { 'a.event.yaml': 'event: com.example.a.done\nreply:\n  - com.example.order.pl┆aced\n' },
    { 'samples/a.json': json('{}').replace('order.placed', 'order.pl┆aced') },
    { 'samples/a.yaml': yaml('{}').replace('order.placed', 'order.pl┆aced') },
  ] as readonly Files[]) {
    assert.equal(hovered({ ...shop, ...files }), '**com.example.order.placed** 1.2.0\n\nA customer placed an order.');
  }
});

test('hover: an event type tells how well-composed the event is, as far as that is known', () => {
  const { snapshot, uri, offset } = sceneOf({ ...shop, 'samples/a.json': json('{}').replace('order.placed', 'order.pl┆aced') });
  const markdown = hoverAt(snapshot, uri, offset, (event) => scoreOf(snapshot, event))?.markdown ?? '';
  assert.match(
    markdown,
    /^\*\*com\.example\.order\.placed\*\* 1\.2\.0\n\nA customer placed an order\.\n\n\*\*5 of 6 properties\*\* · 1 sample\n\n- ✓/,
  );
  assert.match(markdown, /\n- ✗ Type safe: `orderId` is missing/);
});

test('hover: a field tells type, unit, meaning, and who uses its name', () => {
  const text = shop[placed] ?? '';
  assert.match(
    hovered({ ...shop, [placed]: text.replace('    totalCents', '    total┆Cents') }),
    /integer · unit `EUR-cent` · at least 0\n\nOrder total\./,
  );
  assert.match(
    hovered({ ...shop, [placed]: text.replace('    orderId', '    order┆Id') }),
    /Used by 2 events: `com\.example\.order\.(confirmed|placed)`/,
  );
  assert.match(hovered({ ...shop, [placed]: text.replace('{ type: boolean', '{ ty┆pe: boolean') }), /^\*\*type\*\*/);
  assert.match(hovered({ ...shop, [placed]: text.replace('format: uuid', 'format: uu┆id') }), /RFC 9562/);
});

test('hover: data and attributes of a sample', () => {
  for (const files of [
    { 'samples/a.json': json('{ "total┆Cents": 1 }') },
    { 'samples/a.yaml': yaml('total┆Cents: 1') },
    { 'samples/a.yaml': yaml('totalCents: 1┆2') },
  ] as readonly Files[]) {
    assert.match(hovered({ ...shop, ...files }), /^\*\*totalCents\*\*\n\ninteger · unit `EUR-cent`[\s\S]*Order total\./);
  }
  assert.match(hovered({ ...shop, 'samples/a.json': json('{}').replace('"source"', '"sou┆rce"') }), /^\*\*source\*\* · URI-reference · required/);
  assert.match(
    hovered({ ...shop, 'a.event.yaml': `${shop[placed]?.replace('placed', 'paid')}samples:\n  - data: { total┆Cents: 1 }\n` }),
    /Order total\./,
  );
});

test('hover: what a team writes is no markup', () => {
  const files = {
    'a.event.yaml':
      'event: a.b\ndata:\n  properties:\n    x┆y: { type: string, description: "See ![x](http://evil/a.png) <b>now</b> and `code[0]`." }\n',
  };
  assert.match(hovered(files), /See \\!\\\[x\\\]\\\(http:\/\/evil\/a\.png\\\) \\<b\\>now\\<\/b\\> and `code\[0\]`\./);
});

test('hover: eventwright.yaml', () => {
  assert.match(hovered({ 'eventwright.yaml': 'type┆Pattern: dotted\n' }), /How event types are written/);
});

test('hover: nothing where there is nothing to say', () => {
  assert.equal(hovered({ 'package.json': '{ "na┆me": "x" }' }), 'nothing');
  assert.equal(hovered({ 'a.event.yaml': 'event: a.b # com┆ment\n' }), 'nothing');
});

test('definition: from a type to what defines it', () => {
  for (const files of [
    { 'samples/a.json': json('{}').replace('order.placed', 'order.pl┆aced') },
    { 'samples/a.yaml': yaml('{}').replace('order.placed', 'order.pl┆aced') },
    { 'a.event.yaml': 'event: com.example.a.done\nreply: com.example.order.pl┆aced\n' },
    { 'a.event.json': '{ "event": "com.example.a.done", "version": "1.0.0", "deprecated": { "use": "com.example.order.pl┆aced" } }' },
  ] as readonly Files[]) {
    assert.deepEqual(targets({ ...shop, ...files }), [`${placed}#/event`]);
  }
});

test('definition: several versions, the one that judges first', () => {
  const two = { 'v1.event.yaml': 'event: com.example.a.done\nversion: 1.0.0\n', 'v2.event.yaml': 'event: com.example.a.done\nversion: 2.0.0\n' };
  const files = { ...two, 'samples/a.json': '{ "specversion": "1.0", "id": "a", "source": "/a", "type": "com.example.a.do┆ne" }' };
  assert.deepEqual(targets(files), ['v2.event.yaml#/event', 'v1.event.yaml#/event']);
});

test('definition: references', () => {
  const text = shop[placed] ?? '';
  assert.deepEqual(targets({ ...shop, [placed]: text.replace('#/$defs/Address', '#/$defs/Addr┆ess') }), [`${placed}#/data/$defs/Address`]);
  const outside = {
    'shared/address.json': '{ "$defs": { "City": { "type": "string" } } }',
    'a.event.yaml': "event: a.b\ndata:\n  properties:\n    city: { $ref: './shared/address.json#/$defs/Ci┆ty' }\n",
  };
  assert.deepEqual(targets(outside), ['shared/address.json#/$defs/City']);
  assert.deepEqual(targets({ 's.json': '{ "type": "object" }', 'a.event.yaml': 'event: a.b\ndata: ./s.js┆on\n' }), ['s.json#']);
  assert.deepEqual(targets({ 'samples/a.json': json('{}'), 'a.event.yaml': 'event: a.b\nsamples:\n  - ./samples/a.js┆on\n' }), ['samples/a.json#']);
  assert.deepEqual(targets({ 'a.event.yaml': 'event: a.b\ndata: https://example.com/s.js┆on\n' }), []);
});

test('definition: from a field of a sample to its schema', () => {
  assert.deepEqual(targets({ ...shop, 'samples/a.json': json('{ "total┆Cents": 1 }') }), [`${placed}#/data/properties/totalCents~`]);
  assert.deepEqual(targets({ ...shop, 'samples/a.yaml': yaml('address: { ci┆ty: Ulm }') }), [`${placed}#/data/$defs/Address/properties/city~`]);
});

test('symbols: events with their fields, samples with their values', () => {
  assert.deepEqual(outline({ [placed]: shop[placed] ?? '' }).slice(0, 4), [
    'com.example.order.placed (1.2.0)',
    ' orderId (string, uuid)',
    ' totalCents (integer)',
    ' channel (string)',
  ]);
  assert.deepEqual(outline({ 'samples/a.json': '{ "specversion": "1.0", "type": "a.b", "id": "x", "source": "/", "data": { "n": [1] } }' }), [
    'a.b (x)',
    ' specversion ("1.0")',
    ' type ("a.b")',
    ' id ("x")',
    ' source ("/")',
    ' data',
    '  n',
  ]);
  assert.deepEqual(
    outline({ 'samples/a.ndjson': '{"specversion":"1.0","type":"a.b"}\n{"specversion":"1.0","type":"a.c"}\n' }).filter(
      (line) => !line.startsWith(' '),
    ),
    ['a.b', 'a.c'],
  );
  assert.deepEqual(outline({ 'package.json': '{ "name": "x" }' }), []);
});

test('lenses: above definitions and samples', () => {
  const titles = (files: Files) => {
    const { snapshot, uri } = sceneOf(files);
    return lensesOf(snapshot, uri).map(({ title, place }) => `${title} ${place.pointer}`);
  };
  assert.deepEqual(titles({ 'samples/a.json': json('{}'), [placed]: `${shop[placed]}samples:\n  - data: {}\n` }), [
    'Send… ',
    '2 samples ',
    'Send… /samples/0',
  ]);
  assert.deepEqual(titles({ ...shop, 'samples/a.json': `[${json('{}')}, ${json('{}')}]` }), ['Send… /0', 'Send… /1']);
  assert.deepEqual(titles({ 'package.json': '{ "name": "x" }' }), []);
});

test('lenses: a score comes last, where one is at hand', () => {
  const { snapshot, uri } = sceneOf({ [placed]: `${shop[placed]}samples:\n  - data: {}\n` });
  const lenses = lensesOf(snapshot, uri, (event) => scoreOf(snapshot, event));
  assert.deepEqual(
    lenses.map(({ title, action }) => `${action} ${title}`),
    ['send Send…', 'none 1 sample', 'score 5 of 6 properties', 'send Send…'],
  );
});

test('an unsaved text counts at once', () => {
  const scene = sceneOf({ ...shop, 'samples/a.json': json('{}').replace('order.placed', 'order.pl┆aced') });
  scene.workspace.open(createSource(scene.host.uri(placed), (shop[placed] ?? '').replace('A customer placed an order.', 'Somebody ordered.'), 2));
  assert.match(hoverAt(scene.workspace.snapshot(), scene.uri, scene.offset)?.markdown ?? '', /Somebody ordered\./);
});
