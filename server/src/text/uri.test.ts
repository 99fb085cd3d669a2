import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePercent, joinUri, resolveUri, splitFragment, splitUri } from './uri.ts';

/** RFC 3986, 5.4.1 and 5.4.2: a reference, and where it leads from `http://a/b/c/d;p?q`. */
const examples = [
  ['g:h', 'g:h'],
  ['g', 'http://a/b/c/g'],
  ['./g', 'http://a/b/c/g'],
  ['g/', 'http://a/b/c/g/'],
  ['/g', 'http://a/g'],
  ['//g', 'http://g'],
  ['?y', 'http://a/b/c/d;p?y'],
  ['g?y', 'http://a/b/c/g?y'],
  ['#s', 'http://a/b/c/d;p?q#s'],
  ['g#s', 'http://a/b/c/g#s'],
  ['g?y#s', 'http://a/b/c/g?y#s'],
  [';x', 'http://a/b/c/;x'],
  ['g;x', 'http://a/b/c/g;x'],
  ['g;x?y#s', 'http://a/b/c/g;x?y#s'],
  ['', 'http://a/b/c/d;p?q'],
  ['.', 'http://a/b/c/'],
  ['./', 'http://a/b/c/'],
  ['..', 'http://a/b/'],
  ['../', 'http://a/b/'],
  ['../g', 'http://a/b/g'],
  ['../..', 'http://a/'],
  ['../../', 'http://a/'],
  ['../../g', 'http://a/g'],
  ['../../../g', 'http://a/g'],
  ['../../../../g', 'http://a/g'],
  ['/./g', 'http://a/g'],
  ['/../g', 'http://a/g'],
  ['g.', 'http://a/b/c/g.'],
  ['.g', 'http://a/b/c/.g'],
  ['g..', 'http://a/b/c/g..'],
  ['..g', 'http://a/b/c/..g'],
  ['./../g', 'http://a/b/g'],
  ['./g/.', 'http://a/b/c/g/'],
  ['g/./h', 'http://a/b/c/g/h'],
  ['g/../h', 'http://a/b/c/h'],
  ['g;x=1/./y', 'http://a/b/c/g;x=1/y'],
  ['g;x=1/../y', 'http://a/b/c/y'],
  ['g?y/./x', 'http://a/b/c/g?y/./x'],
  ['g?y/../x', 'http://a/b/c/g?y/../x'],
  ['g#s/./x', 'http://a/b/c/g#s/./x'],
  ['g#s/../x', 'http://a/b/c/g#s/../x'],
  ['http:g', 'http:g'],
] as const;

test('resolves every example of RFC 3986, 5.4', () => {
  for (const [reference, expected] of examples) assert.equal(resolveUri('http://a/b/c/d;p?q', reference), expected, reference);
});

test('resolves from files, from names and from an empty path', () => {
  assert.equal(
    resolveUri('file:///work/orders/placed.event.yaml', '../common/money.json#/$defs/Money'),
    'file:///work/common/money.json#/$defs/Money',
  );
  assert.equal(resolveUri('urn:uuid:deadbeef', '#/$defs/bar'), 'urn:uuid:deadbeef#/$defs/bar');
  assert.equal(resolveUri('http://example.com', 'a'), 'http://example.com/a');
  assert.equal(resolveUri('https://cdevents.dev/0.6/schema/approval-closed', 'links/list'), 'https://cdevents.dev/0.6/schema/links/list');
});

test('splits off a fragment and undoes its percent-encoding', () => {
  assert.deepEqual(splitFragment('a.json#/a%20b/%25'), ['a.json', '/a b/%']);
  assert.deepEqual(splitFragment('a.json'), ['a.json', '']);
  assert.equal(decodePercent('100%'), '100%');
});

test('joins what it split', () => {
  for (const [reference] of examples) assert.equal(joinUri(splitUri(reference)), reference);
});
