import path from 'node:path';
import { isOpen, retry } from './ports.ts';
import { scratch, startGroup } from './processes.ts';

export interface Program {
  readonly pid: number;
  /** Its data, gone when it is stopped. */
  readonly directory: string;
  stop(): Promise<void>;
}

export interface Start {
  /** For the name of its folder. */
  readonly name: string;
  /** The program with its arguments, as soon as its files lie in the folder. */
  command(directory: string): readonly string[] | Promise<readonly string[]>;
  readonly env?: NodeJS.ProcessEnv;
  /** Rejects as long as the broker does not take clients yet. */
  ready(): Promise<unknown>;
  /** Milliseconds. */
  readonly deadline: number;
}

/** Starts a broker with a folder of its own and waits for it. Rejects with the end of its log, and leaves nothing behind then. */
export async function startProgram({ name, command, env, ready, deadline }: Start): Promise<Program> {
  const data = scratch(name);
  let end = async () => {};
  const stop = async () => {
    await end();
    data.remove();
  };
  try {
    const group = await startGroup(await command(data.directory), {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: data.directory, ...env },
      cwd: data.directory,
      log: path.join(data.directory, 'server.log'),
    });
    end = group.kill;
    await retry(ready, deadline, group.alive);
    return { pid: group.pid, directory: data.directory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For brokers that take clients as soon as their ports are open. */
export async function accepts(name: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) if (!(await isOpen(port))) throw new Error(`${name} does not accept connections on port ${port}`);
}
