import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startService } from './compose.ts';
import { freePorts, retry } from './ports.ts';
import { accepts, type Program, startProgram } from './program.ts';
import { provide } from './provide.ts';
import { namedServer, type Server } from './server.ts';

/** Writes every command to disk before it answers (`appendfsync always`), so that what it acknowledged survives a kill. */
export interface Redis extends Server {
  /** For tests that pause it or kill it. Undefined for a container, and for a broker that was started elsewhere. */
  readonly process: Pick<Program, 'pid' | 'restart'> | undefined;
}

/**
 * A real Redis on a port of its own. With `EVENTWRIGHT_TEST_REDIS_URL` it is the one that the variable names, and nothing is started.
 * Rejects with what to install, or with the end of the server's log.
 */
export async function startRedis(): Promise<Redis> {
  const named = namedServer(variable);
  if (named) return { ...named, process: undefined };
  const provided = await provide(wanted);
  const password = randomBytes(12).toString('hex');
  if (provided.by === 'compose') {
    const service = await startService('redis', [6379], { EVENTWRIGHT_BROKER_PASSWORD: password });
    const [port = 0] = service.ports;
    await retry(() => accepts('Redis', [port]), deadline);
    return { ...serverOf(port, password, service.stop), process: undefined };
  }
  return onThisMachine(provided.path, password, () => []);
}

/** As `startRedis`, with more lines in its configuration, which count more than those above them. Undefined where no redis-server can be started but in a container. */
export async function startRedisWith(lines: Lines): Promise<Redis | undefined> {
  const provided = await provide(wanted);
  return provided.by === 'compose' ? undefined : onThisMachine(provided.path, randomBytes(12).toString('hex'), lines);
}

type Lines = (port: number) => readonly string[];

async function onThisMachine(path: string, password: string, lines: Lines): Promise<Redis> {
  const [port = 0] = await freePorts(1);
  const program = await startProgram({
    name: 'redis',
    command: (directory) => [path, configure(directory, port, password, lines)],
    ready: () => accepts('Redis', [port]),
    deadline,
  });
  return { ...serverOf(port, password, program.stop), process: program };
}

const variable = 'EVENTWRIGHT_TEST_REDIS_URL';

const wanted = { title: 'Redis', binary: 'redis-server', package: 'redis-server', variable };

const deadline = 30_000;

function configure(directory: string, port: number, password: string, lines: Lines): string {
  const file = path.join(directory, 'redis.conf');
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${directory}"`,
    `requirepass ${password}`,
    'save ""',
    'appendonly yes',
    'appendfsync always',
    ...lines(port),
  ];
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function serverOf(port: number, password: string, stop: () => Promise<void>): Server {
  return { url: `redis://127.0.0.1:${port}`, host: '127.0.0.1', port, user: 'default', password, own: true, stop };
}
