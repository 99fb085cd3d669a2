import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { connectAsync } from 'mqtt';
import { startMosquitto } from './mosquitto.ts';
import { isOpen, retry } from './ports.ts';
import { startRabbitMq } from './rabbitmq.ts';
import type { Server } from './server.ts';

test('a RabbitMQ of our own delivers, and leaves nothing behind', async () => {
  const broker = await startRabbitMq();
  const connection = await connect({ hostname: broker.host, port: broker.port, username: broker.user, password: broker.password });
  const channel = await connection.createConfirmChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  channel.sendToQueue(queue, Buffer.from('hello'));
  await channel.waitForConfirms();
  const got = await channel.get(queue, { noAck: true });
  assert.equal(got === false ? undefined : got.content.toString(), 'hello');
  await connection.close();
  assert.match(broker.version, /^\d+\.\d+/);

  await named('EVENTWRIGHT_TEST_RABBITMQ_URL', broker, startRabbitMq);

  if (broker.pid !== undefined) assert.notDeepEqual(await processesOf([broker.port, broker.epmd?.port], process.pid), [], 'its processes are found');
  await broker.stop();
  if (broker.own) await gone([broker.port, broker.epmd?.port], [broker.pid, broker.epmd?.pid]);
});

test('a mosquitto of our own delivers with a password and without, and leaves nothing behind', async () => {
  const broker = await startMosquitto();
  const client = await connectAsync(broker.url, { username: broker.user, password: broker.password, reconnectPeriod: 0 }, false);
  const topic = `hello/${process.pid}`;
  await client.subscribeAsync(topic, { qos: 1 });
  const arriving = new Promise<string>((resolve) => client.once('message', (_topic, payload) => resolve(payload.toString())));
  await client.publishAsync(topic, 'hello', { qos: 1 });
  assert.equal(await arriving, 'hello');
  await client.endAsync();
  if (broker.own) {
    await assert.rejects(connectAsync(broker.url, { reconnectPeriod: 0 }, false), /Not authorized/);
    await assert.rejects(connectAsync(broker.url, { username: broker.user, password: 'no', reconnectPeriod: 0 }, false), /Not authorized/);
  }
  if (broker.anonymousPort !== undefined) {
    const anybody = await connectAsync(`mqtt://${broker.host}:${broker.anonymousPort}`, { reconnectPeriod: 0 }, false);
    await anybody.publishAsync(topic, 'hello', { qos: 1 });
    await anybody.endAsync();
  }

  await named('EVENTWRIGHT_TEST_MOSQUITTO_URL', broker, startMosquitto);

  await broker.stop();
  if (broker.own) await gone([broker.port, broker.anonymousPort], [broker.pid]);
});

const brokerNames = ['kafka', 'mosquitto', 'nats', 'rabbitmq', 'redis'];

test('`npm run brokers` ends its brokers at Ctrl-C, and also when it is killed', async (t) => {
  // Whoever is killed cannot remove the data of the brokers.
  const folder = mkdtempSync(path.join(tmpdir(), 'eventwright-start-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: folder },
    });
    const exit = once(child, 'exit');
    let said = '';
    for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
      said += part;
      if (said.includes('Ctrl-C')) break;
    }
    const ports = [...said.matchAll(/\/\/[^:\s]+:(\d+)/g)].map((match) => Number(match[1]));
    assert.equal(ports.length, brokerNames.length, said);
    for (const name of brokerNames) assert.match(said, new RegExp(`^${name}$`, 'm'));
    for (const port of ports) assert.ok(await isOpen(port), `port ${port} is open while the brokers run`);
    child.stdout.resume();
    child.kill(signal);
    await exit;
    if (signal === 'SIGINT') assert.deepEqual(readdirSync(folder), [], 'no data are left');
    // Brokers that were started elsewhere stay.
    if (brokerNames.some((name) => process.env[`EVENTWRIGHT_TEST_${name.toUpperCase()}_URL`])) continue;
    await gone(ports, [], child.pid);
  }
});

/** A broker that a variable names is used, and still there after `stop`. */
async function named(variable: string, broker: Server, start: () => Promise<Server>): Promise<void> {
  const before = process.env[variable];
  const url = new URL(broker.url);
  url.username = broker.user;
  url.password = broker.password;
  process.env[variable] = url.href;
  try {
    const same = await start();
    assert.deepEqual([same.host, same.port, same.user, same.password, same.own], [broker.host, broker.port, broker.user, broker.password, false]);
    await same.stop();
    assert.ok(await isOpen(broker.port, broker.host), 'a broker of others still runs');
  } finally {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  }
}

/** The system needs a moment after the kill: Erlang's helpers end when they notice that their machine is gone. */
async function gone(ports: readonly (number | undefined)[], pids: readonly (number | undefined)[], starter = process.pid): Promise<void> {
  await retry(async () => {
    for (const port of ports) assert.ok(port === undefined || !(await isOpen(port)), `port ${port} is closed`);
    for (const pid of pids) assert.ok(pid === undefined || !isRunning(pid), `process ${pid} has ended`);
    assert.deepEqual(await processesOf(ports, starter), []);
  }, 10_000);
}

/** A process that has ended and that nobody has asked about yet counts as ended. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  if (existsSync('/proc/self/stat')) return existsSync(status) && !/\) Z /.test(readFileSync(status, 'utf8'));
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The processes, helpers too, that carry the name of the RabbitMQ node or the port of its epmd. */
async function processesOf(ports: readonly (number | undefined)[], starter: number): Promise<readonly string[]> {
  const marks = ports.flatMap((port) => (port === undefined ? [] : [`eventwright-${starter}-${port}@`, `ERL_EPMD_PORT=${port}`]));
  const marked = (text: string) => marks.some((mark) => text.includes(mark));
  if (!existsSync('/proc/self/environ')) {
    const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args='], { maxBuffer: 16 * 1024 * 1024 });
    return stdout.split('\n').filter(marked);
  }
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && marked(environmentOf(name)));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
