import { startKafka } from './kafka.ts';
import { startMosquitto } from './mosquitto.ts';
import { startNats } from './nats.ts';
import { startRabbitMq } from './rabbitmq.ts';
import { startRedis } from './redis.ts';
import type { Server } from './server.ts';

/** Starts the brokers of the tests for a person to play with, until Ctrl-C. */
const starting: readonly (readonly [name: string, start: () => Promise<Server>])[] = [
  ['kafka', startKafka],
  ['mosquitto', startMosquitto],
  ['nats', startNats],
  ['rabbitmq', startRabbitMq],
  ['redis', startRedis],
];

// Before anything starts: a Ctrl-C at any moment from here on ends the brokers and takes their data away.
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

const results = await Promise.allSettled(starting.map(([, start]) => start()));
const servers: Server[] = [];
for (const [index, result] of results.entries()) {
  const name = starting[index]?.[0];
  if (result.status === 'fulfilled') {
    const { url, user, password } = result.value;
    servers.push(result.value);
    process.stdout.write(`${name}\n  url       ${url}\n  user      ${user}\n  password  ${password}\n`);
  } else {
    process.exitCode = 1;
    process.stderr.write(`${name}: ${result.reason instanceof Error ? result.reason.message : result.reason}\n`);
  }
}

if (servers.length > 0) {
  process.stdout.write('Ctrl-C ends them.\n');
  // Nothing else keeps this process alive when all servers are somebody else's.
  const alive = setInterval(() => {}, 60_000);
  await interrupted;
  clearInterval(alive);
  await Promise.all(servers.map((server) => server.stop()));
}
