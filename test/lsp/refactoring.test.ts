import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CreateFile,
  type Position,
  type PrepareRenameResult,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { type Client, clientCapabilities, positionAfter, startClient } from './client.testing.ts';

const definition = `event: com.example.order.placed
version: 1.0.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  required: [orderId]
  properties:
    orderId: { type: string, description: The order that was placed. }
    shipTo:
      type: object
      additionalProperties: false
      description: Where it goes.
      properties:
        city: { type: string, description: The city. }
`;
const sample = (type: string, data: string) =>
  `{ "specversion": "1.0", "id": "1", "source": "/shop", "type": "com.example.order.${type}", "data": ${data} }\n`;
const files = { 'order.event.yaml': definition, 'samples/a.json': sample('placed', '{ "orderId": "4711" }') };

/** As VS Code says it. */
const able: ClientCapabilities = {
  workspace: {
    ...clientCapabilities.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: {} },
  },
  textDocument: {
    ...clientCapabilities.textDocument,
    rename: { prepareSupport: true },
    codeAction: { ...clientCapabilities.textDocument?.codeAction, dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

const at = (client: Client, file: string, position: Position) => ({ textDocument: { uri: client.uri(file) }, position });

const actions = (client: Client, file: string, position: Position, kind: string) =>
  client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri(file) },
    range: { start: position, end: position },
    context: { diagnostics: [], only: [kind] },
  });

suite('renaming', () => {
  test('changes what is open and what is not, and asks for a look at the other files', async () => {
    await using client = await startClient(files, able);
    await client.open('order.event.yaml', definition);
    const place = at(client, 'order.event.yaml', positionAfter(definition, '    order'));
    const prepared = await client.request<Extract<PrepareRenameResult, { placeholder: string }>>('textDocument/prepareRename', place);
    assert.equal(prepared.placeholder, 'orderId');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'orderNumber' });
    const [own, other, ...more] = edit.documentChanges as TextDocumentEdit[];
    assert.deepEqual(more, []);
    assert.equal(own?.textDocument.version, client.version('order.event.yaml'));
    assert.ok(own.edits.every((change) => 'newText' in change && change.newText === 'orderNumber' && !('annotationId' in change)));
    assert.equal(own.edits.length, 2);
    assert.equal(other?.textDocument.uri, client.uri('samples/a.json'));
    assert.equal(other.textDocument.version, null);
    const [change] = other.edits;
    assert.ok(change && 'annotationId' in change);
    assert.equal(edit.changeAnnotations?.[String(change.annotationId)]?.needsConfirmation, true);
  });

  test('is refused in words that editors show', async () => {
    await using client = await startClient(files, able);
    await client.open('order.event.yaml', definition);
    const place = at(client, 'order.event.yaml', positionAfter(definition, '    order'));
    await assert.rejects(client.request('textDocument/rename', { ...place, newName: 'shipTo' }), /`shipTo` is there already/);
    const nowhere = at(client, 'order.event.yaml', positionAfter(definition, 'summ'));
    await assert.rejects(client.request('textDocument/prepareRename', nowhere), /Point at the name of a field/);
  });

  test('of a client that knows little of it is one list of edits', async () => {
    await using client = await startClient(files, { textDocument: {}, workspace: {} });
    await client.open('order.event.yaml', definition);
    const place = at(client, 'order.event.yaml', positionAfter(definition, '    order'));
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'orderNumber' });
    assert.deepEqual(Object.keys(edit.changes ?? {}), [client.uri('order.event.yaml'), client.uri('samples/a.json')]);
  });
});

test('a fix that renames in other files asks for a look at them, too', async () => {
  const mixed = definition.replace('shipTo', 'ship_to').replace('    orderId', '    placedBy: { type: string, description: Who did. }\n    orderId');
  await using client = await startClient({ 'samples/a.json': sample('placed', '{ "orderId": "4711", "ship_to": {} }') }, able);
  await client.open('order.event.yaml', mixed);
  await client.judged('order.event.yaml');
  const [fix] = await actions(client, 'order.event.yaml', positionAfter(mixed, '    ship'), CodeActionKind.QuickFix);
  assert.equal(fix?.title, 'Rename to `shipTo` everywhere');
  const { edit } = await client.request<CodeAction>('codeAction/resolve', fix);
  const [own, other] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.ok(own?.edits.every((change) => !('annotationId' in change)));
  assert.ok(other?.edits.length === 1 && other.edits.every((change) => 'annotationId' in change));
});

suite('an action that makes a file', () => {
  const shipped = sample('shipped', '{ "orderId": "4711", "boxes": 2 }');

  test('gets its edits when it is chosen', async () => {
    await using client = await startClient(files, able);
    await client.open('samples/b.json', shipped);
    const [finding] = await client.until('samples/b.json', (found) => found.some(({ code }) => code === 'event-type/unknown'));
    assert.ok(finding);
    const [fix] = await actions(client, 'samples/b.json', finding.range.start, CodeActionKind.QuickFix);
    assert.equal(fix?.title, 'Create the definition of com.example.order.shipped from its samples');
    assert.equal(fix.edit, undefined);
    const { edit } = await client.request<CodeAction>('codeAction/resolve', fix);
    const [created, written] = (edit?.documentChanges ?? []) as [CreateFile?, TextDocumentEdit?];
    assert.deepEqual(created, { kind: 'create', uri: client.uri('order-shipped.event.yaml') });
    const [text] = written?.edits ?? [];
    assert.ok(text && 'newText' in text);
    assert.match(text.newText, /^event: com\.example\.order\.shipped\n[\s\S]*boxes: \{ type: integer \}/);
  });

  test('is for the text that it was offered for', async () => {
    await using client = await startClient(files, able);
    await client.open('order.event.yaml', definition);
    const [action] = await actions(client, 'order.event.yaml', positionAfter(definition, '    ship'), CodeActionKind.Refactor);
    assert.equal(action?.title, 'Extract to the shared schema ship-to.schema.yaml');
    assert.equal(action.kind, CodeActionKind.RefactorExtract);
    await client.change('order.event.yaml', `# Mine.\n${definition}`);
    await assert.rejects(client.request('codeAction/resolve', action), /has changed/);
  });

  test('is not offered where files cannot be made', async () => {
    await using client = await startClient(files);
    await client.open('order.event.yaml', definition);
    assert.deepEqual(await actions(client, 'order.event.yaml', positionAfter(definition, '    ship'), CodeActionKind.Refactor), []);
  });
});
