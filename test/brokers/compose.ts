import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Service {
  /** The ports of loopback, in the order of the ports that were asked for. */
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/**
 * Starts one service of compose.yaml with its ports on free ports of loopback. `stop` removes it with all that it kept; so
 * does the end of this process. Rejects when Docker cannot start it.
 */
export async function startService(service: string, ports: readonly number[], environment: Readonly<Record<string, string>>): Promise<Service> {
  const file = path.join(import.meta.dirname, 'compose.yaml');
  const base = ['compose', '--project-name', `eventwright-${service}-${randomBytes(4).toString('hex')}`, '--file', file];
  const options = { env: { ...process.env, ...environment }, timeout: 300_000 };
  const down = [...base, 'down', '--volumes', '--timeout', '2'];
  const last = (): void => void spawnSync('docker', down, options);
  process.on('exit', last);
  const stop = async (): Promise<void> => {
    await run('docker', down, options);
    process.off('exit', last);
  };
  try {
    await run('docker', [...base, 'up', '--detach', '--wait', service], options);
    const published = await Promise.all(ports.map((port) => run('docker', [...base, 'port', service, String(port)], options)));
    return { ports: published.map(({ stdout }) => Number(stdout.trim().split(':').at(-1))), stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}
