import { unknownTransport } from '../connections/profiles.ts';
import { decode } from '../delivery/decode.ts';
import { EncodeError, encode } from '../delivery/encode.ts';
import type { Arrival, WireMessage } from '../delivery/message.ts';
import { cancelled } from '../transports/deadline.ts';
import { createTransports } from '../transports/index.ts';
import { readSettings } from '../transports/settings.ts';
import { DeliveryError, type Listener, type Sender, type Transport } from '../transports/transport.ts';
import type { Connection, Courier, Listening, ListenRequest, Received, Sent, SendRequest, TransportInfo } from './courier.ts';
import { type RunningBroker, startEmbeddedBroker } from './embedded-broker.ts';
import { createSenders } from './senders.ts';

export interface CourierOptions {
  /** Milliseconds for connecting, and for each send. */
  readonly deadline?: number;
}

/** The courier in place: in the command line's own process, and behind the messages of the courier's process. */
export function createCourier(options: CourierOptions = {}): Courier {
  const deadline = options.deadline ?? 10_000;
  const ending = new AbortController();
  const broker = lazyBroker(ending.signal);
  const transports = createTransports({ embeddedBroker: broker.start });
  const senders = createSenders(deadline);
  const listeners = new Set<() => Promise<void>>();

  const transportOf = (connection: Connection): Transport => {
    const transport = transports.find((candidate) => candidate.id === connection.transport);
    if (!transport) throw new DeliveryError('misuse', unknownTransport(connection.transport, transports));
    return transport;
  };
  const resolved = async (connection: Connection): Promise<{ transport: Transport; connection: Connection }> => {
    if (ending.signal.aborted) throw new DeliveryError('misuse', 'The courier is closed.');
    const transport = transportOf(connection);
    return {
      transport,
      connection: { ...connection, settings: readSettings(transport.connection, connection.settings, `${transport.title} connections`) },
    };
  };

  return {
    async transports() {
      return transports.map(infoOf);
    },

    async send(request: SendRequest, signal: AbortSignal): Promise<Sent> {
      const { transport, connection } = await resolved(request.connection);
      const target = readSettings(transport.target, request.target, `${transport.title} targets`);
      const message = composed(request, transport);
      if (signal.aborted) throw cancelled();
      const at = Date.now();
      const start = performance.now();
      const receipt = await senders.use(transport, connection, signal, (sender) => sender.send(message, target, signal));
      return { receipt, message, target: transport.describeTarget(target), latency: performance.now() - start, at };
    },

    async listen(request: ListenRequest, onArrival: (arrival: Received) => void, signal: AbortSignal): Promise<Listening> {
      const { transport, connection } = await resolved(request.connection);
      const source = readSettings(transport.source, request.source, `${transport.title} sources`);
      // A connection of its own: stopping closes it, and a lost one ends this listener only.
      const sender = await transport.connect(connection.settings, {
        name: connection.name,
        signal: AbortSignal.any([signal, ending.signal]),
        deadline,
      });
      const listener = await listenOn(sender, transport, source, signal);
      let stopped: Promise<void> | undefined;
      const stop = (): Promise<void> => {
        stopped ??= listener
          .stop()
          .catch(() => {})
          .then(() => sender.close())
          .finally(() => listeners.delete(stop));
        return stopped;
      };
      listeners.add(stop);
      const ended = deliver(listener, transport, onArrival).finally(stop);
      return { ended, stop, ...(listener.address === undefined ? {} : { address: listener.address }) };
    },

    async probe(asked: Connection, signal: AbortSignal) {
      const { transport, connection } = await resolved(asked);
      // Always a fresh connection: a test that answers from an old one tests nothing.
      const sender = await transport.connect(connection.settings, { name: connection.name, signal, deadline });
      try {
        return await sender.probe(signal);
      } finally {
        await sender.close();
      }
    },

    async embeddedBroker() {
      const { host, port, webSocketPort, user, password } = await broker.start();
      return { host, port, webSocketPort, user, password, connection: { name: 'embedded', transport: 'embedded', settings: {} } };
    },

    async close() {
      if (ending.signal.aborted) return;
      ending.abort();
      await Promise.all([...listeners].map((stop) => stop()));
      await senders.close();
      await broker.close();
    },
  };
}

/** One broker for the courier, started when it is first asked for. */
function lazyBroker(ending: AbortSignal): { start(): Promise<RunningBroker>; close(): Promise<void> } {
  let running: Promise<RunningBroker> | undefined;
  return {
    start() {
      if (ending.aborted) return Promise.reject(new DeliveryError('misuse', 'The courier is closed.'));
      running ??= startEmbeddedBroker();
      running.catch(() => {
        running = undefined;
      });
      return running;
    },
    async close() {
      await running?.then(
        (broker) => broker.close(),
        () => {},
      );
    },
  };
}

function infoOf(transport: Transport): TransportInfo {
  const { id, title, summary, connection, target, source, modes, echo, acknowledgement } = transport;
  return { id, title, summary, connection, target, source, modes, echo, acknowledgement };
}

function composed(request: SendRequest, transport: Transport): WireMessage {
  if (!transport.modes.includes(request.mode)) {
    throw new DeliveryError('misuse', `${transport.title} has no ${request.mode} mode. Choose ${transport.modes.join(' or ')}.`);
  }
  try {
    const message = encode(request.event, request.mode, transport.binding);
    return request.headers ? { ...message, headers: [...message.headers, ...request.headers] } : message;
  } catch (error) {
    if (error instanceof EncodeError) throw new DeliveryError('misuse', error.message);
    throw error;
  }
}

async function listenOn(sender: Sender, transport: Transport, source: ListenRequest['source'], signal: AbortSignal): Promise<Listener> {
  try {
    if (!sender.listen) throw new DeliveryError('misuse', `${transport.title} cannot listen.`);
    return await sender.listen(source, signal);
  } catch (error) {
    await sender.close();
    throw error;
  }
}

/** Hands over what arrives, one call for each event of a batch. Resolves with what ended it. */
async function deliver(listener: Listener, transport: Transport, onArrival: (arrival: Received) => void): Promise<string | undefined> {
  try {
    for await (const arrival of listener.arrivals) for (const received of recognised(arrival, transport)) onArrival(received);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function recognised(arrival: Arrival, transport: Transport): readonly Received[] {
  return decode(arrival.message, transport.binding).map((event) => ({ ...arrival, ...event }));
}
