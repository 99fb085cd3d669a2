import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageserver-protocol/node';
import { startClient } from './client.testing.ts';

// Texts that end careless servers: some of them abort the whole process, so survival is told from a server that still answers.

const inputs: readonly (readonly [name: string, text: string])[] = [
  ['1,000 nested brackets', `event: com.example.a.done\ndata: ${'['.repeat(1_000)}`],
  ['100,000 nested brackets', `event: com.example.a.done\ndata: ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 nested braces', `event: com.example.a.done\ndata: ${'{a: '.repeat(100_000)}`],
  ['10,000 nested dashes', `event: com.example.a.done\ndata:\n  ${'- '.repeat(10_000)}`],
  ['2,000 levels of indentation', `event: com.example.a.done\n${Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}k:`).join('\n')}`],
  ['40,000 keys', `event: com.example.a.done\ndata:\n${Array.from({ length: 40_000 }, (_, index) => `  k${index}: 1`).join('\n')}\n`],
  [
    'a bomb of aliases',
    `event: com.example.a.done\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => `*a${index}`).join(', ')}]`).join('\n')}\n`,
  ],
  ['an alias to what it stands in', 'event: com.example.a.done\ndata: &a { properties: { a: *a } }\n'],
  ['a line of 5 MB', `event: com.example.a.done\nsummary: ${'x'.repeat(5_000_000)}\n`],
  ['a schema that refers to itself', "event: com.example.a.done\ndata: { $ref: '#' }\nsamples: [{ data: {} }]\n"],
  [
    'a pattern that explodes',
    `event: com.example.a.done\ndata: { type: object, properties: { a: { type: string, pattern: "^(a+)+$" } } }\nsamples: [{ data: { a: "${'a'.repeat(40)}!" } }]\n`,
  ],
];

for (const [name, text] of inputs) {
  test(`YAML, ${name}: the server lives on and answers`, { timeout: 60_000 }, async () => {
    await using client = await startClient();
    await client.open('deadly.event.yaml', text);
    await client.open('own.event.yaml', 'version: 1.0.0\n');
    assert.notDeepEqual(await client.judged('own.event.yaml'), []);
    await client.judged('deadly.event.yaml');
    const document = { textDocument: { uri: client.uri('deadly.event.yaml') } };
    const end = { ...document, position: { line: text.split('\n').length, character: 0 } };
    await client.request<DocumentSymbol[]>('textDocument/documentSymbol', document);
    for (const method of ['completion', 'hover', 'definition']) await client.request(`textDocument/${method}`, end);
    await client.request('textDocument/codeLens', document);
    await client.request('textDocument/codeAction', {
      ...document,
      range: { start: { line: 0, character: 0 }, end: end.position },
      context: { diagnostics: [] },
    });
    assert.ok(client.alive());
    assert.deepEqual(client.errors, []);
  });
}

const json: readonly (readonly [name: string, text: string])[] = [
  ['100,000 nested brackets', `{ "specversion": "1.0", "type": "a.b", "data": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`],
  ['100,000 nested braces without end', `{ "specversion": "1.0", "type": "a.b", "data": ${'{"a":'.repeat(100_000)}`],
  ['40,000 equal keys', `{ "specversion": "1.0", "type": "a.b", "data": { ${Array.from({ length: 40_000 }, () => '"a": 1').join(', ')} } }`],
  ['a line of 5 MB', `{ "specversion": "1.0", "type": "a.b", "data": "${'x'.repeat(5_000_000)}" }`],
  ['a number of 1 MB', `{ "specversion": "1.0", "type": "a.b", "data": ${'9'.repeat(1_000_000)} }`],
];

for (const [name, text] of json) {
  test(`JSON, ${name}: the server lives on and answers`, { timeout: 60_000 }, async () => {
    await using client = await startClient();
    await client.open('samples/deadly.json', text);
    await client.open('own.event.yaml', 'version: 1.0.0\n');
    assert.notDeepEqual(await client.judged('own.event.yaml'), []);
    const document = { textDocument: { uri: client.uri('samples/deadly.json') } };
    await client.request('textDocument/documentSymbol', document);
    await client.request('textDocument/completion', { ...document, position: { line: 0, character: text.length } });
    await client.request('eventwright/check', { text });
    assert.ok(client.alive());
    assert.deepEqual(client.errors, []);
  });
}
