import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** What a test needs of this machine. */
export interface Need {
  /** The service of compose.yaml. */
  readonly name: string;
  /** The program's names, the preferred one first; an absolute path is looked at as it stands. */
  readonly programs: readonly string[];
  /** The package of Debian and Ubuntu. */
  readonly apt: string;
  /** What to do by hand, as a sentence. */
  readonly install: string;
}

/** A program of this machine, or a container is to be started from compose.yaml. */
export type Provided = { readonly kind: 'program'; readonly file: string } | { readonly kind: 'compose' };

/**
 * Finds a broker: a program of this machine, else the package (for root on Debian or Ubuntu), else Docker.
 * Rejects with what to install when none of them is to be had.
 */
export async function provide(need: Need): Promise<Provided> {
  const file = find(need.programs);
  if (file !== undefined) return { kind: 'program', file };
  const reasons: string[] = [];
  if (process.getuid?.() === 0 && find(['apt-get']) !== undefined) {
    try {
      await install(need.apt);
      const installed = find(need.programs);
      if (installed !== undefined) return { kind: 'program', file: installed };
      reasons.push(`the package ${need.apt} holds no ${need.programs.join(' or ')}`);
    } catch (error) {
      reasons.push(`apt-get install ${need.apt}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (composeRuns()) return { kind: 'compose' };
  reasons.push('docker compose does not run');
  throw new Error(`The tests found no ${need.name} on this machine. ${need.install}\nTried: ${reasons.join('; ')}.`);
}

/** The first of the programs that is on the search path, or where package managers put servers. */
export function find(programs: readonly string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];
  return programs
    .flatMap((program) =>
      path.isAbsolute(program) ? [program] : folders.filter((folder) => folder !== '').map((folder) => path.join(folder, program)),
    )
    .find(isExecutable);
}

/** Starts a service of compose.yaml in a project of its own. `stop` removes it, and so does the end of this process. */
export async function startCompose(name: string, env: NodeJS.ProcessEnv): Promise<{ stop(): Promise<void> }> {
  const base = ['compose', '-p', `eventwright-${name}-${process.pid}`, '-f', path.join(import.meta.dirname, 'compose.yaml')];
  const options = { env: { ...process.env, ...env } };
  const down = [...base, 'down', '--volumes', '--timeout', '1'];
  const downNow = () => void spawnSync('docker', down, options);
  process.on('exit', downNow);
  const stop = async () => {
    await run('docker', down, options);
    process.off('exit', downNow);
  };
  try {
    await run('docker', [...base, 'up', '-d', name], options);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return { stop };
}

const run = promisify(execFile);

async function install(packageName: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  const allow = suppressServices();
  try {
    await run('apt-get', [...lock, 'update'], { env });
    await run('apt-get', [...lock, 'install', '-y', '--no-install-recommends', packageName], { env, maxBuffer: 64 * 1024 * 1024 });
  } finally {
    allow();
  }
}

/** A package that starts its service would take the standard port: the policy forbids it for the time of the installation. */
function suppressServices(): () => void {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
  return () => rmSync(policy, { force: true });
}

function composeRuns(): boolean {
  return find(['docker']) !== undefined && spawnSync('docker', ['compose', 'ls'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
