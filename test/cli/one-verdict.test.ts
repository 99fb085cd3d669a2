import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { startClient } from '../lsp/client.testing.ts';
import { event, folderOf, good, placed } from './cli.testing.ts';

/** What both faces say of a finding. The severity is LSP's number for it. */
interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Diagnostic['range'];
}

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** The shop with a mistake of every kind, so that every property has something to say. */
function files(): Readonly<Record<string, string>> {
  const shop = fileURLToPath(new URL('../../examples/shop', import.meta.url));
  const clean = Object.fromEntries(
    globSync('**/*.{yaml,json,ndjson}', { cwd: shop }).map(
      (file) => [file.split(path.sep).join('/'), readFileSync(path.join(shop, file), 'utf8')] as const,
    ),
  );
  return {
    ...clean,
    'orders/placed-again.event.yaml': placed.replace('type: integer', 'type: strin').replace('{ type: string, format: uuid', '{ type: integer'),
    'orders/samples/wrong.json': event({ ...good, totalCents: 1.5, '😀': 1 }, { time: 'yesterday', BadName: 1, sequence: 5 }).replaceAll(
      '\n',
      '\r\n',
    ),
    'orders/samples/twice.json': event(good).replace('"id"', '"source": "/a",\n  "id"').replace('1.0', '2.0'),
    'captures/torn.ndjson': `${JSON.stringify(JSON.parse(event(good)))}\n{"specversion":"1.0"\n[]\n`,
    'shipping/broken.event.yaml': 'event: com.example.thing.moved\ndata: { type: object, properties: { date: {}, *x }\n',
    'shipping/numbers.event.yaml':
      'event: com.example.things.moved\nversion: 1.10\ndata:\n  type: object\n  properties:\n    orderId: { type: number }\n    value: {}\n    order_id: { type: string }\n',
    'payments/twice.event.json':
      '{ "event": "com.example.payment.twice", "version": "1.0.0", "version": "1.0.0", "data": { "type": "object", "pattern": "(" }, }',
  };
}

test('editor and command line say the same of every file', async () => {
  const written = files();
  using folder = folderOf(written);
  const { stdout } = await folder.run(['check', '--format', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: readonly (Said & { file: string })[] };
  const rooms = new Set(findings.map(({ rule }) => rule.slice(0, rule.indexOf('/'))));
  assert.deepEqual([...rooms].sort(), ['ambiguous-names', 'envelope', 'event-type', 'parseable', 'shared-names', 'type-safe']);

  await using client = await startClient(written);
  for (const [file, text] of Object.entries(written)) {
    await client.open(file, text);
    const inEditor = (await client.judged(file)).map(({ code, severity, message, range }) => ({
      rule: String(code),
      severity: severities[severity ?? 0],
      message,
      range,
    }));
    await client.close(file);
    const onCommandLine = findings
      .filter((finding) => finding.file === file)
      .map(({ rule, severity, message, range }) => ({ rule, severity, message, range }));
    assert.deepEqual(inEditor.sort(byText), onCommandLine.sort(byText), file);
  }
  assert.deepEqual(client.errors, []);
});

const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
