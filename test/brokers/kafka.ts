import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startService } from './compose.ts';
import { classPathOf } from './maven.ts';
import { freePorts, retry } from './ports.ts';
import { accepts, startProgram } from './program.ts';
import { provide } from './provide.ts';
import { namedServer, type Server } from './server.ts';

const run = promisify(execFile);

/**
 * Topics have to be made first: none comes into being by being sent to. `port` asks for no login, and who comes that way may do
 * all; `saslPort` asks for one (PLAIN, SCRAM-SHA-512, and OAUTHBEARER with tokens that nobody has signed), and goes by the rights that a test gives.
 */
export interface Kafka extends Server {
  /** Undefined where only one listener is known. */
  readonly saslPort: number | undefined;
  /** Undefined for a container, and for a broker that was started elsewhere. */
  readonly process: KafkaProcess | undefined;
}

/** What tests of faults need. */
export interface KafkaProcess {
  /** To pause it. Another one after a restart. */
  readonly pid: number;
  /**
   * A listener behind a proxy: Kafka tells clients where to go on, so it has to name the place where the proxy listens.
   * `port` is where Kafka itself listens.
   */
  readonly proxied: { readonly port: number; readonly proxyPort: number };
  /** Kills it as a power cut does, and starts it again with the same data. */
  restart(between?: () => Promise<void>): Promise<void>;
}

/**
 * A real Apache Kafka, one node without ZooKeeper, on ports of its own. Java runs it, with the jars that Maven fetches. With
 * `EVENTWRIGHT_TEST_KAFKA_URL` it is the one that the variable names, and nothing is started. Rejects with what to install, or with
 * the end of the broker's log.
 */
export async function startKafka(): Promise<Kafka> {
  const named = namedServer(variable);
  if (named) return { ...named, saslPort: undefined, process: undefined };
  const java = await provide({ title: 'Java, which runs Kafka,', binary: 'java', package: 'default-jre-headless', variable });
  if (java.by === 'compose') return inContainer();
  const maven = await provide({ title: 'Maven, which fetches Kafka,', binary: 'mvn', package: 'maven', variable });
  return maven.by === 'compose' ? inContainer() : onThisMachine(java.path, maven.path);
}

const variable = 'EVENTWRIGHT_TEST_KAFKA_URL';

/** A start takes about 5 s, on a busy machine several times that. */
const deadline = 90_000;

interface Login {
  readonly user: string;
  readonly password: string;
}

async function inContainer(): Promise<Kafka> {
  const [port = 0] = await freePorts(1);
  const service = await startService('kafka', [9092], { EVENTWRIGHT_BROKER_PORT: String(port) });
  await retry(() => accepts('Kafka', [port]), deadline);
  return { ...serverOf(port, { user: '', password: '' }, service.stop), saslPort: undefined, process: undefined };
}

async function onThisMachine(java: string, maven: string): Promise<Kafka> {
  const login = { user: 'eventwright', password: randomBytes(12).toString('hex') };
  const [port = 0, saslPort = 0, controllerPort = 0, proxiedPort = 0, proxyPort = 0] = await freePorts(5);
  const program = await startProgram({
    name: 'kafka',
    async command(directory) {
      const classPath = await classPathOf(maven, 'kafka', directory);
      const config = configure(directory, { port, saslPort, controllerPort, proxiedPort, proxyPort }, login);
      const jvm = ['-Xmx512m', '-XX:+UseSerialGC', '-cp', classPath];
      const scram = ['--add-scram', `SCRAM-SHA-512=[name=${login.user},password=${login.password}]`];
      await run(java, [...jvm, 'kafka.tools.StorageTool', 'format', '--cluster-id', clusterId(), '--config', config, ...scram], { cwd: directory });
      return [java, ...jvm, 'kafka.Kafka', config];
    },
    ready: () => accepts('Kafka', [port, saslPort, proxiedPort]),
    deadline,
  });
  return {
    ...serverOf(port, login, program.stop),
    saslPort,
    process: {
      get pid() {
        return program.pid;
      },
      proxied: { port: proxiedPort, proxyPort },
      restart: program.restart,
    },
  };
}

/** 16 random bytes, as Kafka spells a uuid. */
const clusterId = (): string => randomBytes(16).toString('base64url');

interface Ports {
  readonly port: number;
  readonly saslPort: number;
  readonly controllerPort: number;
  readonly proxiedPort: number;
  readonly proxyPort: number;
}

function configure(directory: string, ports: Ports, { user, password }: Login): string {
  const file = path.join(directory, 'server.properties');
  const data = path.join(directory, 'data');
  mkdirSync(data);
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports.controllerPort}`,
    listeners: [
      `PLAINTEXT://127.0.0.1:${ports.port}`,
      `SASL_PLAINTEXT://127.0.0.1:${ports.saslPort}`,
      `PROXIED://127.0.0.1:${ports.proxiedPort}`,
      `CONTROLLER://127.0.0.1:${ports.controllerPort}`,
    ].join(','),
    'advertised.listeners': [
      `PLAINTEXT://127.0.0.1:${ports.port}`,
      `SASL_PLAINTEXT://127.0.0.1:${ports.saslPort}`,
      `PROXIED://127.0.0.1:${ports.proxyPort}`,
    ].join(','),
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512,OAUTHBEARER',
    'listener.name.sasl_plaintext.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required user_${user}="${password}";`,
    'listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
    'allow.everyone.if.no.acl.found': 'true',
    // Takes tokens that nobody has signed, which Kafka has for tests.
    'listener.name.sasl_plaintext.oauthbearer.sasl.jaas.config':
      'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
    'log.dirs': data,
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
    // What is acknowledged must survive a kill of the machine's only broker.
    'log.flush.interval.messages': '1',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return file;
}

function serverOf(port: number, login: Login, stop: () => Promise<void>): Server {
  return { url: `kafka://127.0.0.1:${port}`, host: '127.0.0.1', port, ...login, own: true, stop };
}
