import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A data directory of a broker's own, gone after `remove` and when this process ends. */
export interface Scratch {
  readonly directory: string;
  remove(): void;
}

export function scratch(name: string): Scratch {
  const directory = mkdtempSync(path.join(tmpdir(), `eventwright-${name}-`));
  const remove = () => {
    leftAtExit.delete(remove);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  leftAtExit.add(remove);
  return { directory, remove };
}

/** What this process has to clear away when it ends: first the programs, which came last, then their data. */
const leftAtExit = new Set<() => void>();
process.on('exit', () => {
  for (const clear of [...leftAtExit].toReversed()) clear();
});

/** A program with everything it starts. */
export interface Group {
  readonly pid: number;
  /** Throws with the end of the log when the program is no longer there. */
  alive(): void;
  /** Kills the whole group at once. The data are thrown away, so nothing is gained by a slow farewell. */
  kill(): Promise<void>;
}

/**
 * Starts a program in a process group of its own. The group dies with `kill`, and also when this process ends in whatever
 * way, SIGKILL included: a guard in the group reads from a pipe that the system closes then.
 */
export async function startGroup(
  command: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly log: string },
): Promise<Group> {
  const log = openSync(options.log, 'a');
  const child = spawn('/bin/sh', ['-c', guarded, 'guard', ...command], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  // A connection that is cut is the guard's business alone.
  child.stdin?.on('error', () => {});
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command[0]} has no process id`);
  // A test that forgets to stop its broker still ends, and the broker ends with it.
  child.unref();
  if (child.stdin !== null && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  const killNow = () => killGroup(pid);
  leftAtExit.add(killNow);
  return {
    pid,
    alive: () => {
      if (ended(child)) throw new Error(`${command[0]} ended (${child.exitCode ?? child.signalCode}). Its log ends with:\n${tail(options.log)}`);
    },
    kill: async () => {
      leftAtExit.delete(killNow);
      child.ref();
      const gone = ended(child) ? undefined : once(child, 'exit');
      killNow();
      await gone;
    },
  };
}

const guarded = 'exec 3<&0 </dev/null; { cat <&3 >/dev/null 2>&1; kill -KILL -$$; } & exec "$@" 3<&-';

function ended(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').slice(-2000);
}
