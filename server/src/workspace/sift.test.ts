import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import { createSource } from '../text/source.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

const event = (type: string, fields: string): string =>
  `event: ${type}\nversion: 1.0.0\nsummary: What the test needs.\ndata:\n  type: object\n  additionalProperties: false\n  properties:\n${fields}\nsamples: [{ data: {} }]\n`;

/** A workspace of these files, and what is told of each; `set` writes a file as somebody types it. */
function open(files: Readonly<Record<string, string>>, today?: string) {
  const host = createMemoryHost(files, today === undefined ? {} : { today });
  const workspace: Workspace = createWorkspace(host, [host.root]);
  let version = 1;
  return {
    host,
    workspace,
    told: (path: string) =>
      workspace
        .snapshot()
        .check(host.uri(path))
        .map(({ rule }) => rule),
    sifted: (path: string) => workspace.snapshot().sift(host.uri(path)),
    set: (path: string, text: string) => workspace.open(createSource(host.uri(path), text, ++version)),
  };
}

const disable = (rule: string): string => `# eventwright-disable-next-line ${rule} -- The test wants it.`;

test('a comment silences what another file causes, and is unused when that one changes', () => {
  const own = event('com.example.order.placed', '    # HERE\n    dueOn: { type: string, format: date, description: The last day to pay. }');
  const other = (format: string) =>
    event('com.example.payment.received', `    dueOn: { type: string, format: ${format}, description: The last day to pay. }`);
  const { told, sifted, set } = open({ 'a.event.yaml': own, 'b.event.yaml': other('date-time') });
  assert.deepEqual(told('a.event.yaml'), ['shared-names/conflicting-format']);
  set('a.event.yaml', own.replace('# HERE', disable('shared-names/conflicting-format')));
  assert.deepEqual(told('a.event.yaml'), []);
  assert.deepEqual(
    sifted('a.event.yaml').suppressed.map(({ rule }) => rule),
    ['shared-names/conflicting-format'],
  );
  assert.deepEqual(told('b.event.yaml'), ['shared-names/conflicting-format'], 'the other place is somebody else’s');
  set('b.event.yaml', other('date'));
  assert.deepEqual(told('a.event.yaml'), ['suppression/unused']);
  set('b.event.yaml', other('date-time'));
  assert.deepEqual(told('a.event.yaml'), []);
});

test('a comment silences what a file has in it for the one that refers to it', () => {
  const schema = `${disable('type-safe/invalid-schema')}\ntype: objct\n`;
  const { told, set } = open({
    'a.event.yaml': 'event: com.example.a.made\nversion: 1.0.0\nsummary: What it needs.\ndata: ./a.schema.yaml\n',
    'a.schema.yaml': schema,
  });
  assert.deepEqual(told('a.schema.yaml'), []);
  set('a.schema.yaml', schema.replace('objct', 'object'));
  assert.deepEqual(told('a.schema.yaml'), ['suppression/unused']);
  set('a.event.yaml', 'event: com.example.a.made\nversion: 1.0.0\n');
  assert.deepEqual(told('a.schema.yaml'), [], 'nobody refers to it any more, so it is none of ours');
});

test('an entry of `ignore` is used while any file of its glob needs it', () => {
  const config =
    'ignore:\n  - { rule: type-safe/sample-mismatch, file: "samples/**", pointer: /data, reason: The sender is no longer maintained. }\n';
  const sample = (data: string) => `{"specversion":"1.0","id":"1","source":"/a","type":"com.example.order.placed","data":${data}}`;
  const { told, set } = open({
    'eventwright.yaml': config,
    'a.event.yaml': event('com.example.order.placed', '    count: { type: integer, minimum: 0, description: How many there are. }'),
    'samples/a.json': sample('{"count":"1"}'),
    'samples/b.ndjson': `${sample('{"count":1}')}\n`,
    'other.sample.json': sample('{"count":"1"}'),
  });
  assert.deepEqual([told('samples/a.json'), told('samples/b.ndjson'), told('eventwright.yaml')], [[], [], []]);
  assert.deepEqual(told('other.sample.json'), ['type-safe/sample-mismatch']);
  set('samples/a.json', sample('{"count":1}'));
  assert.deepEqual(told('eventwright.yaml'), ['suppression/unused']);
  set('samples/b.ndjson', `${sample('{"count":1}')}\n${sample('{"count":true}').replace('"id":"1"', '"id":"2"')}\n`);
  assert.deepEqual([told('samples/b.ndjson'), told('eventwright.yaml')], [[], []]);
  set('samples/b.ndjson', `${sample('{"count":1}')}\n{"torn\n`);
  assert.deepEqual(told('eventwright.yaml'), [], 'while a line is torn, nobody knows');
});

test('past its date a suppression silences nothing', () => {
  const files = {
    'eventwright.yaml': 'ignore:\n  - { rule: ambiguous-names/generic-name, file: b.event.yaml, reason: Renamed soon., until: 2026-03-31 }\n',
    'a.event.yaml': event(
      'com.example.a.made',
      `    # eventwright-disable-next-line ambiguous-names/generic-name -- Renamed soon. (until 2026-03-31)\n    value: { type: integer, minimum: 0, description: 'What it is.' }`,
    ),
    'b.event.yaml': event('com.example.b.made', `    status: { type: integer, minimum: 0, description: 'How it is.' }`),
  };
  const all = (today: string) => Object.keys(files).map((path) => open(files, today).told(path));
  assert.deepEqual(all('2026-03-31'), [[], [], []]);
  assert.deepEqual(all('2026-04-01'), [
    ['suppression/expired'],
    ['suppression/expired', 'ambiguous-names/generic-name'],
    ['ambiguous-names/generic-name'],
  ]);
});

test('accepted findings are not told, wherever in the file they move; one more of the kind is', () => {
  const accepted = JSON.stringify({
    version: 1,
    findings: {
      'samples/a.ndjson': {
        'envelope/missing-attribute': { '/specversion id': 1 },
        'parseable/torn-line': { '': 1 },
        'suppression/unused': { '': 9 },
      },
    },
  });
  const sample = (more: string) => `{"specversion":"1.0",${more}"source":"/a","type":"com.example.order.placed"}\n`;
  const { told, sifted, set } = open({
    'eventwright.yaml': 'accepted: ./eventwright-accepted.json\n',
    'eventwright-accepted.json': accepted,
    'samples/a.ndjson': sample(''),
  });
  assert.deepEqual([told('samples/a.ndjson'), told('eventwright.yaml'), told('eventwright-accepted.json')], [[], [], []]);
  assert.equal(sifted('samples/a.ndjson').accepted.length, 1);
  set('samples/a.ndjson', sample('"id":"1",') + sample(''));
  assert.deepEqual(told('samples/a.ndjson'), []);
  set('samples/a.ndjson', sample('') + sample(''));
  assert.deepEqual(told('samples/a.ndjson'), ['envelope/missing-attribute']);
  set('samples/a.ndjson', sample('').replace('"source":"/a",', '"id":"1",'));
  assert.deepEqual(told('samples/a.ndjson'), ['envelope/missing-attribute'], 'another attribute is another finding');
  set('samples/a.ndjson', `${sample('')}{"torn\n`);
  assert.deepEqual(told('samples/a.ndjson'), ['parseable/torn-line'], 'what cannot be read is never accepted');
  set('samples/a.ndjson', sample(''));
  set('eventwright-accepted.json', accepted.replace('"/specversion id":1', '"/specversion id":"1"'));
  assert.deepEqual([told('samples/a.ndjson'), told('eventwright-accepted.json')], [['envelope/missing-attribute'], ['suppression/invalid-accepted']]);
});

test('a file of accepted findings that nobody names is nothing to us', () => {
  const { workspace, host } = open({ 'eventwright.yaml': '', 'eventwright-accepted.json': '{ "version": 2 }' });
  assert.deepEqual(workspace.snapshot().uris, [host.uri('eventwright.yaml')]);
});
