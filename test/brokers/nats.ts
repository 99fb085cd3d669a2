import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startService } from './compose.ts';
import { freePorts, retry } from './ports.ts';
import { accepts, type Program, startProgram } from './program.ts';
import { provide } from './provide.ts';
import { namedServer, type Server } from './server.ts';

/** With JetStream, which stores on disk. User `eventwright` may not publish to `forbidden`. */
export interface Nats extends Server {
  /** For tests that pause it or kill it. Undefined for a container, and for a broker that was started elsewhere. */
  readonly process: Pick<Program, 'pid' | 'restart'> | undefined;
}

/** Sections of the configuration that a test has in place of the usual ones. */
export interface NatsSections {
  /** Who may do what, e.g. `authorization { token: "x" }`. */
  readonly logins: string;
  readonly tls?: string;
}

/**
 * A real nats-server on a port of its own. With `EVENTWRIGHT_TEST_NATS_URL` it is the one that the variable names, and nothing is
 * started. Rejects with what to install, or with the end of the server's log.
 */
export async function startNats(): Promise<Nats> {
  const named = namedServer(variable);
  if (named) return { ...named, process: undefined };
  const login = { user: 'eventwright', password: randomBytes(12).toString('hex') };
  const provided = await provide(wanted);
  if (provided.by === 'compose') {
    const service = await startService('nats', [4222], { EVENTWRIGHT_BROKER_USER: login.user, EVENTWRIGHT_BROKER_PASSWORD: login.password });
    const [port = 0] = service.ports;
    await retry(() => accepts('NATS', [port]), deadline);
    return { ...serverOf(port, login, service.stop), process: undefined };
  }
  const permissions = 'permissions: { publish: { deny: ["forbidden"] } }';
  return onThisMachine(provided.path, login, {
    logins: `authorization { users: [ { user: "${login.user}", password: "${login.password}", ${permissions} } ] }`,
  });
}

/** As `startNats`, with other logins, or with TLS. Undefined where no nats-server can be started but in a container. */
export async function startNatsWith(sections: NatsSections): Promise<Nats | undefined> {
  const provided = await provide(wanted);
  return provided.by === 'compose' ? undefined : onThisMachine(provided.path, { user: '', password: '' }, sections);
}

async function onThisMachine(path: string, login: Login, sections: NatsSections): Promise<Nats> {
  const [port = 0] = await freePorts(1);
  const program = await startProgram({
    name: 'nats',
    command: (directory) => [path, '--config', configure(directory, port, sections)],
    ready: () => accepts('NATS', [port]),
    deadline,
  });
  return { ...serverOf(port, login, program.stop), process: program };
}

const variable = 'EVENTWRIGHT_TEST_NATS_URL';

const wanted = { title: 'NATS', binary: 'nats-server', package: 'nats-server', variable };

const deadline = 30_000;

interface Login {
  readonly user: string;
  readonly password: string;
}

function configure(directory: string, port: number, { logins, tls }: NatsSections): string {
  const file = path.join(directory, 'nats.conf');
  const settings = [
    `listen: "127.0.0.1:${port}"`,
    // Without a section of its own there is no JetStream.
    `jetstream { store_dir: "${directory}/jetstream" }`,
    logins,
    ...(tls === undefined ? [] : [tls]),
  ];
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function serverOf(port: number, login: Login, stop: () => Promise<void>): Server {
  return { url: `nats://127.0.0.1:${port}`, host: '127.0.0.1', port, ...login, own: true, stop };
}
