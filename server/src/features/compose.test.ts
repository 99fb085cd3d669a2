import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { composeEvent } from './compose.ts';

const definition = `event: com.example.order.placed
version: 1.0.0
source: /shop/*
data: { type: object, properties: { total: { type: integer } } }
samples:
  - data: { total: 12345678901234567890, note: "1.0" }
`;

function compose(files: Readonly<Record<string, string>>, path: string, index = 0) {
  const host = createMemoryHost(files);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  const sample = snapshot.samples(host.uri(path))[index];
  assert.ok(sample);
  return composeEvent(snapshot, sample, host);
}

test('a JSON sample goes out as the very text of its file', () => {
  const text = '{ "specversion": "1.0",  "id":"1", "source":"/a", "type":"t", "big": 7, "data": {"a":1.10, "b":12345678901234567890, "a":2} }';
  const event = compose({ 'samples/a.json': `\n${text}\n` }, 'samples/a.json');
  assert.equal(event.structured, text);
  assert.deepEqual(event.attributes, [
    ['specversion', '1.0'],
    ['id', '1'],
    ['source', '/a'],
    ['type', 't'],
    ['big', '7'],
  ]);
  assert.deepEqual(event.data, { text: '{"a":1.10, "b":12345678901234567890, "a":2}', encoding: 'text', contentType: 'application/json' });
});

test('a YAML sample is written as JSON, its big numbers as they are', () => {
  const event = compose(
    { 'samples/a.yaml': 'specversion: "1.0"\nid: "1"\nsource: /a\ntype: t\ndata: { n: 12345678901234567890, hex: 0x1F }\n' },
    'samples/a.yaml',
  );
  assert.equal(event.structured, '{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"n":12345678901234567890,"hex":31}}');
});

test('data alone is filled up with what the envelope demands', () => {
  const event = compose({ 'placed.event.yaml': definition }, 'placed.event.yaml');
  assert.equal(event.type, 'com.example.order.placed');
  assert.deepEqual(JSON.parse(event.structured.replace('12345678901234567890', '1')), {
    specversion: '1.0',
    id: '00000000-0000-4000-8000-000000000001',
    source: '/shop/sample',
    type: 'com.example.order.placed',
    time: '2026-01-15T10:00:00Z',
    datacontenttype: 'application/json',
    data: { total: 1, note: '1.0' },
  });
  assert.match(event.structured, /"total":12345678901234567890/);
});

test('text that is not JSON is data as it reads, bytes stay base64', () => {
  const base = '"specversion":"1.0","id":"1","source":"/a","type":"t"';
  assert.deepEqual(compose({ 'samples/a.json': `{${base},"datacontenttype":"text/plain","data":"hi \\u00e9"}` }, 'samples/a.json').data, {
    text: 'hi é',
    encoding: 'text',
    contentType: 'text/plain',
  });
  assert.deepEqual(compose({ 'samples/a.json': `{${base},"datacontenttype":"image/png","data_base64":"AAEC"}` }, 'samples/a.json').data, {
    text: 'AAEC',
    encoding: 'base64',
    contentType: 'image/png',
  });
});
