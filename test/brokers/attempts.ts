import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Receipt } from '../../client/src/delivery/message.ts';
import { type Bench, message, never } from '../../client/src/transports/conformance.testing.ts';
import { proxyTo } from '../../client/src/transports/servers.testing.ts';
import type { Listener, Sender, Settings, Transport } from '../../client/src/transports/transport.ts';
import type { Server } from './server.ts';

type Between = ReturnType<typeof proxyTo>;

export interface Attempt {
  /** Milliseconds; 5 seconds without it. */
  readonly deadline?: number;
  readonly name?: string;
}

/** Works with a connection, and closes it. */
export async function using(transport: Transport, settings: Settings, attempt: Attempt, work: (sender: Sender) => Promise<void>): Promise<void> {
  const sender = await transport.connect(settings, { signal: never, deadline: 5000, ...attempt });
  try {
    await work(sender);
  } finally {
    await sender.close();
  }
}

/** As `using`, with a proxy between the connection and the server. */
export async function proxied(
  transport: Transport,
  server: Server,
  settings: Settings,
  attempt: Attempt,
  work: (sender: Sender, proxy: Between) => Promise<void>,
): Promise<void> {
  const proxy = proxyTo(server.port, server.host);
  try {
    await using(transport, { ...settings, url: await urlOf(proxy, server) }, attempt, (sender) => work(sender, proxy));
  } finally {
    proxy.close();
  }
}

/** The settings of a server's connection behind a proxy, for the conformance suite. */
export function cuttable(server: Server, settings: Settings): NonNullable<Bench['cuttable']> {
  return async () => {
    const proxy = proxyTo(server.port, server.host);
    return { settings: { ...settings, url: await urlOf(proxy, server) }, cut: proxy.cut, close: proxy.close };
  };
}

/** The server's URL by way of the proxy. */
export async function urlOf(proxy: Between, server: Server): Promise<string> {
  return `${new URL(server.url).protocol}//127.0.0.1:${await proxy.port}`;
}

export async function listenOn(sender: Sender, source: Settings): Promise<Listener> {
  return (await sender.listen?.(source, never)) ?? assert.fail('it does not listen');
}

/** Who answers there. */
export async function probe(transport: Transport, settings: Settings): Promise<string> {
  const sender = await transport.connect(settings, { signal: never, deadline: 3000 });
  return sender.probe(never).finally(() => sender.close());
}

/** What goes wrong when somebody connects. */
export async function failure(transport: Transport, settings: Settings): Promise<unknown> {
  return probe(transport, settings).then(
    () => assert.fail('it connected'),
    (error) => error,
  );
}

/** What becomes of one event. */
export async function sendOnce(transport: Transport, settings: Settings, target: Settings): Promise<Receipt> {
  const sender = await transport.connect(settings, { signal: never, deadline: 3000 });
  return sender.send(message('1'), target, never).finally(() => sender.close());
}

/** Stops a server for a while, as a machine does that has too much to do. */
export async function pause({ pid }: { readonly pid: number }, milliseconds: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await sleep(milliseconds);
  process.kill(pid, 'SIGCONT');
}
