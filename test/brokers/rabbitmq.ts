import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'amqplib';
import { startService } from './compose.ts';
import { freePorts, retry } from './ports.ts';
import { type Group, type Scratch, scratch, startGroup } from './processes.ts';
import { provide } from './provide.ts';
import { namedServer, type Server } from './server.ts';

export interface RabbitMq extends Server {
  /** As the broker says it, for example `3.10.8`. */
  readonly version: string;
  /** The Erlang machine, for tests that pause it. Undefined for a container, and for a broker that was started elsewhere. */
  readonly pid: number | undefined;
  /** The Erlang port mapper that belongs to this broker alone. */
  readonly epmd: { readonly pid: number; readonly port: number } | undefined;
}

/**
 * A real RabbitMQ, without plugins, on ports of its own. With `EVENTWRIGHT_TEST_RABBITMQ_URL` it is the one that the
 * variable names, and nothing is started. Rejects with what to install, or with the end of the broker's log.
 */
export async function startRabbitMq(): Promise<RabbitMq> {
  const named = namedServer(variable);
  if (named) return { ...named, version: await versionOf(named), pid: undefined, epmd: undefined };
  const provided = await provide({
    title: 'RabbitMQ',
    binary: 'rabbitmq-server',
    package: 'rabbitmq-server',
    // The wrapper that Debian puts on the path insists on the user and the folders of the system's service.
    folders: ['/usr/lib/rabbitmq/bin'],
    variable,
  });
  const login = { user: 'eventwright', password: randomBytes(12).toString('hex') };
  return provided.by === 'compose' ? inContainer(login) : onThisMachine(provided.path, login);
}

interface Login {
  readonly user: string;
  readonly password: string;
}

const variable = 'EVENTWRIGHT_TEST_RABBITMQ_URL';

/** A first start takes about 10 s, on a busy machine several times that. */
const deadline = 90_000;

async function inContainer(login: Login): Promise<RabbitMq> {
  const service = await startService('rabbitmq', [5672], {
    EVENTWRIGHT_BROKER_USER: login.user,
    EVENTWRIGHT_BROKER_PASSWORD: login.password,
  });
  try {
    const server = serverOf(service.ports[0] ?? 0, login, service.stop);
    const version = await retry(() => versionOf(server), deadline);
    return { ...server, version, pid: undefined, epmd: undefined };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function onThisMachine(program: string, login: Login): Promise<RabbitMq> {
  const [port = 0, distPort = 0, epmdPort = 0] = await freePorts(3);
  const data = scratch('rabbitmq');
  const env = environment(data.directory, { port, distPort, epmdPort, ...login });
  const groups: Group[] = [];
  const stop = () => stopAll(groups, data);
  try {
    // An epmd that Erlang starts itself leaves the process group and outlives the broker. This one stays in the foreground.
    const epmd = await startGroup(['epmd'], { env, cwd: data.directory, log: path.join(data.directory, 'epmd.log') });
    groups.push(epmd);
    const node = await startGroup([program], { env, cwd: data.directory, log: path.join(data.directory, 'server.log') });
    groups.push(node);
    const server = serverOf(port, login, stop);
    const version = await retry(
      () => versionOf(server),
      deadline,
      () => {
        epmd.alive();
        node.alive();
      },
    );
    const pid = Number(readFileSync(path.join(data.directory, 'pid'), 'utf8'));
    return { ...server, version, pid, epmd: { pid: epmd.pid, port: epmdPort } };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Ports {
  readonly port: number;
  readonly distPort: number;
  readonly epmdPort: number;
}

/** Writes the files of the node's own, and says where they are. Nothing of the system's RabbitMQ is read or written. */
function environment(directory: string, { port, distPort, epmdPort, user, password }: Ports & Login): NodeJS.ProcessEnv {
  const file = (name: string) => path.join(directory, name);
  const folder = (name: string) => {
    mkdirSync(file(name));
    return file(name);
  };
  const settings = {
    'listeners.tcp.1': `127.0.0.1:${port}`,
    default_user: user,
    default_pass: password,
    'log.file': 'false',
    'log.console': 'true',
    'log.console.level': 'warning',
    // A full disk or a small machine is no subject of the tests: an alarm would block every publisher.
    'disk_free_limit.absolute': '1MB',
    'vm_memory_high_watermark.relative': '0.8',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`);
  writeFileSync(file('rabbitmq.conf'), lines.join(''), { mode: 0o600 });
  writeFileSync(file('enabled_plugins'), '[].\n');
  return {
    PATH: [process.env.PATH, '/usr/local/bin', '/opt/homebrew/bin'].join(path.delimiter),
    LANG: 'C.UTF-8',
    // The Erlang cookie is made here.
    HOME: folder('home'),
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `eventwright-${process.pid}-${port}@localhost`,
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    // Older versions add .conf themselves, newer ones accept both.
    RABBITMQ_CONFIG_FILE: file('rabbitmq'),
    RABBITMQ_CONFIG_FILES: file('conf.d'),
    RABBITMQ_ADVANCED_CONFIG_FILE: file('advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins'),
    RABBITMQ_MNESIA_BASE: folder('data'),
    RABBITMQ_LOG_BASE: folder('log'),
    RABBITMQ_PID_FILE: file('pid'),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
  };
}

async function stopAll(groups: readonly Group[], data: Scratch): Promise<void> {
  // The broker first: without its epmd it would complain in its log.
  for (const group of groups.toReversed()) await group.kill();
  data.remove();
}

function serverOf(port: number, login: Login, stop: () => Promise<void>): Server {
  return { url: `amqp://127.0.0.1:${port}`, host: '127.0.0.1', port, ...login, own: true, stop };
}

/** Speaks to the broker, so it also tells whether the broker is ready for clients. */
async function versionOf({ url, user, password }: Server): Promise<string> {
  const full = new URL(url);
  full.username = user;
  full.password = password;
  const connection = await connect(full.href, { timeout: 5000 });
  connection.on('error', () => {});
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return String(version);
}
