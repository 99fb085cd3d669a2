import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSource } from '../text/source.ts';
import { parse } from './index.ts';
import { get, toValue } from './node.ts';
import { assertSound } from './sound.testing.ts';
import type { Tree } from './tree.ts';

const read = (text: string): Tree => {
  const tree = parse(createSource('file:///work/a.http', text));
  assertSound(tree);
  return tree;
};
const values = (text: string): readonly unknown[] => read(text).documents.map(toValue);

test('a message: a first line, headers in lower case, a body of the type that it says', () => {
  const text = 'POST /orders HTTP/1.1\r\nCe-Id: 17\r\nContent-Type: application/json\r\n\r\n{ "total": 12.50 }\r\n';
  assert.deepEqual(values(text), [
    { request: 'POST /orders HTTP/1.1', headers: { 'ce-id': '17', 'content-type': 'application/json' }, body: { total: 12.5 } },
  ]);
  const tree = read(text);
  assert.deepEqual(tree.faults, []);
  const total = get(get(tree.documents[0], 'body'), 'total');
  assert.ok(total);
  const { start, end } = tree.span(total);
  assert.equal(text.slice(start, end), '12.50');
});

test('the first line is not needed, nor are headers, nor is a body', () => {
  assert.deepEqual(values('ce-id: 1\n\nhello\nworld\n'), [{ headers: { 'ce-id': '1' }, body: 'hello\nworld' }]);
  assert.deepEqual(values('GET https://example.com/\n'), [{ request: 'GET https://example.com/', headers: {} }]);
  assert.deepEqual(values('HTTP/1.1 200 OK\n\n[1]'), [{ request: 'HTTP/1.1 200 OK', headers: {}, body: [1] }]);
  assert.deepEqual(values(''), [undefined]);
  assert.deepEqual(values('# nothing yet\n'), [undefined]);
});

test('a body is JSON by its type, or by its beginning where there is none', () => {
  const body = (type: string, text: string) => (values(`${type}\n\n${text}`)[0] as { body: unknown }).body;
  assert.deepEqual(body('content-type: application/vnd.a+json; v=1', '[1]'), [1]);
  assert.deepEqual(body('content-type: application/cloudevents-batch+json', '[]'), []);
  assert.equal(body('content-type: text/plain', '[1]'), '[1]');
  assert.equal(body('accept: text/plain', '<a/>'), '<a/>');
  assert.equal(body('accept: text/plain', '< ./body.json'), undefined);
});

test('several messages, apart by ###', () => {
  const text = '@host = x\n### one\nce-id: 1\n\n{}\n\n### two\n// why\nce-id: 2\n';
  assert.deepEqual(values(text), [{ headers: { 'ce-id': '1' }, body: {} }, { headers: { 'ce-id': '2' } }]);
  assert.deepEqual(
    read(text).comments.map(({ text: comment }) => comment),
    ['why'],
  );
});

test('what is no header is told, and the rest is read', () => {
  const tree = read('ce-id: 1\nno header\nce-type: a\n{ "b": 1 }');
  assert.deepEqual(
    tree.faults.map(({ kind, detail }) => `${kind}: ${detail}`),
    ['syntax: A header is a name, a colon and a value.', 'syntax: An empty line is missing between the headers and the body.'],
  );
  assert.deepEqual(toValue(tree.documents[0]), { headers: { 'ce-id': '1', 'ce-type': 'a' }, body: { b: 1 } });
});

test('a value on several lines keeps its line break, and a name of AMQP its colon', () => {
  assert.deepEqual(values('ce-subject: a\r\n b\r\ncloudEvents:id: 1\r\n'), [{ headers: { 'ce-subject': 'a\r\n b', 'cloudevents:id': '1' } }]);
});

test('long lines and many of them are read in time', () => {
  for (const text of [`${'a'.repeat(1_000_000)}`, `a: ${' '.repeat(1_000_000)}b`, 'a: b\n c\n'.repeat(50_000), '###\n'.repeat(200_000)])
    assert.ok(read(text).documents.length > 0);
});
