import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { createRepository, type Repository, trap } from '../../server/src/hosts/repository.testing.ts';
import { clientCapabilities, rulesOf, startClient } from './client.testing.ts';

const config = 'compatibility: { against: main }\n';

const definition = (version: string, required = 'orderId') => `event: com.example.order.placed
version: ${version}
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  required: [${required}]
  properties:
    orderId: { type: string, format: uuid, description: The order that was placed. }
    totalCents: { type: integer, x-unit: EUR-cent, minimum: 0, description: The sum of all lines. }
samples: [{ data: { orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d, totalCents: 4200 } }]
`;

const files = { 'eventwright.yaml': config, 'order.event.yaml': definition('1.0.0') };

/** A client in a repository whose branch `main` holds these files. */
async function inRepository(trusted: boolean, env: Readonly<Record<string, string>> = {}) {
  const made: Repository[] = [];
  const prepare = (folder: string): void => {
    made.push(createRepository({}, folder));
  };
  const client = await startClient(files, clientCapabilities, { trusted }, { env, prepare });
  const [repository] = made;
  assert.ok(repository);
  return { client, repository };
}

test('a change that breaks somebody is told as it is typed, and mended by a new version', async () => {
  const { client } = await inRepository(true);
  await using _ = client;
  await client.open('order.event.yaml', definition('1.0.0'));
  assert.deepEqual(rulesOf(await client.judged('order.event.yaml')), []);
  await client.change('order.event.yaml', definition('1.1.0', 'orderId, totalCents'));
  const [finding] = await client.judged('order.event.yaml');
  assert.equal(finding?.code, 'type-safe/incompatible-change');
  assert.match(String(finding.message), /`totalCents` is required now, and events of 1\.0\.0 \(main\) may lack it\./);
  assert.deepEqual(finding.range, { start: { line: 6, character: 22 }, end: { line: 6, character: 32 } });
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: client.uri('order.event.yaml') },
    range: finding.range,
    context: { diagnostics: [finding] },
  });
  const bump = actions.find(({ title }) => title === 'Bump to 2.0.0');
  const [edit] = (bump?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.ok(edit, JSON.stringify(actions));
  await client.change('order.event.yaml', client.edited('order.event.yaml', edit.edits as never));
  assert.deepEqual(rulesOf(await client.judged('order.event.yaml')), []);
  assert.deepEqual(client.errors, []);
});

test('a commit to the branch that is compared with changes what is told', async () => {
  const { client, repository } = await inRepository(true);
  await using _ = client;
  const changed = definition('1.0.0', 'orderId, totalCents');
  await client.open('order.event.yaml', changed);
  assert.deepEqual(rulesOf(await client.judged('order.event.yaml')), ['type-safe/incompatible-change']);
  repository.commit({ 'order.event.yaml': changed });
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: client.uri('order.event.yaml') } });
  await client.until('order.event.yaml', (shown) => shown.length === 0);
});

test('the settings say what is compared, as they are typed', async () => {
  const { client } = await inRepository(true);
  await using _ = client;
  await client.open('order.event.yaml', definition('1.1.0', 'orderId, totalCents'));
  await client.open('eventwright.yaml', config);
  await client.until('order.event.yaml', (shown) => rulesOf(shown).includes('type-safe/incompatible-change'));
  await client.change('eventwright.yaml', 'compatibility: { against: main, mode: forward }\n');
  await client.until('order.event.yaml', (shown) => shown.length === 0);
  await client.change('eventwright.yaml', 'compatibility: { against: mian }\n');
  const [finding] = await client.until('eventwright.yaml', (shown) => shown.length > 0);
  assert.equal(finding?.code, 'type-safe/unreadable-baseline');
  assert.deepEqual(finding.range, { start: { line: 0, character: 26 }, end: { line: 0, character: 30 } });
});

test('in a folder that is not trusted no git is started, and that is said', { skip: process.platform === 'win32' }, async () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'eventwright-path-'));
  const marker = path.join(elsewhere, 'marker');
  trap(elsewhere, 'git', marker);
  const env = { PATH: `${elsewhere}${path.delimiter}${process.env.PATH}` };
  for (const trusted of [false, true]) {
    const { client } = await inRepository(trusted, env);
    await using _ = client;
    await client.open('eventwright.yaml', config);
    const [finding] = await client.until('eventwright.yaml', (shown) => shown.length > 0);
    assert.equal(finding?.code, 'type-safe/unreadable-baseline');
    assert.equal(/trusted workspaces only/.test(String(finding.message)), !trusted, String(finding.message));
    // The trap springs where git may be started: that is what makes its silence a proof.
    assert.equal(existsSync(marker), trusted);
  }
  rmSync(elsewhere, { recursive: true });
});
