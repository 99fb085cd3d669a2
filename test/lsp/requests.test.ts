import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  Hover,
  LocationLink,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import type { ComposeResult, ConnectionsResult, EventsResult, NewEventResult, ScoreResult, Verdict } from '../../server/src/lsp/protocol.ts';
import { type Client, clientCapabilities, positionAfter, startClient } from './client.testing.ts';

const definition = `event: com.example.order.placed
version: 1.0.0
summary: A customer placed an order.
source: /shop/orders
data:
  type: object
  additionalProperties: false
  required: [orderId]
  properties:
    orderId: { type: string, format: uuid, description: The order that was placed. }
    channel: { type: string, enum: [web, app], description: Where it was placed. }
samples:
  - data: { orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d }
`;

const sample = `{
  "specversion": "1.0",
  "id": "a-1",
  "source": "/shop/orders",
  "type": "com.example.order.placed",
  "data": { "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d" }
}
`;

/** Does what an editor does with the edit of an action, for one open document. */
async function apply(client: Client, file: string, edit: WorkspaceEdit | undefined): Promise<void> {
  const [change, ...others] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.ok(change);
  assert.deepEqual(others, []);
  assert.equal(change.textDocument.uri, client.uri(file));
  assert.equal(change.textDocument.version, client.version(file));
  await client.change(
    file,
    client.edited(
      file,
      change.edits.flatMap((item) => ('newText' in item ? [item] : [])),
    ),
  );
}

const actions = (client: Client, file: string, range: Diagnostic['range'], only?: string[]) =>
  client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri(file) },
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });

test('the server says what it can do', async () => {
  await using client = await startClient();
  const { capabilities } = client.initialized;
  assert.deepEqual(Object.keys(capabilities).sort(), [
    'codeActionProvider',
    'codeLensProvider',
    'completionProvider',
    'definitionProvider',
    'documentSymbolProvider',
    'hoverProvider',
    'positionEncoding',
    'renameProvider',
    'textDocumentSync',
    'workspace',
  ]);
});

test('a code action mends its finding', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('samples/a.json', sample.replace('  "id": "a-1",\n', ''));
  const [finding, ...others] = await client.judged('samples/a.json');
  assert.equal(finding?.code, 'envelope/missing-attribute');
  assert.deepEqual(others, []);
  const [action] = await actions(client, 'samples/a.json', finding.range);
  assert.equal(action?.kind, 'quickfix');
  assert.equal(action?.diagnostics?.[0]?.code, 'envelope/missing-attribute');
  await apply(client, 'samples/a.json', action?.edit);
  assert.deepEqual(await client.judged('samples/a.json'), []);
  assert.match(JSON.parse(client.text('samples/a.json')).id, /^[0-9a-f-]{36}$/);
});

test('fix-all mends all that is safe, and only when it is asked for', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open(
    'samples/a.yaml',
    'specversion: 1.0\nid: a-1\nsource: /shop/orders\ntype: com.example.order.placed\ndata:\n  orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d\n',
  );
  assert.notDeepEqual(await client.judged('samples/a.yaml'), []);
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const [all, ...others] = await actions(client, 'samples/a.yaml', whole, ['source.fixAll']);
  assert.equal(all?.kind, 'source.fixAll.eventwright');
  assert.deepEqual(others, []);
  assert.ok((await actions(client, 'samples/a.yaml', whole)).every(({ kind }) => kind === 'quickfix'));
  await apply(client, 'samples/a.yaml', all?.edit);
  assert.deepEqual(await client.judged('samples/a.yaml'), []);
});

test('completion inserts what the file lacks, and the result is valid', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  const text = sample.replace('"orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d"', '');
  await client.open('samples/a.json', text);
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri: client.uri('samples/a.json') },
    position: positionAfter(text, '"data": { '),
  });
  assert.deepEqual(
    items.map(({ label }) => label),
    ['orderId', 'channel'],
  );
  const item: CompletionItem | undefined = items[0];
  assert.ok(item?.textEdit && 'range' in item.textEdit);
  await client.change('samples/a.json', client.edited('samples/a.json', [item.textEdit, ...(item.additionalTextEdits ?? [])]));
  assert.deepEqual(await client.judged('samples/a.json'), []);
  assert.match(JSON.parse(client.text('samples/a.json')).data.orderId, /^[0-9a-f-]{36}$/);
});

test('completion answers for the text as it was just typed', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('new.event.yaml', 'event: com.example.order.paid\n');
  void client.change('new.event.yaml', 'event: com.example.order.paid\nreply: ');
  const { items } = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri: client.uri('new.event.yaml') },
    position: { line: 1, character: 7 },
  });
  assert.deepEqual(
    items.map(({ label }) => label),
    ['com.example.order.placed'],
  );
});

test('hover, definition and symbols', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('samples/a.json', sample);
  const at = { textDocument: { uri: client.uri('samples/a.json') }, position: positionAfter(sample, 'com.example.order.pl') };
  const hover = await client.request<Hover>('textDocument/hover', at);
  assert.match(JSON.stringify(hover.contents), /A customer placed an order\./);
  const [link, ...others] = await client.request<LocationLink[]>('textDocument/definition', at);
  assert.deepEqual(others, []);
  assert.equal(link?.targetUri, client.uri('order.event.yaml'));
  assert.deepEqual(link?.targetRange, { start: { line: 0, character: 7 }, end: { line: 0, character: 31 } });
  const [symbol] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: client.uri('order.event.yaml') } });
  assert.equal(symbol?.name, 'com.example.order.placed');
  assert.deepEqual(
    symbol?.children?.map(({ name }) => name),
    ['orderId', 'channel'],
  );
});

test('code lenses send what stands below them, and tell its score', async () => {
  await using client = await startClient({ 'samples/a.json': sample });
  await client.open('order.event.yaml', definition);
  await client.quiet();
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: client.uri('order.event.yaml') } });
  assert.deepEqual(
    lenses.map(({ command, range }) => [range.start.line, command?.title, command?.command, ...(command?.arguments ?? [])]),
    [
      [0, 'Send…', 'eventwright.send', client.uri('order.event.yaml'), '', 0],
      [0, '2 samples', ''],
      [0, '6 of 6 properties', 'eventwright.showScore', client.uri('order.event.yaml'), '', 0],
      [12, 'Send…', 'eventwright.send', client.uri('order.event.yaml'), '/samples/0', 0],
    ],
  );
});

test('a client that has no commands of ours gets no lens that would end in an error', async () => {
  await using client = await startClient({}, clientCapabilities, {});
  await client.open('order.event.yaml', definition);
  await client.quiet();
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: client.uri('order.event.yaml') } });
  assert.deepEqual(
    lenses.map(({ command }) => [command?.title, command?.command]),
    [
      ['1 sample', ''],
      ['6 of 6 properties', ''],
    ],
  );
});

test('a score follows the findings: in the list, in a hover and on demand', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('samples/a.json', sample);
  await client.quiet();
  const scoreInList = async () => (await client.request<EventsResult>('eventwright/events', null)).events[0]?.score;
  assert.deepEqual(await scoreInList(), { kept: 6, of: 6 });
  const changes = () => client.notes.filter((note) => note === 'eventwright/changed').length;
  const before = changes();
  await client.change('samples/a.json', sample.replace('"8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d"', '12'));
  await client.quiet();
  assert.equal(changes(), before + 1);
  assert.deepEqual(await scoreInList(), { kept: 5, of: 6, worst: 'error' });

  const position = positionAfter(sample, 'com.example.order.pl');
  const at = { textDocument: { uri: client.uri('samples/a.json') }, position };
  assert.match(JSON.stringify((await client.request<Hover>('textDocument/hover', at)).contents), /5 of 6 properties/);
  for (const where of [
    { uri: client.uri('order.event.yaml'), document: 0, pointer: '' },
    { uri: client.uri('order.event.yaml'), position: { line: 3, character: 0 } },
    { uri: client.uri('samples/a.json'), position },
  ]) {
    const { title, properties } = await client.request<ScoreResult>('eventwright/score', where);
    assert.equal(title, '5 of 6 properties');
    const broken = properties.filter(({ state }) => state !== 'kept');
    assert.deepEqual(
      broken.map(({ property, findings }) => [property, ...findings.map(({ rule, location }) => [rule, location.uri, location.range.start.line])]),
      [['type-safe', ['type-safe/sample-mismatch', client.uri('samples/a.json'), 5]]],
    );
  }
  await assert.rejects(client.request('eventwright/score', { uri: client.uri('nowhere.yaml') }), /no event definition here/);
});

test('eventwright/events, and word of it when it changes', async () => {
  await using client = await startClient({ 'order.event.yaml': definition, 'samples/a.json': sample });
  const { events } = await client.request<EventsResult>('eventwright/events', null);
  assert.deepEqual(
    events.map(({ type, version, samples }) => [type, version, samples.map(({ label }) => label)]),
    [['com.example.order.placed', '1.0.0', ['Sample 1', 'samples/a.json']]],
  );
  assert.equal(events[0]?.location.uri, client.uri('order.event.yaml'));
  await client.quiet();
  const before = client.notes.filter((note) => note === 'eventwright/changed').length;
  await client.open('paid.event.yaml', definition.replace('placed', 'paid'));
  await client.judged('paid.event.yaml');
  await client.quiet();
  assert.equal(client.notes.filter((note) => note === 'eventwright/changed').length, before + 1);
  assert.equal((await client.request<EventsResult>('eventwright/events', null)).events.length, 2);
});

test('eventwright/compose: the sample as it is written, unsaved, with its verdict', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.open('samples/a.json', sample.replace('"a-1"', '"a-2"'));
  const composed = await client.request<ComposeResult>('eventwright/compose', { uri: client.uri('samples/a.json') });
  assert.equal(JSON.parse(composed.event.structured).id, 'a-2');
  assert.equal(composed.event.type, 'com.example.order.placed');
  assert.deepEqual(composed.verdict.problems, []);
  assert.equal(composed.verdict.definition?.version, '1.0.0');

  await client.change('samples/a.json', sample.replace('"8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d"', '12'));
  const wrong = await client.request<ComposeResult>('eventwright/compose', {
    uri: client.uri('samples/a.json'),
    position: { line: 5, character: 4 },
  });
  assert.deepEqual(
    wrong.verdict.problems.map(({ rule, pointer, range }) => [rule, pointer, range.start.line]),
    [['type-safe/sample-mismatch', '/data/orderId', 5]],
  );
});

test('eventwright/compose: a sample in a definition is filled in', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  for (const params of [{ pointer: '' }, { pointer: '/samples/0' }, { position: { line: 12, character: 10 } }, {}]) {
    const { event, verdict, label } = await client.request<ComposeResult>('eventwright/compose', {
      uri: client.uri('order.event.yaml'),
      document: 0,
      ...params,
    });
    const value = JSON.parse(event.structured);
    assert.equal(value.type, 'com.example.order.placed');
    assert.equal(value.source, '/shop/orders');
    assert.equal(value.data.orderId, '8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d');
    assert.deepEqual(verdict.problems, []);
    assert.equal(label, 'Sample 1');
  }
});

test('eventwright/compose refuses in words what holds no event', async () => {
  await using client = await startClient({ 'order.event.yaml': definition.replace(/samples:[\s\S]*/, ''), 'package.json': '{}' });
  await assert.rejects(client.request('eventwright/compose', { uri: client.uri('package.json') }), /holds no event/);
  await assert.rejects(
    client.request('eventwright/compose', { uri: client.uri('order.event.yaml'), pointer: '' }),
    /com\.example\.order\.placed has no sample yet/,
  );
  assert.deepEqual(client.errors, []);
});

test('eventwright/check judges a text that is no file', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await client.quiet();
  assert.deepEqual((await client.request<Verdict>('eventwright/check', { text: sample })).problems, []);
  const wrong = await client.request<Verdict>('eventwright/check', { text: sample.replace('"orderId"', '"orderid"') });
  assert.ok(wrong.problems.some(({ rule }) => rule === 'type-safe/sample-mismatch'));
  assert.equal(wrong.definition?.location.uri, client.uri('order.event.yaml'));
});

test('eventwright/connections gives what eventwright.yaml says, secrets as written', async () => {
  await using client = await startClient({
    'eventwright.yaml':
      'connections:\n  dev:\n    transport: rabbitmq\n    url: amqp://localhost\n    password: ${secret:dev}\n  live: { transport: http, url: "https://example.com/", production: true }\n',
  });
  const { connections } = await client.request<ConnectionsResult>('eventwright/connections', null);
  assert.deepEqual(
    connections.map(({ name, transport, production, settings }) => [name, transport, production, settings.password ?? null]),
    [
      ['dev', 'rabbitmq', false, '${secret:dev}'],
      ['live', 'http', true, null],
    ],
  );
  assert.equal(connections[0]?.location.range.start.line, 2);
});

test('eventwright/newEvent writes files that have no finding', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  const { files } = await client.request<NewEventResult>('eventwright/newEvent', {
    type: 'com.example.order.paid',
    summary: 'A customer paid: "at last".',
  });
  assert.deepEqual(
    files.map(({ uri }) => uri),
    [client.uri('order-paid.event.yaml'), client.uri('samples/order-paid.json')],
  );
  const names = ['order-paid.event.yaml', 'samples/order-paid.json'];
  for (const [index, { text }] of files.entries()) await client.open(names[index] ?? '', text);
  for (const name of names) assert.deepEqual(await client.until(name, (shown) => shown.length === 0), []);
});

test('a request that makes no sense is answered, and the next one too', async () => {
  await using client = await startClient({ 'order.event.yaml': definition });
  await assert.rejects(client.request('eventwright/compose', null));
  await assert.rejects(client.request('eventwright/check', { text: 12 }));
  assert.equal(
    await client.request('textDocument/hover', { textDocument: { uri: 'file:///nowhere.yaml' }, position: { line: 5, character: 5 } }),
    null,
  );
  assert.equal(await client.request('textDocument/hover', { textDocument: { uri: 'nonsense' }, position: { line: 5, character: 5 } }), null);
  assert.equal((await client.request<EventsResult>('eventwright/events', null)).events.length, 1);
  assert.ok(client.alive());
});
