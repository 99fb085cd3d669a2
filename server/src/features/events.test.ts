import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { envelopeOf } from '../envelopes/index.ts';
import { createMemoryHost } from '../hosts/memory.ts';
import { tries } from '../text/effort.testing.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { catalogOf } from './catalog.ts';
import { type Files, sceneOf, shop } from './check.testing.ts';
import { judgeText } from './judge-text.ts';
import { scoreOf } from './score.ts';
import { newEventFiles } from './new-event.ts';
import { nameOfType } from '../refactor/file-names.ts';

const event = (data: string, type = 'com.example.order.placed') =>
  `{"specversion":"1.0","id":"a","source":"/shop/orders","type":"${type}","data":${data}}`;
const good = '{"orderId":"8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d","totalCents":1}';

test('the catalog lists events by type, with their samples', () => {
  const { snapshot } = sceneOf({ ...shop, 'samples/a.json': event(good), 'samples/b.ndjson': `${event(good)}\n${event(good)}\n` });
  const [confirmed, placed, ...others] = catalogOf(snapshot);
  assert.deepEqual(others, []);
  assert.equal(confirmed?.type, 'com.example.order.confirmed');
  assert.equal(placed?.version, '1.2.0');
  assert.deepEqual(placed?.replies, ['com.example.order.confirmed']);
  assert.deepEqual(placed?.location.range.start, { line: 0, character: 7 });
  assert.deepEqual(
    placed?.samples.map(({ label }) => label),
    ['samples/a.json', 'samples/b.ndjson (1)', 'samples/b.ndjson (2)'],
  );
});

test('the catalog shows scores that are at hand, and what to use instead of a deprecated event', () => {
  const files = {
    ...shop,
    'old.event.yaml': 'event: com.example.order.created\ndeprecated: { use: com.example.order.placed }\ndata: { type: objekt }\n',
  };
  const { snapshot } = sceneOf(files);
  const [confirmed, created] = catalogOf(snapshot, (event) => (event.type?.endsWith('created') ? scoreOf(snapshot, event) : undefined));
  assert.equal(confirmed?.score, undefined);
  assert.deepEqual(created?.score, { kept: 4, of: 6, worst: 'error' });
  assert.equal(created?.use, 'com.example.order.placed');
});

test('a text from the wire is judged as a file would be', () => {
  const { snapshot, host } = sceneOf(shop);
  const judge = (text: string, type?: string) => judgeText(snapshot, text, { ...(type && { type }), today: host.today(), newId: () => host.newId() });
  const fits = judge(event(good));
  assert.deepEqual(fits.problems, []);
  assert.equal(fits.definition?.type, 'com.example.order.placed');
  assert.equal(fits.definition?.location.uri, host.uri('orders/order-placed.event.yaml'));

  const wrong = judge(event('{"orderId":12,"totalCents":1}'));
  assert.deepEqual(
    wrong.problems.map(({ rule, pointer, severity }) => [rule, pointer, severity]),
    [['type-safe/sample-mismatch', '/data/orderId', 'error']],
  );
  assert.deepEqual(wrong.problems[0]?.range.start, { line: 0, character: event('').indexOf('}') + '{"orderId":'.length });

  assert.equal(judge(event('{}', 'org.other.thing.done')).definition, undefined);
  assert.equal(judge(event('{}', 'org.other.thing.done'), 'com.example.order.confirmed').definition?.type, 'com.example.order.confirmed');
  assert.ok(judge('{ "specversion": "1.0", ').problems.length > 0);
  for (const text of ['', 'hello', '[]', '1', '[['.repeat(2_000)]) assert.doesNotThrow(() => judge(text));
});

test('the verdict on a text is the verdict on the file', () => {
  for (const data of [good, '{}', '{"orderId":"x","totalCents":-1,"other":1}', '[1]', 'null']) {
    const { snapshot, host, uri } = sceneOf({ ...shop, 'samples/a.json': event(data) });
    const wire = judgeText(snapshot, event(data), { today: host.today(), newId: () => host.newId() }).problems.map(
      ({ rule, pointer }) => `${rule} ${pointer}`,
    );
    const file = snapshot.check(uri).map(({ rule, pointer }) => `${rule} ${pointer}`);
    assert.deepEqual([...wire].sort(), [...file].sort(), data);
  }
});

const written = (type: string, summary: string, existing: Files = {}) => {
  const host = createMemoryHost(existing);
  const envelope = envelopeOf('cloudevents');
  assert.ok(envelope);
  const files = newEventFiles({ type, summary, folder: host.root, envelope, exists: (uri) => host.read(uri) !== undefined }, host);
  for (const { uri, text } of files) host.set(decodeURIComponent(uri.slice(host.root.length)), text);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  return { host, files, snapshot };
};

test('a new event: a definition and a sample that fit each other', () => {
  const { host, files, snapshot } = written('com.example.order.placed', 'A customer placed an order.');
  assert.deepEqual(
    files.map(({ uri }) => uri.slice(host.root.length)),
    ['order-placed.event.yaml', 'samples/order-placed.json'],
  );
  const [definition, sample] = files;
  assert.equal(definition?.text.slice(definition.selection?.start, definition.selection?.end), 'subjectId');
  assert.equal(JSON.parse(sample?.text ?? '').type, 'com.example.order.placed');
  for (const { uri } of files)
    assert.deepEqual(
      snapshot.check(uri).map(({ message }) => message),
      [],
      uri,
    );
  assert.equal(snapshot.judge(snapshot.samples(sample?.uri ?? '')[0] ?? assert.fail())?.event.type, 'com.example.order.placed');
});

test('a new event never overwrites a file', () => {
  const { host, files } = written('com.example.order.placed', 'Again.', { 'order-placed.event.yaml': 'event: a.b\n' });
  assert.deepEqual(
    files.map(({ uri }) => uri.slice(host.root.length)),
    ['order-placed-2.event.yaml', 'samples/order-placed-2.json'],
  );
});

test('whatever the summary and the type are, the definition says just that', () => {
  const awkward = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a: b', 'yes', '# no', "it's", '"', '', '{a}', '- x', 'line\nline', '1.0', '---'),
  );
  fc.assert(
    fc.property(awkward, awkward, (type, summary) => {
      fc.pre(type.isWellFormed() && summary.isWellFormed());
      const { files, snapshot } = written(type, summary);
      const [definition] = snapshot.readDefinitions(files[0]?.uri ?? '');
      assert.equal(definition?.type ?? '', type);
      assert.equal(definition?.summary ?? '', summary.trim().replace(/\s+/g, ' '));
      assert.equal(JSON.parse(files[1]?.text ?? '').type, type);
    }),
    { numRuns: tries(40, 150) },
  );
});

test('files are called by the last two parts of the type', () => {
  assert.equal(nameOfType('com.example.order.placed'), 'order-placed');
  assert.equal(nameOfType('order/placed'), 'order-placed');
  assert.equal(nameOfType('../../etc/passwd'), 'etc-passwd');
  assert.equal(nameOfType('nul'), 'event-nul');
  assert.equal(nameOfType('...'), 'event');
});
