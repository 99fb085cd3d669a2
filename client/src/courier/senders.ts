import { createHash } from 'node:crypto';
import { canonical } from '../connections/fingerprint.ts';
import { unlessAborted } from '../transports/deadline.ts';
import type { Sender, Transport } from '../transports/transport.ts';
import type { Connection } from './courier.ts';
import { createPlaces, type Places } from './places.ts';

/** Open connections, kept for the next send. A lost one is forgotten, so that the next send connects anew. */
export interface Senders {
  /** Waits for a place (a transport takes `inFlight` sends at once, in order), connects if need be, and does the work. */
  use<T>(transport: Transport, connection: Connection, signal: AbortSignal, work: (sender: Sender) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Open {
  readonly sender: Promise<Sender>;
  readonly places: Places;
}

export function createSenders(deadline: number): Senders {
  const opened = new Map<string, Open>();
  const ending = new AbortController();

  const open = (key: string, transport: Transport, connection: Connection): Open => {
    const forget = (): void => {
      if (opened.get(key) === entry) opened.delete(key);
    };
    // Not the caller's signal: others may wait for the same connection.
    const options = { name: connection.name, signal: ending.signal, deadline, onLost: () => forget() };
    const entry: Open = { sender: transport.connect(connection.settings, options), places: createPlaces(transport.inFlight) };
    entry.sender.catch(forget);
    opened.set(key, entry);
    return entry;
  };

  return {
    async use(transport, connection, signal, work) {
      const key = keyOf(connection);
      const entry = opened.get(key) ?? open(key, transport, connection);
      const release = await entry.places.take(signal);
      try {
        return await work(await unlessAborted(entry.sender, signal));
      } finally {
        release();
      }
    },
    async close() {
      const all = [...opened.values()];
      opened.clear();
      const closing = Promise.all(
        all.map((entry) =>
          entry.sender.then(
            (sender) => sender.close(),
            () => {},
          ),
        ),
      );
      ending.abort();
      await closing;
    },
  };
}

/** The same settings share a connection; a hash, since they hold secrets. */
function keyOf(connection: Connection): string {
  return createHash('sha256')
    .update(canonical([connection.name, connection.transport, connection.settings]))
    .digest('hex');
}
