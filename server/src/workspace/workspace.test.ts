import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost, type MemoryHost } from '../hosts/memory.ts';
import { createSource } from '../text/source.ts';
import { createWorkspace, type WorkspaceSnapshot } from './workspace.ts';

const definition = (type: string, fields: string): string => `event: ${type}
version: 1.0.0
summary: What the test needs.
data:
  type: object
  additionalProperties: false
  required: []
  properties:
${fields}
`;

const said = (snapshot: WorkspaceSnapshot, uri: string): readonly string[] => snapshot.check(uri).map(({ rule, pointer }) => `${rule} ${pointer}`);

function shop(): { host: MemoryHost; files: Record<string, string> } {
  const files = {
    'placed.event.yaml': definition('com.example.order.placed', '    total: { type: integer, description: The sum of all lines. }'),
    'paid.event.yaml': definition('com.example.order.paid', '    payer: { type: string, description: Who paid for it. }'),
    'samples/placed.json': '{"specversion":"1.0","id":"1","source":"/shop","type":"com.example.order.placed","data":{"total":"4"}}',
    'samples/paid.json': '{"specversion":"1.0","id":"2","source":"/shop","type":"com.example.order.paid","data":{"payer":"me"}}',
  };
  return { host: createMemoryHost(files), files };
}

test('the snapshot is the same object while nothing changed', () => {
  const { host } = shop();
  const workspace = createWorkspace(host, [host.root]);
  assert.equal(workspace.snapshot(), workspace.snapshot());
});

test('a change of a definition changes the findings of its sample, in another file', () => {
  const { host, files } = shop();
  const workspace = createWorkspace(host, [host.root]);
  const sample = host.uri('samples/placed.json');
  assert.deepEqual(said(workspace.snapshot(), sample), ['type-safe/sample-mismatch /data/total']);
  const text = (files['placed.event.yaml'] ?? '').replace('type: integer', 'type: string');
  workspace.open(createSource(host.uri('placed.event.yaml'), text, 2));
  assert.deepEqual(said(workspace.snapshot(), sample), []);
  workspace.close(host.uri('placed.event.yaml'));
  assert.deepEqual(said(workspace.snapshot(), sample), ['type-safe/sample-mismatch /data/total']);
});

test('a change of the file that holds the data of a definition changes the findings of its samples', () => {
  const schema = '{"type":"object","additionalProperties":false,"properties":{"total":{"type":"integer","description":"The sum."}}}';
  const host = createMemoryHost({
    ...shop().files,
    'placed.event.yaml': 'event: com.example.order.placed\nversion: 1.0.0\nsummary: What the test needs.\ndata: ./placed.schema.json\n',
    'placed.schema.json': schema,
  });
  const workspace = createWorkspace(host, [host.root]);
  const sample = host.uri('samples/placed.json');
  assert.deepEqual(said(workspace.snapshot(), sample), ['type-safe/sample-mismatch /data/total']);
  host.set('placed.schema.json', schema.replace('integer', 'string'));
  workspace.changed([host.uri('placed.schema.json')]);
  assert.deepEqual(said(workspace.snapshot(), sample), []);
});

test('a result is kept, the very findings, while nothing that it asked of others changed its meaning', () => {
  const { host, files } = shop();
  const workspace = createWorkspace(host, [host.root]);
  const sample = host.uri('samples/placed.json');
  const before = workspace.snapshot().check(sample)[0];
  workspace.open(createSource(host.uri('placed.event.yaml'), `# a comment moves every offset\n${files['placed.event.yaml']}`, 2));
  const after = workspace.snapshot().check(sample)[0];
  assert.equal(after?.fixes, before?.fixes, 'the rules ran again, although only a comment came');
  workspace.open(
    createSource(host.uri('paid.event.yaml'), definition('com.example.order.paid', '    payer: { type: integer, description: Who paid for it. }'), 2),
  );
  assert.equal(workspace.snapshot().check(sample)[0]?.fixes, before?.fixes, 'the rules ran again, although another event changed');
  assert.deepEqual(said(workspace.snapshot(), host.uri('samples/paid.json')), ['type-safe/sample-mismatch /data/payer']);
});

test('files are read once, and only those whose name may be ours', () => {
  const { host } = shop();
  host.set('package.json', '{"name":"x"}');
  host.set('deep/values.yaml', 'a: 1');
  const workspace = createWorkspace(host, [host.root]);
  workspace.snapshot().checkAll();
  assert.deepEqual(host.asked, { list: 1, read: 4 });
  workspace.open(createSource(host.uri('samples/placed.json'), '{}', 2));
  workspace.snapshot().checkAll();
  assert.equal(host.asked.read, 4);
});

test('a sample that a definition lists is judged by it, and counts wherever it lies', () => {
  const { host, files } = shop();
  host.set('placed.event.yaml', `${files['placed.event.yaml']}samples: [./elsewhere/one.json]\n`);
  host.set('elsewhere/one.json', files['samples/placed.json']);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  const uri = host.uri('elsewhere/one.json');
  assert.equal(snapshot.kind(uri), 'samples');
  assert.deepEqual(said(snapshot, uri), ['type-safe/sample-mismatch /data/total']);
});

test('silence on files that are not ours', () => {
  const foreign = {
    'package.json': '{"name":"x","type":"module"}',
    'deploy.yaml': 'apiVersion: v1\nkind: Pod\n',
    'config.sample.yaml': 'a: 1\na: 2\n',
    'samples/readme.json': '{"type":"x","data":[1,}',
    'tool.event.json': '{"event":"click","handlers":[]}',
    'asyncapi.yaml': 'asyncapi: 3.0.0\n',
  };
  const host = createMemoryHost(foreign);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  assert.deepEqual(snapshot.uris, []);
  for (const path of Object.keys(foreign)) assert.deepEqual(snapshot.check(host.uri(path)), [], path);
});

test('a nested eventwright.yaml begins a workspace of its own', () => {
  const { host, files } = shop();
  host.set('eventwright.yaml', 'rules: { type-safe/sample-mismatch: warning }\n');
  host.set('inner/eventwright.yaml', '');
  host.set('inner/samples/placed.json', files['samples/placed.json']);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  assert.equal(snapshot.check(host.uri('samples/placed.json'))[0]?.severity, 'warning');
  assert.deepEqual(snapshot.check(host.uri('inner/samples/placed.json')), [], 'nobody defines that type in there');
});

test('a reference out of the workspace is not followed, nor one to the network', () => {
  const host = createMemoryHost({ 'a.event.yaml': 'event: com.example.a.made\ndata: ../secret.json\n' });
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  const reason = (reference: string) => {
    const resolved = snapshot.resolve(reference, host.uri('a.event.yaml'));
    return resolved.ok ? 'ok' : resolved.reason;
  };
  assert.equal(reason('../secret.json'), 'outside');
  assert.equal(reason('https://example.com/a.json'), 'remote');
  assert.equal(reason('./b.json'), 'missing');
  assert.equal(reason('#/data'), 'ok');
});

test('the version that a sample names judges it, else the highest that is not deprecated', () => {
  const event = (version: string, type: string, more = '') =>
    definition('com.example.a.made', `    n: { type: ${type}, description: A number or a text. }`).replace('1.0.0', version) + more;
  const sample = (more: string) => `{"specversion":"1.0","id":"1","source":"/a","type":"com.example.a.made"${more},"data":{"n":1}}`;
  const host = createMemoryHost({
    'v1.event.yaml': event('1.0.0', 'integer'),
    'v2.event.yaml': event('2.10.0', 'string'),
    'v3.event.yaml': event('2.9.0', 'integer'),
    'v4.event.yaml': event('3.0.0', 'integer', 'deprecated: { since: 3.0.0 }\n'),
    'samples/newest.json': sample(''),
    'samples/first.json': sample(',"dataschema":"https://example.com/made/1.0.0"'),
  });
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  const judged = (path: string) => snapshot.samples(host.uri(path)).map((found) => snapshot.judge(found)?.event.version);
  assert.deepEqual(judged('samples/newest.json'), ['2.10.0']);
  assert.deepEqual(judged('samples/first.json'), ['1.0.0']);
  for (const [named, version] of [
    ['/v1.0.0.json', '1.0.0'],
    ['/11.0.0', '2.10.0'],
    ['/1.0.0-beta', '2.10.0'],
    ['/1.0.01', '2.10.0'],
  ] as const) {
    host.set('samples/first.json', sample(`,"dataschema":"https://example.com/made${named}"`));
    const again = createWorkspace(host, [host.root]).snapshot();
    assert.deepEqual(
      again.samples(host.uri('samples/first.json')).map((found) => again.judge(found)?.event.version),
      [version],
      named,
    );
  }
});

test('a mistake in a schema file is told in that file, for the definition that refers to it', () => {
  const host = createMemoryHost({
    'a.event.yaml': 'event: com.example.a.made\nversion: 1.0.0\ndata: ./a.schema.json\nsamples: [{ data: {} }]\n',
    'a.schema.json': '{"type":"objct"}',
  });
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  assert.equal(snapshot.kind(host.uri('a.schema.json')), 'other');
  assert.deepEqual(said(snapshot, host.uri('a.schema.json')), ['type-safe/invalid-schema /type']);
  assert.deepEqual(said(snapshot, host.uri('a.event.yaml')), []);
});

test('records of others in a folder of samples are none of ours, although they have an id, a type and a source', () => {
  const host = createMemoryHost({
    'samples/chat.json': '{"id":"1","type":"message","source":"web","text":"hello"}',
    'samples/page.json': '{"id":"1","type":"page","time":"yesterday"}',
    'samples/encounter.json': '{"resourceType":"Encounter","id":"1","type":[{"text":"visit"}],"subject":{"reference":"Patient/1"}}',
    'samples/ours.json': '{"id":"1","type":"com.example.order.placed","source":"/shop"}',
  });
  assert.deepEqual(createWorkspace(host, [host.root]).snapshot().uris, [host.uri('samples/ours.json')]);
});

test('a torn line is told once, and its event is not judged', () => {
  const whole = '{"specversion":"1.0","id":"1","source":"/shop","type":"com.example.order.placed"}';
  const host = createMemoryHost({ 'samples/a.ndjson': `${whole}\n{"specversion":"1.0","id":\n{"specversion":"1.0"}\n` });
  const found = createWorkspace(host, [host.root]).snapshot().check(host.uri('samples/a.ndjson'));
  assert.deepEqual(
    found.filter(({ document }) => document === 1).map(({ rule }) => rule),
    ['parseable/torn-line'],
  );
  assert.ok(found.some(({ rule, document }) => rule === 'envelope/missing-attribute' && document === 2));
});

test('files without an ending are definitions only where they are named with their format, and pictures beside them never', () => {
  const schema = '{ "self": { "vendor": "com.example", "name": "order", "version": "1-0-0" }, "type": "object" }';
  const files = { 'schemas/order/1-0-0': schema, 'schemas/order.png': '\u0089PNG', 'schemas/README': 'All schemas.' };
  const host = createMemoryHost({ ...files, 'eventwright.yaml': 'definitions: [{ files: "schemas/**", format: json-schema }]\n' });
  const workspace = createWorkspace(host, [host.root]);
  const types = () =>
    workspace
      .snapshot()
      .definitions()
      .map(({ type }) => type);
  assert.deepEqual(types(), ['com.example/order']);
  assert.equal(workspace.snapshot().kind(host.uri('schemas/order.png')), undefined);
  host.set('schemas/order/1-0-1', schema.replace('1-0-0', '1-0-1'));
  workspace.changed([host.uri('schemas/order/1-0-1')]);
  assert.equal(types().length, 2);
  workspace.open(createSource(host.uri('schemas/order/1-0-1'), schema.replace('"order"', '"offer"'), 1));
  assert.deepEqual(types(), ['com.example/order', 'com.example/offer']);
  workspace.close(host.uri('schemas/order/1-0-1'));
  assert.deepEqual(types(), ['com.example/order', 'com.example/order']);
  workspace.open(createSource(host.uri('eventwright.yaml'), 'definitions: ["schemas/**"]\n', 1));
  assert.deepEqual(types(), []);
});
