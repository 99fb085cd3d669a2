import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real git repository in a folder of its own. */
export interface Repository extends Disposable {
  readonly folder: string;
  git(...args: readonly string[]): string;
  /** Writes files; undefined takes one away. */
  write(files: Readonly<Record<string, string | undefined>>): void;
  commit(files?: Readonly<Record<string, string | undefined>>): string;
}

/** @param folder An empty folder to make it in; a new one without it. */
export function createRepository(
  files: Readonly<Record<string, string>> = {},
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'eventwright-git-'))),
): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], {
      ...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      env: { ...process.env, GIT_CONFIG_GLOBAL: '', GIT_CONFIG_NOSYSTEM: '1' },
    }).trim();
  const write: Repository['write'] = (some) => {
    for (const [file, text] of Object.entries(some)) {
      const full = path.join(folder, file);
      if (text === undefined) rmSync(full);
      else {
        mkdirSync(path.dirname(full), { recursive: true });
        writeFileSync(full, text);
      }
    }
  };
  const commit: Repository['commit'] = (some = {}) => {
    write(some);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'A step');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main');
  commit(files);
  return { folder, git, write, commit, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A program that leaves a trace when it is run, and how to see it. */
export function trap(folder: string, name: string, marker: string): string {
  const file = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho run >> '${marker}'\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}
