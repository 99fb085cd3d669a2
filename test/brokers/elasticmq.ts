import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startService } from './compose.ts';
import { classPathOf } from './maven.ts';
import { freePorts, retry } from './ports.ts';
import { accepts, startProgram } from './program.ts';
import { provide } from './provide.ts';

/** A server that speaks the protocol of SQS. It keeps everything in memory, and takes any signature. */
export interface ElasticMq {
  readonly endpoint: string;
  readonly port: number;
  /** To pause it. Undefined for a container. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** An ElasticMQ on a port of its own. Java runs it, with the jars that Maven fetches. Rejects with what to install, or with the end of its log. */
export async function startElasticMq(): Promise<ElasticMq> {
  const variable = 'none: it runs here';
  const java = await provide({ title: 'Java, which runs ElasticMQ,', binary: 'java', package: 'default-jre-headless', variable });
  const maven = java.by === 'compose' ? java : await provide({ title: 'Maven, which fetches ElasticMQ,', binary: 'mvn', package: 'maven', variable });
  if (java.by === 'compose' || maven.by === 'compose') return inContainer();
  const [port = 0] = await freePorts(1);
  const { pid, stop } = await startProgram({
    name: 'elasticmq',
    async command(directory) {
      const classPath = await classPathOf(maven.path, 'elasticmq', directory);
      const config = `-Dconfig.file=${configure(directory, port)}`;
      return [java.path, '-Xmx256m', '-XX:+UseSerialGC', config, '-cp', classPath, 'org.elasticmq.server.Main'];
    },
    ready: () => accepts('ElasticMQ', [port]),
    deadline,
  });
  return { endpoint: `http://127.0.0.1:${port}`, port, pid, stop };
}

const deadline = 90_000;

async function inContainer(): Promise<ElasticMq> {
  const service = await startService('elasticmq', [9324], {});
  const [port = 0] = service.ports;
  await retry(() => accepts('ElasticMQ', [port]), deadline);
  return { endpoint: `http://127.0.0.1:${port}`, port, pid: undefined, stop: service.stop };
}

function configure(directory: string, port: number): string {
  const file = path.join(directory, 'elasticmq.conf');
  const settings = [
    'include classpath("application.conf")',
    `node-address { protocol = http, host = "127.0.0.1", port = ${port}, context-path = "" }`,
    `rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = ${port}, sqs-limits = strict }`,
    'rest-stats { enabled = false }',
  ];
  writeFileSync(file, `${settings.join('\n')}\n`);
  return file;
}
