import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
let copy = '';

// A copy of the engine, so that the scaffold is tried where it cannot stay behind.
before(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'eventwright-new-'));
  mkdirSync(path.join(copy, 'server'));
  for (const entry of ['server/src', 'server/tsconfig.json', 'schemas', 'tsconfig.base.json', 'package.json']) {
    cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});
after(() => rmSync(copy, { recursive: true, force: true }));

const scaffold = (...args: readonly string[]): Promise<{ stdout: string }> =>
  run(process.execPath, [path.join(root, 'scripts/new.ts'), ...args, '--out', copy]);

test('a new rule compiles, and its page is true from the first moment', async () => {
  await scaffold('rule', 'shared-names/try-out');
  const index = readFileSync(path.join(copy, 'server/src/rules/index.ts'), 'utf8');
  const ids = [...index.matchAll(/from '\.\/(.+\/.+)\.ts'/g)].map(([, id]) => id);
  assert.ok(ids.includes('shared-names/try-out'));
  assert.deepEqual(ids, ids.toSorted());
  await run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(copy, 'server/tsconfig.json')]);
  const pages = path.join(copy, 'server/src/rules/pages.test.ts');
  const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', '--test-name-pattern=shared-names/try-out', pages], {
    cwd: copy,
    // Without its own marks, or the inner run takes itself for a part of the outer one.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT')),
  });
  assert.match(stdout, /# Subtest: shared-names\/try-out: its page is true/);
  assert.match(stdout, /# fail 0/);
});

test('what cannot be a rule is refused in plain words', async () => {
  for (const [args, said] of [
    [['rule', 'no-such-property/x'], /is no id for a rule/],
    [['rule', 'envelope/Bad Name'], /is no id for a rule/],
    [['rule', 'envelope/../../x'], /is no id for a rule/],
    [['rule', 'envelope/missing-attribute'], /exists already/],
    [['frobnicate'], /Say what is new/],
  ] as const) {
    await assert.rejects(scaffold(...args), (error: { code?: number; stderr?: string }) => error.code === 2 && said.test(error.stderr ?? ''));
  }
});
