import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../../scripts/root.ts';

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly files?: unknown;
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;

test('every dependency is bundled, and pinned to one version', () => {
  assert.equal(manifest.dependencies, undefined);
  for (const [name, version] of Object.entries(manifest.devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});

test('the lock file names no registry', () => {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  assert.doesNotMatch(lock, /"resolved":/);
});

test('installing runs no script of ours', () => {
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(manifest.scripts[hook], undefined);
});

test('what the manifest names is in dist/', () => {
  for (const file of [manifest.main, manifest.browser, ...Object.values(manifest.bin)]) assert.ok(existsSync(path.join(root, file)), file);
});

test('vsce and npm pack the same files, and no sources', async () => {
  assert.equal(manifest.files, undefined, 'vsce refuses `files` together with .vscodeignore');
  const byVsce = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((file) => file.replaceAll('\\', '/')).sort();
  const report = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    }),
  ) as [{ files: { path: string }[] }];
  assert.deepEqual(report[0].files.map((entry) => entry.path).sort(), byVsce);
  assert.deepEqual(
    byVsce.filter(
      (file) => !/^(dist|docs|media|schemas|snippets)\/|^(package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(file),
    ),
    [],
  );
  assert.deepEqual(
    byVsce.filter((file) => /\.(ts|map)$/.test(file)),
    [],
  );
});
