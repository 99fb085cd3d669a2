import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process with a group of its own, so that all that it starts ends with it. */
export interface OwnProcess {
  readonly pid: number;
  /** What it said lately, for errors. */
  said(): string;
  /** Whether it still runs. */
  alive(): boolean;
  /** Ends the whole group: asks first, and after five seconds does not ask. */
  end(): Promise<void>;
}

export async function startProcess(path: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<OwnProcess> {
  const child = spawn(path, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${path} did not start.`);
  let said = '';
  const hear = (part: Buffer): void => {
    said = (said + part.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone.
    }
  };
  // When the tests end before their time, nothing may stay behind.
  const last = (): void => kill('SIGKILL');
  process.on('exit', last);
  return {
    pid,
    said: () => said,
    alive,
    async end() {
      if (alive()) {
        const gone = once(child, 'exit');
        kill('SIGTERM');
        const hard = setTimeout(() => kill('SIGKILL'), 5000);
        await gone;
        clearTimeout(hard);
      }
      kill('SIGKILL');
      process.removeListener('exit', last);
    },
  };
}

/** Waits until `ready` succeeds; an error with what the process said when it ends before, or when it takes too long. */
export async function untilReady(title: string, own: OwnProcess, seconds: number, ready: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await ready();
      return;
    } catch (error) {
      if (!own.alive() || Date.now() > until) {
        await own.end();
        throw new Error(`${title} did not start. It said:\n${own.said()}`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A folder for one server, and the way to remove it. */
export async function ownFolder(name: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `eventwright-${name}-`));
  const options = { recursive: true, force: true, maxRetries: 5 };
  const last = (): void => rmSync(path, options);
  process.on('exit', last);
  return { path, remove: () => rm(path, options).finally(() => process.removeListener('exit', last)) };
}

/** Ports of loopback that nobody listens on at this moment, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
