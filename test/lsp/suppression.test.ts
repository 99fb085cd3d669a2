import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { type Client, clientCapabilities, rulesOf, startClient } from './client.testing.ts';

const definition = `event: com.example.order.placed
version: 1.0.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  properties:
    total: { type: integer, description: The sum of all lines, in cents. }
`;
const sample = '{ "specversion": "1.0", "id": "1", "source": "/a", "type": "com.example.order.placed", "data": { "total": "4" } }\n';
const yamlSample = 'specversion: "1.0"\nid: "1"\nsource: /a\ntype: com.example.order.placed\ndata:\n  total: four\n';

const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const suppressing = async (client: Client, path: string, range: Diagnostic['range'] = whole): Promise<readonly CodeAction[]> => {
  const all = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri(path) },
    range,
    context: { diagnostics: [], only: ['quickfix'] },
  });
  const first = all.findIndex(({ title }) => title.startsWith('Suppress '));
  assert.ok(first < 0 || all.slice(first).every(({ title, isPreferred }) => title.startsWith('Suppress ') && !isPreferred), 'they come last');
  return first < 0 ? [] : all.slice(first);
};

const editsOf = (action: CodeAction | undefined) =>
  (action?.edit?.documentChanges ?? []) as (TextDocumentEdit | { readonly kind: 'create'; readonly uri: string })[];

test('a comment comes by a code action; it is unused as soon as another file makes it so', async () => {
  await using client = await startClient();
  await client.open('order.event.yaml', definition);
  await client.open('samples/a.yaml', yamlSample);
  const [mismatch] = await client.until('samples/a.yaml', (shown) => shown.length === 1);
  assert.equal(mismatch?.code, 'type-safe/sample-mismatch');
  const [action, ...others] = await suppressing(client, 'samples/a.yaml', mismatch.range);
  assert.deepEqual([action?.title, others], ['Suppress type-safe/sample-mismatch with a comment…', []]);
  const [change] = editsOf(action);
  assert.ok(change && 'edits' in change);
  const text = client.edited(
    'samples/a.yaml',
    change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])),
  );
  await client.change('samples/a.yaml', text);
  assert.deepEqual(rulesOf(await client.judged('samples/a.yaml')), ['suppression/without-reason']);
  await client.change('samples/a.yaml', text.replace('<reason>', 'The oldest sender writes words.'));
  assert.deepEqual(await client.judged('samples/a.yaml'), []);

  await client.change('order.event.yaml', definition.replace('type: integer', 'type: string'));
  assert.deepEqual(rulesOf(await client.until('samples/a.yaml', (shown) => shown.length > 0)), ['suppression/unused']);
  await client.change('order.event.yaml', definition);
  assert.deepEqual(await client.until('samples/a.yaml', (shown) => shown.length === 0), []);
});

test('in JSON an entry goes to eventwright.yaml, which the client makes where there is none', async () => {
  const able = {
    ...clientCapabilities,
    workspace: { ...clientCapabilities.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } },
  };
  await using client = await startClient({ 'order.event.yaml': definition }, able);
  await client.open('samples/a.json', sample);
  await client.until('samples/a.json', (shown) => shown.length === 1);
  const [action] = await suppressing(client, 'samples/a.json');
  const [create, change, ...more] = editsOf(action);
  assert.deepEqual([create, more], [{ kind: 'create', uri: client.uri('eventwright.yaml') }, []]);
  assert.ok(change && 'edits' in change && change.textDocument.version === null);
  const [edit] = change.edits;
  assert.ok(edit && 'newText' in edit);
  await client.write('eventwright.yaml', edit.newText);
  assert.deepEqual(await client.until('samples/a.json', (shown) => shown.length === 0), []);
  assert.deepEqual(rulesOf(await client.until('eventwright.yaml', (shown) => shown.length > 0)), ['suppression/without-reason']);

  // Now that the file is there, whoever cannot make files is helped, too; and the entry is unused when the sample is mended.
  await client.change('samples/a.json', sample.replace('"4"', '4'));
  assert.deepEqual(rulesOf(await client.until('eventwright.yaml', (shown) => shown.length > 1)), [
    'suppression/unused',
    'suppression/without-reason',
  ]);
});

test('a client that cannot make files is not offered one', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('samples/a.json', sample);
  await client.until('samples/a.json', (shown) => shown.length === 1);
  assert.deepEqual(await suppressing(client, 'samples/a.json'), []);
  await client.write('eventwright.yaml', 'envelope: cloudevents\n');
  await client.quiet();
  const [action] = await suppressing(client, 'samples/a.json');
  const [change] = editsOf(action);
  assert.ok(change && 'edits' in change);
  assert.equal(change.textDocument.uri, client.uri('eventwright.yaml'));
});

test('accepted findings come and go with their file', async () => {
  await using client = await startClient({ 'order.event.yaml': definition, 'eventwright.yaml': 'accepted: ./eventwright-accepted.json\n' });
  await client.open('samples/a.json', sample);
  await client.until('samples/a.json', (shown) => shown.length === 1);
  assert.deepEqual(rulesOf(await client.until('eventwright.yaml', (shown) => shown.length > 0)), ['suppression/invalid-accepted']);
  const accepted = { version: 1, findings: { 'samples/a.json': { 'type-safe/sample-mismatch': { '/data/total': 1 } } } };
  await client.write('eventwright-accepted.json', JSON.stringify(accepted));
  assert.deepEqual(await client.until('samples/a.json', (shown) => shown.length === 0), []);
  assert.deepEqual(await client.until('eventwright.yaml', (shown) => shown.length === 0), []);
  await client.write('eventwright-accepted.json', undefined);
  await client.until('samples/a.json', (shown) => shown.length === 1);
});
