import type { Connection, Courier, Listening, Received } from '../courier/courier.ts';
import type { Settings } from '../transports/transport.ts';

/** The subscriptions of the panel: one for each connection and source, started on first need. */
export interface Listeners {
  /** Resolves once the subscription stands; rejects with what is wrong. */
  ensure(courier: Courier, connection: Connection, source: Settings): Promise<void>;
  stopAll(): Promise<void>;
}

const most = 8;
/** Milliseconds that a send waits for its listener; a broker that does not answer shall not hold up the send for longer. */
const patience = 5000;

/** @param onLost Told in words when a subscription ended by itself. */
export function createListeners(onArrival: (arrival: Received, connection: string) => void, onLost: (why: string) => void): Listeners {
  const standing = new Map<string, { readonly ready: Promise<Listening>; readonly abort: AbortController }>();

  async function stop(key: string): Promise<void> {
    const one = standing.get(key);
    standing.delete(key);
    one?.abort.abort();
    await one?.ready.then((listening) => listening.stop()).catch(() => {});
  }

  return {
    async ensure(courier, connection, source) {
      const key = JSON.stringify([connection.name, connection.transport, connection.settings, source]);
      const known = standing.get(key);
      if (known) return void (await known.ready);
      const abort = new AbortController();
      const ready = courier.listen({ connection, source }, (arrival) => onArrival(arrival, connection.name), abort.signal);
      standing.set(key, { ready, abort });
      const deadline = setTimeout(() => abort.abort(), patience);
      try {
        const { ended } = await ready;
        void ended.then((why) => {
          if (standing.get(key)?.abort === abort) standing.delete(key);
          if (why !== undefined) onLost(why);
        });
      } catch (error) {
        standing.delete(key);
        throw error;
      } finally {
        clearTimeout(deadline);
      }
      const [oldest] = standing.keys();
      if (standing.size > most && oldest !== undefined) await stop(oldest);
    },
    async stopAll() {
      await Promise.all([...standing.keys()].map(stop));
    },
  };
}
