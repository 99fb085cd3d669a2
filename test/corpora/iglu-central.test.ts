import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import { domainOf } from '../../server/src/rules/domains.ts';
import { disjoint, minority, usesOf } from '../../server/src/rules/shared-names/uses.ts';
import { createWorkspace, type WorkspaceSnapshot } from '../../server/src/workspace/workspace.ts';
import { corpus } from './corpora.testing.ts';

const { path: folder, skip } = corpus('iglu-central', 'the folder `schemas` of https://github.com/snowplow/iglu-central');

/** Iglu names a schema by its version alone, `1-0-0`, in folders of its vendor and its name. */
const config = `definitions:
  - files: "schemas/**"
    format: json-schema
    describes: data
`;

interface Registry {
  readonly snapshot: WorkspaceSnapshot;
  readonly files: readonly string[];
  readonly uri: (file: string) => string;
  readonly findings: readonly Finding[];
}

let opened: Registry | undefined;

/** Read once: every test asks the same snapshot. */
function registry(): Registry {
  if (opened) return opened;
  const files = readdirSync(path.join(folder, 'schemas'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const host = createMemoryHost({
    ...Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file))])),
    'eventwright.yaml': config,
  });
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  opened = { snapshot, files, uri: host.uri, findings: [...snapshot.checkAll().values()].flat() };
  return opened;
}

const ofRule = (rule: string): readonly Finding[] => registry().findings.filter((finding) => finding.rule === rule);
const filesOf = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(({ uri }) => uri.replace('file:///work/', '')))];

test('679 schemas are read: 663 in JSON Schema, 16 are said to be in Avro', { skip }, () => {
  const { snapshot, files, uri } = registry();
  assert.equal(files.length, 679);
  assert.equal(files.filter((file) => snapshot.tree(uri(file))?.documents[0]?.kind === 'object').length, 679);
  assert.equal(snapshot.definitions().length, 663);
  const avro = filesOf(ofRule('type-safe/invalid-definition'));
  assert.equal(avro.length, 16);
  assert.ok(avro.every((file) => file.includes('/avro/')));
});

test('one cannot be compiled: what it refers to is not there', { skip }, () => {
  const unreached = [...ofRule('type-safe/remote-reference'), ...ofRule('type-safe/unresolved-reference')];
  assert.deepEqual(filesOf(unreached), ['schemas/com.snowplowanalytics.sauna.commands/command/jsonschema/1-0-0']);
});

test('no schema of them is said to be wrong: the one error is a name that stands twice', { skip }, () => {
  const errors = registry().findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'type-safe/invalid-definition');
  assert.deepEqual([...new Set(errors.map(({ rule }) => rule))], ['parseable/duplicate-key']);
  for (const rule of ['type-safe/invalid-schema', 'type-safe/unknown-dialect']) assert.deepEqual(ofRule(rule), []);
});

test('a self-describing schema says its type, whose vendor is the domain, and its version', { skip }, () => {
  const { snapshot, uri } = registry();
  const [event] = snapshot.facts(uri('schemas/com.snowplowanalytics.snowplow/campaign_attribution/jsonschema/1-0-1'))?.defines ?? [];
  assert.equal(event?.type, 'com.snowplowanalytics.snowplow/campaign_attribution');
  assert.equal(event?.version, '1-0-1');
  assert.equal(event?.typeWritten, false);
  assert.equal(domainOf(event?.type ?? '', { domains: [] }), 'com.snowplowanalytics.snowplow');
  // Naming rules speak only of types that somebody wrote as a type.
  assert.deepEqual(
    registry().findings.filter(({ rule }) => rule.startsWith('event-type/')),
    [],
  );
});

test('versions are ordered as SchemaVer orders them', { skip }, () => {
  for (const { type, version } of registry().snapshot.definitions()) {
    const versions = registry()
      .snapshot.definitions(type)
      .map((event) => event.version ?? '');
    if (version !== versions.at(-1)) continue;
    const numbers = versions.map((one) => one.split('-').map(Number));
    const sorted = numbers.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0));
    assert.deepEqual(numbers, sorted, type);
  }
});

test('14 names have several types in one domain; 11 of them say something, and are reported', { skip }, () => {
  const { snapshot, uri } = registry();
  const typed = usesOf(snapshot, snapshot.config(uri('eventwright.yaml'))).filter(({ types }) => types.size > 0);
  const groups = [...Map.groupBy(typed, ({ domain, field }) => `${domain} ${field.path}`).values()];
  const split = groups.filter((group) => minority(group, ({ types }) => [...types].sort().join(), disjoint).length > 0);
  assert.equal(split.length, 14);
  const found = ofRule('shared-names/conflicting-type');
  const told = new Set(found.map(({ uri: file, pointer }) => `${file.split('/')[5]} ${pointer}`));
  assert.equal(found.length, 18);
  assert.equal(told.size, 11, [...told].join('\n'));
});
