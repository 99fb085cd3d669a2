import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../text/edits.ts';
import { type Files, sceneOf, shop } from './check.testing.ts';
import { prepareRename, renameAt } from './rename.ts';

const placed = 'orders/order-placed.event.yaml';
const sample = (data: string, type = 'com.example.order.placed') =>
  `{ "specversion": "1.0", "id": "a", "source": "/shop/orders", "type": "${type}", "data": ${data} }`;

/** What would be renamed, or why nothing can be. */
function prepared(files: Files): string {
  const { snapshot, uri, offset, text } = sceneOf(files);
  const found = prepareRename(snapshot, uri, offset);
  if (!found.ok) return found.message;
  assert.equal(text.slice(found.span.start, found.span.end), found.name);
  return found.name;
}

/** The files that changed, each by the lines that did. */
function renamed(files: Files, to: string): Files | string {
  const { snapshot, uri, offset, host } = sceneOf(files);
  const result = renameAt(snapshot, uri, offset, to);
  if (!result.ok) return result.message;
  return Object.fromEntries(
    [...result.edits].map(([file, edits]) => {
      const before = snapshot.tree(file)?.source.text ?? '';
      const lines = before.split('\n');
      const changed = applyEdits(before, edits)
        .split('\n')
        .filter((line, index) => line !== lines[index]);
      return [file.slice(host.root.length), changed.map((line) => line.trim()).join('\n')];
    }),
  );
}

/** The shop, with the cursor behind a text of a file. */
const at = (file: string, text: string, more: Files = {}): Files => {
  const files = { ...shop, ...more };
  assert.equal(files[file]?.split(text).length, 2, `${text} does not occur just once`);
  return { ...files, [file]: files[file]?.replace(text, `${text}┆`) ?? '' };
};

suite('a field', () => {
  const samples = { 'samples/a.json': sample('{ "address": { "city": "Ulm" }, "totalCents": 1 }') };
  const everywhere = {
    [placed]: 'required: [town]\ntown: { type: string, description: The city. }',
    'samples/a.json': samples['samples/a.json'].replace('city', 'town'),
  };

  test('from its schema, from `required`, and from a sample', () => {
    assert.deepEqual(renamed(at(placed, '        ci', samples), 'town'), everywhere);
    assert.deepEqual(renamed(at(placed, '[ci', samples), 'town'), everywhere);
    assert.deepEqual(renamed(at('samples/a.json', '"ci', samples), 'town'), everywhere);
  });

  test('in the body of a message with headers', () => {
    const http = 'ce-specversion: 1.0\nce-id: city\nce-source: /shop\nce-type: com.example.order.placed\n\n{ "address": { "city": "Ulm" } }\n';
    const changed = renamed(at(placed, '        ci', { 'samples/a.http': http }), 'town');
    assert.equal(typeof changed === 'string' ? changed : changed['samples/a.http'], '{ "address": { "town": "Ulm" } }');
  });

  test('is named without its quotes', () => {
    assert.equal(prepared(at(placed, '    total')), 'totalCents');
    assert.equal(prepared(at('samples/a.json', '"total', samples)), 'totalCents');
  });

  test('in a file that definitions refer to', () => {
    const files = {
      'a.event.yaml': 'event: com.example.a.done\ndata: { $ref: ./a.json }\n',
      'b.event.yaml': 'event: com.example.b.done\ndata: { properties: { a: { $ref: ./a.json } } }\nsamples:\n  - data: { a: { one: 1 } }\n',
      'a.json': '{ "properties": { "on┆e": { "type": "integer" } } }',
    };
    assert.deepEqual(renamed(files, 'two'), {
      'a.json': '{ "properties": { "two": { "type": "integer" } } }',
      'b.event.yaml': '- data: { a: { two: 1 } }',
    });
  });

  test('says why it cannot be', () => {
    assert.equal(renamed(at(placed, '    total'), 'orderId'), '`orderId` is there already, beside `totalCents`.');
    assert.equal(renamed(at(placed, '    total'), ''), 'A field needs a name.');
    assert.match(prepared(at(placed, 'ty', { [placed]: 'event: a\ndata: { ty: 1 }\n' })), /^Point at/);
    assert.match(prepared(at(placed, 'summ')), /^Point at/);
    assert.match(prepared(at('samples/a.json', '"specv', samples)), /belongs to the envelope/);
    assert.match(prepared({ ...shop, 'samples/a.json': sample('{ "oth┆er": 1 }') }), /No schema defines `other`/);
    assert.match(prepared({ ...shop, 'samples/a.json': sample('{ "oth┆er": 1 }', 'com.example.un.known') }), /No definition judges/);
    assert.match(prepared({ 'a.event.yaml': 'event: com.example.a.done\ndata: { properties: { properties: { ty┆pe: object } } }\n' }), /no field/);
    assert.match(prepared({ 'package.json': '{ "na┆me": 1 }' }), /^Point at/);
  });
});

suite('an event type', () => {
  const samples = { 'samples/a.json': sample('{}', 'com.example.order.confirmed') };
  const confirmed = 'orders/order-confirmed.event.yaml';
  const old = { 'orders/old.event.yaml': 'event: com.example.order.acknowledged\ndeprecated: { use: com.example.order.confirmed }\n' };
  const everywhere = {
    [confirmed]: 'event: com.example.order.accepted',
    [placed]: 'reply: com.example.order.accepted',
    'orders/old.event.yaml': 'deprecated: { use: com.example.order.accepted }',
    'samples/a.json': samples['samples/a.json'].replace('confirmed', 'accepted'),
  };

  test('from its definition, a reply, a successor, and a sample', () => {
    for (const [file, text] of [
      [confirmed, 'event: com'],
      [placed, 'reply: com'],
      ['orders/old.event.yaml', 'use: com'],
      ['samples/a.json', '"type": "com'],
    ] as const)
      assert.deepEqual(renamed(at(file, text, { ...samples, ...old }), 'com.example.order.accepted'), everywhere);
  });

  test('as each envelope writes it', () => {
    const iglu = '{ "schema": "iglu:com.example.order/confirmed/jsonschema/1-0-2", "data": {} }';
    const http = 'ce-specversion: 1.0\nce-id: 1\nce-source: /shop\nce-type: com.example.order.confirmed\n\n{}\n';
    assert.deepEqual(renamed(at(confirmed, 'event: com', { 'samples/a.json': iglu, 'samples/b.http': http }), 'com.example.order.grün'), {
      [confirmed]: 'event: com.example.order.grün',
      [placed]: 'reply: com.example.order.grün',
      'samples/a.json': iglu.replace('/confirmed/', '/grün/'),
      'samples/b.http': 'ce-type: com.example.order.gr%C3%BCn',
    });
  });

  test('says why it cannot be', () => {
    assert.equal(renamed(at(confirmed, 'event: com'), 'com.example.order.placed'), 'com.example.order.placed is defined already.');
    assert.equal(renamed(at(confirmed, 'event: com'), 'a b'), 'An event type is a name without spaces.');
    assert.match(prepared({ ...shop, 'samples/a.json': sample('{}', 'com.exam┆ple.un.known') }), /No definition has the type/);
  });
});
