import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { event, type Folder, folderOf, good, placed } from './cli.testing.ts';

const files = {
  'eventwright.yaml': '# ours\n',
  'placed.event.yaml': placed,
  'samples/a.json': event({}),
  'samples/b.json': event(good, { id: '2' }),
};

const read = (folder: Folder, file: string): string => readFileSync(path.join(folder.path, file), 'utf8');
const write = (folder: Folder, file: string, text: string): void => writeFileSync(path.join(folder.path, file), text);

test('what is there is accepted; from then on only what is new counts, and what is mended is dropped', async () => {
  using folder = folderOf(files);
  assert.equal((await folder.run(['check'])).code, 1);
  const accepted = await folder.run(['check', '--accept']);
  assert.deepEqual({ code: accepted.code, stdout: accepted.stdout }, { code: 0, stdout: '' });
  assert.match(
    accepted.stderr,
    /^Accepted 1 new finding: eventwright-accepted\.json holds 1 now\.\neventwright\.yaml names that file now, under `accepted`\.\nChecked 5 files .*: nothing wrong\.\n$/,
  );
  assert.equal(read(folder, 'eventwright.yaml'), '# ours\naccepted: ./eventwright-accepted.json\n');
  assert.deepEqual(
    readdirSync(folder.path).sort(),
    ['eventwright-accepted.json', 'eventwright.yaml', 'placed.event.yaml', 'samples'],
    'no draft stays behind',
  );

  write(folder, 'samples/b.json', event({ orderId: 1 }, { id: '2' }));
  const broken = await folder.run(['check', '--format', 'json']);
  assert.equal(broken.code, 1);
  assert.deepEqual(
    JSON.parse(broken.stdout).findings.map(({ file }: { file: string }) => file),
    ['samples/b.json'],
  );

  write(folder, 'samples/b.json', event(good, { id: '2' }));
  write(folder, 'samples/a.json', event(good));
  const mended = await folder.run(['check']);
  assert.equal(mended.code, 0);
  assert.match(mended.stderr, /^1 accepted finding no longer occurs: eventwright check --accept drops it\.\n/);
  assert.match(
    (await folder.run(['check', '--accept'])).stderr,
    /^Accepted 0 new findings and dropped 1 old one: eventwright-accepted\.json holds 0 now\.\n/,
  );
  assert.equal(read(folder, 'eventwright-accepted.json'), '{\n  "version": 1,\n  "findings": {}\n}\n');
});

test('paths choose what is accepted', async () => {
  using folder = folderOf({ ...files, 'samples/b.json': event({}, { id: '2' }) });
  await folder.run(['check', '--accept', 'samples/a.json']);
  assert.deepEqual(Object.keys(JSON.parse(read(folder, 'eventwright-accepted.json')).findings), ['samples/a.json']);
  const { stdout } = await folder.run(['check', '--format', 'json']);
  assert.deepEqual(
    JSON.parse(stdout).findings.map(({ file }: { file: string }) => file),
    ['samples/b.json'],
  );
});

test('what keeps a text from being read is told all the same', async () => {
  using folder = folderOf({ ...files, 'samples/torn.ndjson': '{"specversion":"1.0","id":\n' });
  write(folder, 'eventwright.yaml', 'samples: ["samples/*"]\n');
  const { code, stdout, stderr } = await folder.run(['check', '--accept']);
  assert.equal(code, 1);
  assert.match(stdout, /parseable\/torn-line/);
  assert.match(stderr, /1 finding cannot be accepted: /);
});

test('where it cannot be done, it says what to do, and writes nothing', async () => {
  const { 'eventwright.yaml': _, ...bare } = files;
  using folder = folderOf(bare);
  const refused = await folder.run(['check', '--accept']);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^eventwright: There is no eventwright\.yaml.*An empty one will do/);
  assert.ok(!existsSync(path.join(folder.path, 'eventwright-accepted.json')));
  assert.match(
    (await folder.run(['check', '--accept', '--as', 'placed.event.yaml', 'samples/a.json'])).stderr,
    /^eventwright: --accept is of a workspace/,
  );
  assert.match((await folder.run(['check', '--accept', '-'], { input: event({}) })).stderr, /^eventwright: What is found in standard input/);
  write(folder, 'samples/a.json', event(good));
  assert.match((await folder.run(['check', '--accept'])).stderr, /^There is nothing to accept\.\n/);
});

test('nothing is written outside of the workspace, through no link either', {
  skip: process.platform === 'win32' && 'links need rights there',
}, async () => {
  using outside = folderOf({ 'target.json': '' });
  using folder = folderOf({ ...files, 'eventwright.yaml': 'accepted: ./link.json\n' });
  symlinkSync(path.join(outside.path, 'target.json'), path.join(folder.path, 'link.json'));
  symlinkSync(outside.path, path.join(folder.path, 'inner'));
  for (const [accepted, said] of [
    ['./link.json', /link\.json is no plain file/],
    ['./inner/new.json', /inner\/new\.json lies outside of the workspace/],
    ['../up.json', /does not name a file below its folder/],
    ['./no/such/folder.json', /There is no folder for no\/such\/folder\.json/],
  ] as const) {
    write(folder, 'eventwright.yaml', `accepted: ${accepted}\n`);
    const { code, stderr } = await folder.run(['check', '--accept']);
    assert.equal(code, 2, accepted);
    assert.match(stderr, said);
  }
  assert.deepEqual(readdirSync(outside.path), ['target.json']);
  assert.equal(read(outside, 'target.json'), '');
});

test('a file keeps its mode, and its byte order mark', { skip: process.platform === 'win32' && 'modes are of POSIX' }, async () => {
  using folder = folderOf({ ...files, 'eventwright.yaml': '\ufeffenvelope: cloudevents\r\n' });
  chmodSync(path.join(folder.path, 'eventwright.yaml'), 0o640);
  await folder.run(['check', '--accept']);
  assert.equal(read(folder, 'eventwright.yaml'), '\ufeffenvelope: cloudevents\r\naccepted: ./eventwright-accepted.json\r\n');
  assert.equal(statSync(path.join(folder.path, 'eventwright.yaml')).mode & 0o777, 0o640);
});

test('each workspace below has a file of its own', async () => {
  using folder = folderOf({ ...files, 'inner/eventwright.yaml': '', 'inner/placed.event.yaml': placed, 'inner/samples/a.json': event({}) });
  mkdirSync(path.join(folder.path, 'empty'));
  assert.equal((await folder.run(['check', '--accept'])).code, 0);
  assert.deepEqual(Object.keys(JSON.parse(read(folder, 'eventwright-accepted.json')).findings), ['samples/a.json']);
  assert.deepEqual(Object.keys(JSON.parse(read(folder, 'inner/eventwright-accepted.json')).findings), ['samples/a.json']);
});

test('comments and entries count, in `check --as` as well; they are not in the JSON', async () => {
  const sample = `specversion: "1.0"\nid: "1"\nsource: /orders\ntype: com.example.order.placed\ndata:\n  # eventwright-disable-next-line type-safe/sample-mismatch -- The oldest sender writes no UUID.\n  orderId: x\n`;
  using folder = folderOf({
    'eventwright.yaml':
      'ignore:\n  - { rule: type-safe/sample-mismatch, file: samples/b.json, pointer: /data/orderId, reason: The oldest sender writes no UUID. }\n',
    'placed.event.yaml': placed,
    'samples/a.yaml': sample,
    'samples/b.json': event({ orderId: 'x' }),
  });
  for (const args of [[], ['--as', 'placed.event.yaml', 'samples/a.yaml', 'samples/b.json']]) {
    const { code, stdout } = await folder.run(['check', '--format', 'json', ...args]);
    assert.deepEqual([code, JSON.parse(stdout).findings], [0, []]);
  }
});
