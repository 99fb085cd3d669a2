import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesOf, startClient } from './client.testing.ts';

const definition = (type: string, field = 'orderId: { type: string, format: uuid, description: The order that was placed. }') => `event: ${type}
version: 1.0.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  required: [orderId]
  properties:
    ${field}
samples:
  - data: { orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d }
`;

const sample = (data: string) => `{
  "specversion": "1.0",
  "id": "a-1",
  "source": "/shop/orders",
  "type": "com.example.order.placed",
  "data": ${data}
}
`;

const good = '{ "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d" }';

test('a fault is shown on the smallest range, and goes when it is mended', async () => {
  await using client = await startClient();
  const text = definition('com.example.order.placed');
  await client.open('order.event.yaml', text.replace('type: object', 'type: objekt'));
  const shown = await client.judged('order.event.yaml');
  assert.deepEqual(rulesOf(shown), ['type-safe/invalid-schema']);
  assert.deepEqual(shown[0]?.range, { start: { line: 4, character: 8 }, end: { line: 4, character: 14 } });
  assert.equal(shown[0]?.source, 'eventwright');
  assert.equal(shown[0]?.severity, 1);
  assert.match(shown[0]?.codeDescription?.href ?? '', /^https:.*type-safe\/invalid-schema\.md$/);
  await client.change('order.event.yaml', text);
  assert.deepEqual(await client.judged('order.event.yaml'), []);
});

test('of one rule in one file a hundred findings are shown, and a last one for all others', async () => {
  await using client = await startClient();
  const fields = Array.from({ length: 300 }, (_, index) => `field${index}: { description: One of many. }`).join('\n    ');
  await client.open('order.event.yaml', definition('com.example.order.placed', `orderId: { type: string, description: It. }\n    ${fields}`));
  const untyped = (await client.judged('order.event.yaml')).filter(({ code }) => code === 'type-safe/untyped-field');
  assert.equal(untyped.length, 101);
  assert.match(String(untyped.at(-1)?.message), /^And 200 more of this rule in this file/);
});

test('a sample is judged by its definition, and names the place in it', async () => {
  await using client = await startClient({ 'order.event.yaml': definition('com.example.order.placed') });
  await client.open('samples/a.json', sample('{ "orderId": 12 }'));
  const [finding, ...others] = await client.judged('samples/a.json');
  assert.deepEqual(others, []);
  assert.equal(finding?.code, 'type-safe/sample-mismatch');
  assert.deepEqual(finding?.range, { start: { line: 5, character: 23 }, end: { line: 5, character: 25 } });
  const related = finding?.relatedInformation?.[0];
  assert.equal(related?.location.uri, client.uri('order.event.yaml'));
  assert.equal(related?.location.range.start.line, 8);
  await client.change('samples/a.json', sample(good));
  assert.deepEqual(await client.judged('samples/a.json'), []);
});

test('a change in one open file shows and unshows findings in another', async () => {
  await using client = await startClient();
  await client.open('order.event.yaml', definition('com.example.order.placed'));
  await client.open('samples/a.json', sample(good));
  assert.deepEqual(await client.judged('samples/a.json'), []);
  await client.change(
    'order.event.yaml',
    definition('com.example.order.placed', 'orderId: { type: integer, description: The order that was placed. }').replace(/samples:[\s\S]*/, ''),
  );
  assert.deepEqual(rulesOf(await client.until('samples/a.json', (shown) => shown.length > 0)), ['type-safe/sample-mismatch']);
  await client.change('order.event.yaml', definition('com.example.order.placed'));
  await client.until('samples/a.json', (shown) => shown.length === 0);
});

test('one name with two meanings is shown in both files, as long as it has them', async () => {
  await using client = await startClient();
  await client.open('placed.event.yaml', definition('com.example.order.placed'));
  await client.open(
    'moved.event.yaml',
    definition('com.example.order.moved', 'orderId: { type: integer, description: The order that was moved. }').replace(/samples:[\s\S]*/, ''),
  );
  const has = (shown: readonly { code?: unknown }[]) => shown.some(({ code }) => code === 'shared-names/conflicting-type');
  const shown = (file: string) => has(client.shown(file));
  await client.judged('moved.event.yaml');
  await client.quiet();
  assert.ok(shown('placed.event.yaml') || shown('moved.event.yaml'));
  await client.change('moved.event.yaml', definition('com.example.order.moved'));
  await client.until('moved.event.yaml', (list) => !has(list));
  await client.until('placed.event.yaml', (list) => !has(list));
});

test('what the dictionary says counts in every open file as it is typed', async () => {
  await using client = await startClient({ 'eventwright.yaml': 'dictionary: ./fields.yaml\n', 'fields.yaml': 'orderId: { type: string }\n' });
  await client.open('placed.event.yaml', definition('com.example.order.placed'));
  await client.open('fields.yaml', 'orderId: { type: string }\n');
  assert.deepEqual(await client.judged('fields.yaml'), []);
  await client.change('fields.yaml', 'orderId: { type: integer }\n');
  const departs = (shown: readonly { code?: unknown }[]) => shown.some(({ code }) => code === 'shared-names/dictionary');
  await client.until('placed.event.yaml', departs);
  await client.change('fields.yaml', 'orderId: { type: text }\n');
  await client.until('placed.event.yaml', (shown) => !departs(shown));
  assert.deepEqual(rulesOf(await client.until('fields.yaml', (shown) => shown.length > 0)), ['parseable/invalid-config']);
});

test('closed files of the workspace are shown too, and follow the disk', async () => {
  await using client = await startClient({
    'order.event.yaml': definition('com.example.order.placed'),
    'samples/a.json': sample('{ "orderId": 12 }'),
  });
  await client.until('samples/a.json', (shown) => shown.length === 1);
  await client.write('samples/a.json', sample(good));
  await client.until('samples/a.json', (shown) => shown.length === 0);
  await client.write('samples/a.json', sample('{}'));
  await client.until('samples/a.json', (shown) => shown.length === 1);
  await client.write('samples/a.json', undefined);
  await client.until('samples/a.json', (shown) => shown.length === 0);
});

test('what is shown of a file is taken back when it is no file any more', async () => {
  await using client = await startClient();
  await client.open('new.event.yaml', 'version: 1.0.0\n');
  assert.notDeepEqual(await client.judged('new.event.yaml'), []);
  // It was never saved: with its editor it is gone.
  await client.close('new.event.yaml');
  await client.until('new.event.yaml', (shown) => shown.length === 0);
});

test('an unsaved text wins over the file, until its editor is closed', async () => {
  await using client = await startClient({ 'order.event.yaml': definition('com.example.order.placed') });
  await client.open('order.event.yaml', 'version: 1.0.0\n');
  await client.until('order.event.yaml', (shown) => shown.length > 0);
  await client.close('order.event.yaml');
  await client.until('order.event.yaml', (shown) => shown.length === 0);
});

test('what is published fits the version that it names, and versions never go back', async () => {
  await using client = await startClient();
  const text = definition('com.example.order.placed');
  await client.open('order.event.yaml', text);
  for (let round = 0; round < 30; round++) void client.change('order.event.yaml', round % 2 === 0 ? `x${text}` : text);
  await client.judged('order.event.yaml');
  await client.quiet();
  const published = client.published.filter(({ uri }) => uri === client.uri('order.event.yaml'));
  const versions = published.map(({ version }) => version ?? -1);
  assert.deepEqual(
    versions,
    [...versions].sort((a, b) => a - b),
  );
  assert.equal(versions.at(-1), 31);
  for (const { version, diagnostics } of published) assert.equal(diagnostics.length, (version ?? 0) % 2 === 0 ? 1 : 0, `version ${version}`);
});

test('files of others get nothing', async () => {
  const foreign: Readonly<Record<string, string>> = {
    'package.json': '{ "name": "x", "version": 1, "version": 2 }',
    'deploy.yaml': 'apiVersion: apps/v1\nkind: Deployment\nkind: Service\n',
    'config.sample.yaml': 'port: 80\nport: 81\n',
    'samples/sdk.json': '{ "query": "x", "query": "y" }',
    'click.event.json': '{ "event": "click", "event": "tap", "target": 1 }',
  };
  await using client = await startClient(foreign);
  for (const [file, text] of Object.entries(foreign)) await client.open(file, text);
  await client.open('own.event.yaml', 'version: 1.0.0\n');
  await client.judged('own.event.yaml');
  await client.quiet();
  assert.deepEqual([...new Set(client.published.map(({ uri }) => uri))], [client.uri('own.event.yaml')]);
});

test('a broken `eventwright.yaml` is shown, and mending it counts at once', async () => {
  await using client = await startClient({ 'order.event.yaml': 'version: 1.0.0\n' });
  await client.until('order.event.yaml', (shown) => shown.length > 0);
  await client.open('eventwright.yaml', 'excluded: ["**/*"]\n');
  assert.deepEqual(rulesOf(await client.judged('eventwright.yaml')), ['parseable/invalid-config']);
  await client.change('eventwright.yaml', 'exclude: ["**/*"]\n');
  assert.deepEqual(await client.judged('eventwright.yaml'), []);
  await client.until('order.event.yaml', (shown) => shown.length === 0);
});

test('it ends when it is told to, and when its client is gone', async () => {
  const polite = await startClient();
  assert.equal(await polite.stop(), 0);
  await using crashed = await startClient();
  assert.equal(await crashed.abandon(), 1);
});
