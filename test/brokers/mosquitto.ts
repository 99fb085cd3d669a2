import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startService } from './compose.ts';
import { freePorts, retry } from './ports.ts';
import { scratch } from './processes.ts';
import { accepts, startProgram } from './program.ts';
import { provide } from './provide.ts';
import { namedServer, type Server } from './server.ts';

/** `port` asks for the user and the password. User `eventwright` may not send to the topic `forbidden`. */
export interface Mosquitto extends Server {
  /** Lets everybody in, to the same topics. Undefined for a broker that was started elsewhere and wants a password. */
  readonly anonymousPort: number | undefined;
  /** Undefined for a container, and for a broker that was started elsewhere. */
  readonly pid: number | undefined;
}

/**
 * A real mosquitto on ports of its own; it keeps everything in memory. With `EVENTWRIGHT_TEST_MOSQUITTO_URL` it is the one
 * that the variable names, and nothing is started. Rejects with what to install, or with the end of the broker's log.
 */
export async function startMosquitto(): Promise<Mosquitto> {
  const named = namedServer(variable);
  if (named) return { ...named, anonymousPort: named.user === '' ? named.port : undefined, pid: undefined };
  const provided = await provide({ title: 'mosquitto', binary: 'mosquitto', package: 'mosquitto', variable });
  const login = { user: 'eventwright', password: randomBytes(12).toString('hex') };
  return provided.by === 'compose' ? inContainer(login) : onThisMachine(provided.path, login);
}

const variable = 'EVENTWRIGHT_TEST_MOSQUITTO_URL';

interface Login {
  readonly user: string;
  readonly password: string;
}

async function inContainer(login: Login): Promise<Mosquitto> {
  const data = scratch('mosquitto');
  let end = async () => {};
  const stop = async () => {
    await end();
    data.remove();
  };
  try {
    configure(data.directory, { ...login, port: 1883, anonymousPort: 1884, address: '0.0.0.0', folder: '/mosquitto/config' });
    // In the container the broker is a user who is nobody here.
    chmodSync(data.directory, 0o755);
    const service = await startService('mosquitto', [1883, 1884], { EVENTWRIGHT_BROKER_DIRECTORY: data.directory });
    end = service.stop;
    await retry(() => accepts('mosquitto', service.ports), deadline);
    const [port = 0, anonymousPort = 0] = service.ports;
    return { ...serverOf(port, login, stop), anonymousPort, pid: undefined };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function onThisMachine(program: string, login: Login): Promise<Mosquitto> {
  const [port = 0, anonymousPort = 0] = await freePorts(2);
  const { pid, stop } = await startProgram({
    name: 'mosquitto',
    command: (directory) => [program, '-c', configure(directory, { ...login, port, anonymousPort, address: '127.0.0.1', folder: directory })],
    ready: () => accepts('mosquitto', [port, anonymousPort]),
    deadline,
  });
  return { ...serverOf(port, login, stop), anonymousPort, pid };
}

const deadline = 30_000;

function serverOf(port: number, login: Login, stop: () => Promise<void>): Server {
  return { url: `mqtt://127.0.0.1:${port}`, host: '127.0.0.1', port, ...login, own: true, stop };
}

interface Settings {
  readonly address: string;
  readonly port: number;
  readonly anonymousPort: number;
  readonly user: string;
  readonly password: string;
  /** Where the broker finds the files: the same folder, or its name in the container. */
  readonly folder: string;
}

function configure(directory: string, settings: Settings): string {
  const file = path.join(directory, 'mosquitto.conf');
  const lines = [
    'per_listener_settings true',
    'persistence false',
    'log_dest stderr',
    // A broker that root starts would give its rights away, and then could not read this folder.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    `listener ${settings.port} ${settings.address}`,
    'allow_anonymous false',
    `password_file ${settings.folder}/passwords`,
    `acl_file ${settings.folder}/rights`,
    `listener ${settings.anonymousPort} ${settings.address}`,
    'allow_anonymous true',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  writeFileSync(path.join(directory, 'passwords'), `${settings.user}:${hash(settings.password)}\n`, { mode: 0o644 });
  writeFileSync(path.join(directory, 'rights'), `user ${settings.user}\ntopic readwrite #\ntopic deny forbidden\n`, { mode: 0o644 });
  return file;
}

/** A password as `mosquitto_passwd` writes it: PBKDF2 with SHA-512, its rounds, salt and key. */
function hash(password: string): string {
  const rounds = 101;
  const salt = randomBytes(12);
  return `$7$${rounds}$${salt.toString('base64')}$${pbkdf2Sync(password, salt, rounds, 64, 'sha512').toString('base64')}`;
}
