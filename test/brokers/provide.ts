import { execFile } from 'node:child_process';
import { access, chmod, constants, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Wanted {
  /** For messages. */
  readonly title: string;
  readonly binary: string;
  /** The package of Debian and Ubuntu. */
  readonly package: string;
  /** Folders to look in before the path, where a distribution keeps the real thing behind a wrapper. */
  readonly folders?: readonly string[];
  readonly variable: string;
}

/** How a broker can be had here. */
export type Provided = { readonly by: 'binary'; readonly path: string } | { readonly by: 'compose' };

/**
 * Finds a broker: a local binary, else the distribution's package when we are root, else Docker. The error says what to
 * install when there is none.
 */
export async function provide(wanted: Wanted): Promise<Provided> {
  const found = (await binaryOf(wanted)) ?? ((await installed(wanted)) ? await binaryOf(wanted) : undefined);
  if (found) return { by: 'binary', path: found };
  if (await hasCompose()) return { by: 'compose' };
  throw new Error(
    `${wanted.title} is not here. Install it (Debian, Ubuntu: apt-get install ${wanted.package}; macOS: brew install ${wanted.package.replace('-server', '')}), start Docker, or name a server for tests in ${wanted.variable}.`,
  );
}

async function binaryOf({ binary, folders = [] }: Wanted): Promise<string | undefined> {
  const path = (process.env.PATH ?? '').split(delimiter);
  for (const folder of [...folders, ...path, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin']) {
    const candidate = join(folder, binary);
    if (folder !== '' && (await reachable(candidate))) return candidate;
  }
  return undefined;
}

async function reachable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Installs the package without starting its service: a broker on the standard port is nobody's wish. */
async function installed(wanted: Wanted): Promise<boolean> {
  if (process.getuid?.() !== 0 || !(await reachable('/usr/bin/apt-get'))) return false;
  const policy = '/usr/sbin/policy-rc.d';
  const ours = await writeFile(policy, '#!/bin/sh\nexit 101\n', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024, timeout: 600_000 };
  try {
    if (ours) await chmod(policy, 0o755);
    // Another run may hold the lock of dpkg: wait for it.
    const lock = ['-o', 'DPkg::Lock::Timeout=300'];
    await run('apt-get', [...lock, 'update', '-q'], options);
    await run('apt-get', [...lock, 'install', '-q', '-y', '--no-install-recommends', wanted.package], options);
    return true;
  } catch (error) {
    process.stderr.write(
      `${wanted.title} could not be installed by apt-get: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : error}\n`,
    );
    return false;
  } finally {
    if (ours) await rm(policy, { force: true });
  }
}

async function hasCompose(): Promise<boolean> {
  try {
    await run('docker', ['compose', 'version'], { timeout: 10_000 });
    await run('docker', ['info'], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
