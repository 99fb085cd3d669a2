import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost, type MemoryHost } from '../hosts/memory.ts';
import { createSource } from '../text/source.ts';
import type { Host, Revision } from './host.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

const definition = (version: string | undefined, fields: string, required = '') =>
  `event: com.example.order.placed\n${version === undefined ? '' : `version: ${version}\n`}data:\n  type: object\n${required && `  required: [${required}]\n`}  properties: { ${fields} }\n`;

const settings = (mode: string, against = './released') => `compatibility: { against: ${against}, mode: ${mode} }\n`;

/** The findings about changes, by file. */
function told(files: Readonly<Record<string, string>>): readonly string[] {
  const host = createMemoryHost(files);
  return findings(createWorkspace(host, [host.root]), host);
}

function findings(workspace: Workspace, host: MemoryHost): readonly string[] {
  return [...workspace.snapshot().checkAll().values()]
    .flat()
    .filter(({ rule }) => /incompatible|bumped|removed|baseline/.test(rule))
    .map(({ uri, rule, severity, message }) => `${decodeURIComponent(uri.slice(host.root.length))} ${severity} ${rule.split('/')[1]} ${message}`);
}

const a = 'a: { type: string, description: The first one. }';
const b = 'b: { type: string, description: The second one. }';

const removal = { 'released/order.event.yaml': definition('1.0.0', `${a}, ${b}`, 'a'), 'order.event.yaml': definition('1.1.0', b) };
const addition = { 'released/order.event.yaml': definition('1.0.0', a), 'order.event.yaml': definition('1.1.0', `${a}, ${b}`, 'b') };

// Each mode has a change that it lets pass and one that it does not.
for (const [mode, breaks] of [
  ['none', []],
  ['backward', ['addition']],
  ['backward-transitive', ['addition']],
  ['forward', ['removal']],
  ['forward-transitive', ['removal']],
  ['full', ['addition', 'removal']],
  ['full-transitive', ['addition', 'removal']],
] as const) {
  test(`mode ${mode}`, () => {
    const found = Object.entries({ addition, removal }).filter(([, files]) => told({ 'eventwright.yaml': settings(mode), ...files }).length > 0);
    assert.deepEqual(
      found.map(([name]) => name),
      breaks,
    );
  });
}

test('a transitive mode compares with all earlier versions, the others with the last one', () => {
  const text = (limit: number) => `a: { type: string, maxLength: ${limit}, description: Some text. }`;
  const files = {
    'released/order.event.yaml': [definition('1.0.0', text(80)), definition('1.1.0', text(40)), definition('2.0.0', text(90))].join('---\n'),
    'order.event.yaml': definition('1.2.0', text(40)),
    'order-2.event.yaml': definition('2.0.0', text(90)),
  };
  assert.deepEqual(told({ ...files, 'eventwright.yaml': settings('backward') }), []);
  assert.deepEqual(told({ ...files, 'eventwright.yaml': settings('backward-transitive') }), [
    'order.event.yaml error incompatible-change `a` must have at most 40 characters now; in 1.0.0 (./released) it had to have at most 80 characters.',
  ]);
});

test('an earlier version that only the workspace has counts, too', () => {
  const found = told({
    'eventwright.yaml': settings('backward'),
    'released/other.event.yaml': 'event: com.example.other.thing\ndeprecated: true\n',
    'order.event.yaml': [definition('1.0.0', a), definition('1.1.0', a.replace('string', 'integer'))].join('---\n'),
  });
  assert.deepEqual(found, ['order.event.yaml error incompatible-change `a` must be a whole number now, and events of 1.0.0 may hold a text.']);
});

test('below 1.0.0 the second number may break; a pre-release promised nothing', () => {
  const change = (from: string, to: string) =>
    told({
      'eventwright.yaml': settings('backward'),
      'released/order.event.yaml': definition(from, a),
      'order.event.yaml': definition(to, a.replace('string', 'integer')),
    }).length;
  assert.deepEqual(
    [change('0.1.0', '0.1.1'), change('0.1.0', '0.2.0'), change('1.0.0-beta', '1.0.0'), change('1.0.0', '1.1.0-beta'), change('1.0.0', '2.0.0-beta')],
    [1, 0, 0, 1, 0],
  );
});

test('a registry is compared with whatever versions are called, and what is not here is not missed', () => {
  const entry = (subject: string, version: number, schema: object, schemaType?: string) => ({
    subject,
    version,
    id: version,
    schema: JSON.stringify(schema),
    schemaType,
  });
  const text = { type: 'object', properties: { a: { type: 'string' } } };
  const registry = JSON.stringify([
    entry('com.example.order.placed-value', 2, text, 'JSON'),
    entry('com.example.order.placed-value', 10, { ...text, title: 'com.example.order.placed' }, 'JSON'),
    entry('com.example.order.placed-key', 1, { type: 'integer' }, 'JSON'),
    entry('of-another-team', 1, text, 'JSON'),
    entry('in-avro', 1, { type: 'record' }),
  ]);
  const files = { 'eventwright.yaml': settings('backward', './registry.json'), 'registry.json': registry };
  assert.deepEqual(told({ ...files, 'order.event.yaml': definition('3.0.0', a.replace('string', 'integer')) }), [
    'order.event.yaml error incompatible-change `a` must be a whole number now, and events of version 10 of com.example.order.placed-value may hold a text.',
  ]);
  assert.deepEqual(told({ ...files, 'order.event.yaml': definition('3.0.0', a) }), []);
});

test('a folder outside of what is open is not read', () => {
  const host = createMemoryHost({
    'inner/eventwright.yaml': settings('backward', '../released'),
    'released/order.event.yaml': definition('1.0.0', a),
  });
  const inner = createWorkspace(host, [`${host.root}inner/`]);
  assert.match(findings(inner, host).join(), /error unreadable-baseline `\.\.\/released` lies outside/);
  const outer = createWorkspace(host, [host.root]);
  assert.match(findings(outer, host).join(), /removed-definition/);
});

test('what is compared with is no part of the workspace', () => {
  const host = createMemoryHost({ 'eventwright.yaml': settings('backward'), ...addition });
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  assert.equal(snapshot.definitions('com.example.order.placed').length, 1);
  assert.equal(snapshot.kind(host.uri('released/order.event.yaml')), undefined);
});

/** A host whose one revision is a folder of its own, and how often it was asked. */
function withRevision(host: MemoryHost, texts: Readonly<Record<string, string>>) {
  const asked = { named: 0, opened: 0 };
  let id = 'first';
  const before = createMemoryHost(texts);
  const revision = (): Revision => {
    asked.named++;
    return {
      ok: true,
      id,
      open() {
        asked.opened++;
        return { list: before.list, read: before.read, contains: before.contains, folder: host.root };
      },
    };
  };
  const all: Host = { ...host, revision };
  return {
    host: all,
    asked,
    move(path: string, text: string, to: string) {
      before.set(path, text);
      id = to;
    },
  };
}

test('a revision is looked up once, and again only when something changed on disk', () => {
  const host = createMemoryHost({ 'eventwright.yaml': settings('backward', 'main'), 'order.event.yaml': definition('1.1.0', `${a}, ${b}`, 'b') });
  const revision = withRevision(host, { 'order.event.yaml': definition('1.0.0', a), 'eventwright.yaml': settings('none') });
  const workspace = createWorkspace(revision.host, [host.root]);
  const uri = host.uri('order.event.yaml');
  assert.equal(findings(workspace, host).length, 1);
  for (let version = 1; version < 6; version++) {
    workspace.open(createSource(uri, definition('1.1.0', `${a}, b${version}: { type: string, description: Another one. }`, `b${version}`), version));
    assert.match(findings(workspace, host).join(), new RegExp(`\`b${version}\` is required now`));
  }
  assert.deepEqual(revision.asked, { named: 1, opened: 1 });
  workspace.changed([uri]);
  assert.equal(findings(workspace, host).length, 1);
  assert.deepEqual(revision.asked, { named: 2, opened: 1 });
});

test('a revision that moved is read anew', () => {
  const host = createMemoryHost({ 'eventwright.yaml': settings('backward', 'main'), 'order.event.yaml': definition('1.1.0', `${a}, ${b}`, 'b') });
  const revision = withRevision(host, { 'order.event.yaml': definition('1.0.0', a) });
  const workspace = createWorkspace(revision.host, [host.root]);
  assert.equal(findings(workspace, host).length, 1);
  assert.equal(workspace.lookAtBaselines(), false);
  revision.move('order.event.yaml', definition('1.0.0', `${a}, ${b}`, 'b'), 'second');
  assert.equal(workspace.lookAtBaselines(), true);
  assert.deepEqual(findings(workspace, host), []);
});
