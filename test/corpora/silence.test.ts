import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';
import { corpus } from './corpora.testing.ts';
import { filesBelow } from './workspaces.testing.ts';

/*
 * Files of others in which nothing is ours. There is no finding in any of them, whatever their folders are called: an extension
 * that speaks where nobody asked is turned off.
 */
const asyncapi = corpus('asyncapi', 'the folder `examples` of https://github.com/asyncapi/spec');
const iglu = corpus('iglu-central', 'https://github.com/snowplow/iglu-central');
const avro = corpus('avro', 'the folder `share` of https://github.com/apache/avro');

test('AsyncAPI documents: read by name only once that format is known', { skip: asyncapi.skip }, () => void silent(filesBelow(asyncapi.path)));

test('self-describing schemas', { skip: iglu.skip }, () => void silent(filesBelow(iglu.path)));

test('Avro schemas', { skip: avro.skip }, () => void silent(filesBelow(avro.path)));

test('what lies in any repository', () => {
  const files = {
    'package.json': '{ "name": "shop", "version": "1.0.0", "event": "x", "samples": ["a"] }',
    'tsconfig.json': '{ // a comment\n  "compilerOptions": { "strict": true, } }',
    'k8s/deployment.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\n---\napiVersion: v1\nkind: Event\ntype: Normal\nreason: Started\n',
    '.github/workflows/ci.yml': 'on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } }\n',
    'samples/users.json': '[{ "id": 1, "id": 2, "type": "admin", "data": {} }]',
    'samples/config.yaml': 'version: 1.10\ncountry: no\ntype: cluster\ndata: { a: 1 }\n',
    'samples/broken.json': '{ "half": ',
    'samples/lines.ndjson': '{"level":"info"}\nnot json\n',
    'analytics.event.json': '{ "event": "page_view", "properties": { "url": "/" } }',
    'dom.event.json': '{ "event": { "click": true } }',
    'empty.event.json': '',
    'brackets.event.json': '['.repeat(5000),
    'docker-compose.yml': 'services: { db: { image: postgres } }\n',
    'openapi.json': '{ "openapi": "3.1.0", "paths": {} }',
    'users.sample.json': '{ "name": "Ada" }',
    'package-lock.json': '{ "lockfileVersion": 3, "packages": { "": { "version": "1.0.0" } } }',
  };
  const { found, kinds } = silent(files);
  assert.deepEqual({ found, kinds }, { found: [], kinds: [] });
});

function silent(files: Readonly<Record<string, string | Uint8Array>>): { readonly found: readonly string[]; readonly kinds: readonly string[] } {
  assert.ok(Object.keys(files).length > 5);
  const host = createMemoryHost(files);
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  const found = [...snapshot.checkAll(Object.keys(files).map(host.uri)).values()].flat().map(({ uri, rule, message }) => `${uri} ${rule} ${message}`);
  assert.deepEqual(found, []);
  return { found, kinds: snapshot.uris };
}
