import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './client.testing.ts';

const files: Readonly<Record<string, string>> = {
  'placed.event.yaml':
    'event: com.example.order.placed\nversion: 1.0.0\nsummary: A customer placed an order.\ndata:\n  type: object\n  required: [orderId]\n  properties:\n    orderId: { type: string, description: The order that was placed. }\n    address: { $ref: "./address.json" }\nreply: com.example.order.paid\n',
  'paid.event.yaml':
    'event: com.example.order.paid\nversion: 1.0.0\nsummary: A customer paid.\ndata:\n  type: object\n  required: [orderId]\n  properties:\n    orderId: { type: string, description: The order that was paid. }\n---\nevent: com.example.order.refunded\nversion: 1.0.0\nsummary: The customer got the money back.\n# eventwright-disable-next-line type-safe/*, parseable/* -- Old.\nx: 1\n',
  'eventwright.yaml':
    'ignore:\n  - { rule: type-safe/sample-mismatch, file: "samples/*.ndjson", reason: Old., until: 2999-12-31 }\naccepted: ./accepted.json\n',
  'accepted.json':
    '{ "version": 1, "findings": { "placed.event.yaml": { "type-safe/open-object": { "/data/properties": 1 } }, "samples/placed.json": { "type-safe/sample-mismatch": { "/data": 1 } } } }',
  'address.json': '{ "type": "object", "properties": { "city": { "type": "string" } } }',
  'samples/placed.json':
    '{ "specversion": "1.0", "id": "1", "source": "/a", "type": "com.example.order.placed", "data": { "orderId": "x", "address": { "city": "Ulm" } } }',
  'samples/paid.yaml': 'specversion: "1.0"\nid: "2"\nsource: /a\ntype: com.example.order.paid\ndata:\n  orderId: x\n',
  'samples/all.ndjson':
    '{"specversion":"1.0","id":"3","source":"/a","type":"com.example.order.paid","data":{"orderId":"x"}}\r\n{"specversion":"1.0","id":"4","source":"/a","type":"com.example.order.placed","data":{"orderId":1}}\r\n',
};

const pieces = [
  'x',
  ' ',
  '\n',
  '\r\n',
  '  ',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ',',
  '#',
  'type',
  'string',
  'integer',
  'orderId',
  '1',
  '&a ',
  '*a',
  '|',
  '---\n',
  '\n# eventwright-disable-next-line type-safe/open-object -- Old.\n',
  '\n# eventwright-disable-next-line ambiguous-names/* --',
  '😀',
  'null',
  '\t',
];

test('after any edits the findings are those of a fresh start', { timeout: 120_000 }, async () => {
  const names = Object.keys(files);
  for (const seed of [1, 2, 3]) {
    const random = generator(seed);
    const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
    await using edited = await startClient(files);
    for (const [name, text] of Object.entries(files)) await edited.open(name, text);
    for (let count = 0; count < 120; count++) {
      const name = pick(names);
      const text = edited.text(name);
      const at = Math.floor(random() * (text.length + 1));
      const end = Math.min(text.length, random() < 0.5 ? at : at + Math.floor(random() * 12));
      // Now and then what was broken is put right, or everything would end as rubble.
      const next = random() < 0.1 ? (files[name] ?? '') : text.slice(0, at) + (random() < 0.6 ? pick(pieces) : '') + text.slice(end);
      if (next !== text) await edited.change(name, next);
      // A pause now and then, so that edits meet every moment of a check.
      if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * 20));
    }
    await edited.quiet();

    await using fresh = await startClient(files);
    for (const name of names) await fresh.open(name, edited.text(name));
    await fresh.quiet();
    for (const name of names) assert.deepEqual(normal(edited, name), normal(fresh, name), `${name}, seed ${seed}:\n${edited.text(name)}`);
    assert.ok(names.some((name) => fresh.shown(name).length > 0));
    assert.deepEqual(edited.errors, []);
  }
});

/** What is shown, with the folders of the two workspaces left out. */
const normal = (client: Client, name: string): unknown =>
  JSON.parse(JSON.stringify(client.shown(name) satisfies readonly Diagnostic[]).replaceAll(client.uri(''), 'root:'));

/** The same numbers from 0 to 1 for the same seed (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
