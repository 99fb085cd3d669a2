import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resolver } from '../schema.ts';
import { open, resolverOf, rootOf, told, treeOf } from '../schema.testing.ts';
import { openJsonSchema } from './index.ts';

const money =
  '{$id: "https://shop.example/money", type: object, properties: {cents: {$ref: "#/$defs/whole"}}, $defs: {whole: {$anchor: whole, type: integer}}}';

test('follows references to files, with `#` of each its own', () => {
  const schema = open('{properties: {total: {$ref: "./money.yaml"}, cents: {$ref: "money.yaml#whole"}}}', { 'file:///work/money.yaml': money });
  assert.deepEqual(told(schema, '{total: {cents: x}, cents: y}'), ['type /total/cents', 'type /cents']);
});

test('an inline schema is a resource of its own', () => {
  const text = 'event: a\n$defs: {x: {type: number}}\ndata: {$ref: "#/$defs/x", $defs: {x: {type: string}}}\n';
  assert.deepEqual(told(open(text, {}, {}, { pointer: '/data' }), '5'), ['type ']);
  assert.deepEqual(told(open(text, {}, { root: 'file' }, { pointer: '/data' }), '5'), []);
});

test('a reference into the data of an event means that resource', () => {
  const files = {
    'file:///work/b.event.yaml': 'event: b\n$defs: {x: {type: number}}\ndata: {properties: {v: {$ref: "#/$defs/x"}}, $defs: {x: {type: string}}}\n',
  };
  assert.deepEqual(told(open('{$ref: "b.event.yaml#/data"}', files), 'v: 5'), ['type /v']);
});

test('a collection whose `$id`s are addresses finds its files by their `$id`, and else beside it', () => {
  const main = '{$id: "https://cdevents.example/0.6/schema/approval", properties: {links: {$ref: "links/list"}}}';
  const list = treeOf('{$id: "https://cdevents.example/0.6/schema/links/list", type: array}', 'file:///work/links/list.json');
  const byId: Resolver = {
    resolve: (reference) =>
      reference === 'https://cdevents.example/0.6/schema/links/list'
        ? { ok: true, place: { uri: 'file:///work/links/list.json', document: 0, pointer: '' }, node: rootOf(list), tree: list }
        : { ok: false, reason: 'missing', detail: reference, candidates: [] },
  };
  const tree = treeOf(main);
  const place = { uri: 'file:///work/approval.json', document: 0, pointer: '' };
  assert.deepEqual(told(openJsonSchema(rootOf(tree), tree, place, byId, { assertFormats: true }), 'links: 5'), ['type /links']);
  const nearby = resolverOf({ 'file:///work/links/list': '{type: array}' });
  assert.deepEqual(told(openJsonSchema(rootOf(tree), tree, place, nearby, { assertFormats: true }), 'links: 5'), ['type /links']);
});

test('a reference that leads nowhere is said once, and blames no value', () => {
  const schema = open('{items: {$ref: "#/$defs/oder"}, $defs: {order: {type: object}}}');
  assert.deepEqual(told(schema, '[1, 2]'), ['unresolved /0']);
  const [fault] = schema.faults();
  assert.equal(fault?.kind, 'unresolved');
  assert.equal(fault?.place.pointer, '/items/$ref');
  assert.equal(fault?.suggestion, '#/$defs/order');
});

test('a remote reference is not followed, and fits everything', () => {
  const schema = open('{properties: {a: {$ref: "https://elsewhere.example/a.json"}}}');
  assert.deepEqual(told(schema, 'a: 1'), []);
  assert.deepEqual(
    schema.faults().map(({ kind }) => kind),
    ['remote'],
  );
});

test('the meta-schemas are there without a network', () => {
  for (const uri of [
    'http://json-schema.org/draft-04/schema#',
    'http://json-schema.org/draft-06/schema',
    'http://json-schema.org/draft-07/schema#',
    'https://json-schema.org/draft/2019-09/schema',
    'https://json-schema.org/draft/2020-12/schema',
  ]) {
    const schema = open(`{$ref: "${uri}"}`);
    assert.deepEqual(told(schema, '{properties: {a: {type: string, minLength: 1}}}'), [], uri);
    assert.notDeepEqual(told(schema, '{properties: {a: {minLength: x}}}'), [], uri);
  }
});

test('2019-09: `$recursiveRef` goes to the outermost schema that allows it', () => {
  const tree = '{$id: "https://a.example/tree", $recursiveAnchor: true, type: object, properties: {children: {items: {$recursiveRef: "#"}}}}';
  const strict = `{$schema: "https://json-schema.org/draft/2019-09/schema", $id: "https://a.example/strict", $recursiveAnchor: true, $ref: tree, unevaluatedProperties: false, $defs: {tree: ${tree}}}`;
  assert.deepEqual(told(open(strict), 'children: [{childen: []}]'), ['unevaluatedProperties /children/0/childen']);
});

test('a circle ends, and is a fault', () => {
  const schema = open(
    '{$ref: "#/$defs/a", $defs: {a: {allOf: [{$ref: "#/$defs/b"}]}, b: {$ref: "#/$defs/a"}, fine: {properties: {x: {$ref: "#/$defs/fine"}}}}}',
  );
  assert.deepEqual(told(schema, '1'), []);
  assert.deepEqual(
    schema.faults().map(({ kind, place }) => `${kind} ${place.pointer}`),
    ['cyclic /$defs/a/allOf/0/$ref', 'cyclic /$defs/b/$ref'],
  );
});
