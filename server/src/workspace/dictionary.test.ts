import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import { parse } from '../syntax/index.ts';
import { createSource } from '../text/source.ts';
import { readDictionary } from './dictionary.ts';
import { createWorkspace } from './workspace.ts';

const read = (text: string, name = 'fields.yaml') => readDictionary(parse(createSource(`file:///work/${name}`, text)));
const entryFor = (text: string, path: string): string | undefined => read(text).entryFor({ path })?.pattern;

suite('reading', () => {
  test('an entry says what is agreed, and leaves out what is not', () => {
    const text =
      'orderId: { type: [string, "null"], format: uuid, meaning: The order., classification: internal, insteadOf: orderNo }\nnote: { type: 7 }\n';
    const [order, note] = read(text).entries;
    assert.deepEqual(order, {
      pattern: 'orderId',
      name: 'orderId',
      place: { uri: 'file:///work/fields.yaml', document: 0, pointer: '/orderId' },
      types: ['string', 'null'],
      format: 'uuid',
      meaning: 'The order.',
      classification: 'internal',
      insteadOf: ['orderNo'],
    });
    assert.deepEqual(note?.types, []);
  });

  test('JSON is read as well, and whatever is no entry is left out', () => {
    assert.deepEqual(
      read('{ "$schema": "x", "a": { "unit": "ms" }, "b": 1, "c": null }', 'fields.json').entries.map(({ pattern, unit }) => [pattern, unit]),
      [['a', 'ms']],
    );
    for (const text of ['', '# soon', '- a', 'a', '{', 'a: {b: ', '\ufeff__proto__: { type: string }\nconstructor: {}'])
      assert.ok(read(text).entries);
  });

  test('of all that fit the most specific one counts', () => {
    const text = '"*": { type: string }\n"*Id": { type: string }\nid: { type: string }\n/id: { type: integer }\nlines/[]/id: { type: number }\n';
    assert.equal(entryFor(text, 'id'), '/id');
    assert.equal(entryFor(text, 'order/id'), 'id');
    assert.equal(entryFor(text, 'lines/[]/id'), 'lines/[]/id');
    assert.equal(entryFor(text, 'orderId'), '*Id');
    assert.equal(entryFor(text, 'note'), '*');
    assert.equal(entryFor('a: { type: string }', 'constructor'), undefined);
  });

  test('a name that another one is used instead of leads to that one, unless it is agreed itself', () => {
    const text = 'orderId: { insteadOf: [order_id, id] }\n/id: { type: string }\naddress/postalCode: { insteadOf: zip }\n';
    const better = (path: string) => read(text).insteadOf({ path })?.name;
    assert.deepEqual([better('order_id'), better('line/id'), better('id'), better('orderId')], ['orderId', 'orderId', undefined, undefined]);
    assert.deepEqual([better('address/zip'), better('zip')], ['postalCode', undefined]);
  });

  test('a hundred thousand entries are read and asked in a moment', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `"${index % 2 ? '*' : ''}f${index}": {type: string, insteadOf: old}\n`).join('');
    const tree = parse(
      createSource(
        'file:///work/fields.json',
        `{${text.trim().replaceAll('\n', ',').replaceAll('type: string', '"type": "string"').replaceAll('insteadOf: old', '"insteadOf": "old"')}}`,
      ),
    );
    const start = performance.now();
    const dictionary = readDictionary(tree);
    for (let index = 0; index < 1_000; index++) {
      dictionary.entryFor({ path: `a/b/c${index}` });
      dictionary.insteadOf({ path: 'a/old' });
    }
    assert.equal(dictionary.entries.length, 100_000);
    assert.ok(performance.now() - start < 3_000);
  });
});

const order = 'event: com.example.order.placed\ndata:\n  type: object\n  properties:\n    orderId: { type: string, description: The order. }\n';

suite('in a workspace', () => {
  const files = { 'eventwright.yaml': 'dictionary: ./fields.yaml\n', 'fields.yaml': 'orderId: { type: string }\n', 'a.event.yaml': order };
  const rulesOf = (workspace: ReturnType<typeof createWorkspace>, uri: string): readonly string[] =>
    workspace
      .snapshot()
      .check(uri)
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('shared-names/'));

  test('is ours by being named, and counts as it is typed', () => {
    const host = createMemoryHost(files);
    const workspace = createWorkspace(host, [host.root]);
    const [event, fields] = [host.uri('a.event.yaml'), host.uri('fields.yaml')];
    assert.equal(workspace.snapshot().kind(fields), 'dictionary');
    assert.deepEqual(rulesOf(workspace, event), []);
    workspace.open(createSource(fields, 'orderId: { type: integer }\n', 1));
    assert.deepEqual(rulesOf(workspace, event), ['shared-names/dictionary']);
    workspace.open(createSource(fields, 'orderId: { type: integer }\n# a comment\n', 2));
    const before = workspace.snapshot().check(event);
    workspace.open(createSource(fields, 'orderId: { type: string }\n', 3));
    assert.deepEqual([before.filter(({ rule }) => rule === 'shared-names/dictionary').length, rulesOf(workspace, event).length], [1, 0]);
    workspace.open(createSource(host.uri('eventwright.yaml'), '# none\n', 1));
    assert.equal(workspace.snapshot().kind(fields), undefined);
  });

  test('one that comes later is found, and one that goes is missed', () => {
    const host = createMemoryHost({ 'eventwright.yaml': files['eventwright.yaml'], 'a.event.yaml': order });
    const workspace = createWorkspace(host, [host.root]);
    const config = host.uri('eventwright.yaml');
    const missed = () => workspace.snapshot().check(config).length;
    assert.equal(missed(), 1);
    host.set('fields.yaml', 'orderId: { type: integer }\n');
    workspace.changed([host.uri('fields.yaml')]);
    assert.equal(missed(), 0);
    assert.deepEqual(rulesOf(workspace, host.uri('a.event.yaml')), ['shared-names/dictionary']);
    host.set('fields.yaml', undefined);
    workspace.changed([host.uri('fields.yaml')]);
    assert.equal(missed(), 1);
  });

  test('several workspaces may share one, and none leads out of the folder', () => {
    const shared = {
      'fields.yaml': 'orderId: { type: integer }\n',
      'shop/eventwright.yaml': 'dictionary: ../fields.yaml\n',
      'shop/a.event.yaml': order,
    };
    const host = createMemoryHost(shared);
    const workspace = createWorkspace(host, [host.root]);
    assert.equal(workspace.snapshot().kind(host.uri('fields.yaml')), 'dictionary');
    assert.deepEqual(rulesOf(workspace, host.uri('shop/a.event.yaml')), ['shared-names/dictionary']);
    const outside = createWorkspace(host, [`${host.root}shop/`]);
    assert.deepEqual(rulesOf(outside, host.uri('shop/a.event.yaml')), []);
    assert.match(outside.snapshot().check(host.uri('shop/eventwright.yaml'))[0]?.message ?? '', /outside of the workspace/);
  });
});
