import path from 'node:path';
import { isOpen, retry } from './ports.ts';
import { type Group, scratch, startGroup } from './processes.ts';

export interface Program {
  /** Another one after a restart. */
  readonly pid: number;
  /** Its data, gone when it is stopped. */
  readonly directory: string;
  /** Kills it as a power cut does, and starts it again with the same data. `between` runs while it is down. */
  restart(between?: () => Promise<void>): Promise<void>;
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
  let running: Group | undefined;
  const stop = async () => {
    await running?.kill();
    data.remove();
  };
  try {
    const words = await command(data.directory);
    const start = async (): Promise<Group> => {
      running = await startGroup(words, {
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: data.directory, ...env },
        cwd: data.directory,
        log: path.join(data.directory, 'server.log'),
      });
      await retry(ready, deadline, running.alive);
      return running;
    };
    let group = await start();
    return {
      get pid() {
        return group.pid;
      },
      directory: data.directory,
      restart: async (between) => {
        await group.kill();
        await between?.();
        group = await start();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For brokers that take clients as soon as their ports are open. */
export async function accepts(name: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) if (!(await isOpen(port))) throw new Error(`${name} does not accept connections on port ${port}`);
}
