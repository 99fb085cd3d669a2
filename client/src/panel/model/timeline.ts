import type { Verdict } from '../../../../server/src/lsp/protocol.ts';
import type { Received } from '../../courier/courier.ts';
import type { Entry } from '../messages.ts';
import type { Order } from '../order.ts';

/** What is known of an event beside what the page shows of it. Stays in the host. */
export interface Flight {
  readonly entry: Entry;
  /** By its name; empty for an entry of an earlier session. */
  readonly connection: string;
  /** What was decided, to do it once more. */
  readonly order?: Order;
  /** What tells the event apart; an event without them is told apart by its text. */
  readonly id?: string;
  readonly source?: string;
  /** The event as it was composed, or as it arrived. */
  readonly structured?: string;
  /** The types that answer this one. */
  readonly replies: readonly string[];
  /** The very bytes that left, once they have. */
  readonly sent?: Uint8Array;
  readonly arrival?: Received;
  /** What the engine said of the arrival, once it was asked; without a verdict for what is no JSON event. */
  readonly judged?: { readonly verdict?: Verdict };
}

/** The flights in the order in which they began, and what may be asked of them. */
export interface Timeline {
  all(): readonly Flight[];
  get(id: string): Flight | undefined;
  /** Adds a flight, or puts it in place of the one with the same entry id. */
  put(flight: Flight): void;
  clear(): void;
}

/** @param most How many are kept; the oldest go first. */
export function createTimeline(most: number, changed: (flight: Flight) => void): Timeline {
  const flights = new Map<string, Flight>();
  return {
    all: () => [...flights.values()],
    get: (id) => flights.get(id),
    put(flight) {
      flights.set(flight.entry.id, flight);
      if (flights.size > most) for (const oldest of flights.keys().take(flights.size - most)) flights.delete(oldest);
      changed(flight);
    },
    clear: () => flights.clear(),
  };
}

/** The flight that an arrival belongs to: the first with the same id and source that nothing has arrived for yet. */
export function pair(flights: readonly Flight[], arrival: Received, connection: string): Flight | undefined {
  return flights.find(
    (flight) =>
      flight.entry.direction === 'out' &&
      flight.connection === connection &&
      !flight.arrival &&
      flight.entry.acknowledged.state !== 'failed' &&
      (flight.id === undefined
        ? flight.structured !== undefined && flight.structured === arrival.structured
        : flight.id === arrival.id && flight.source === arrival.source),
  );
}

/** The flight that an arrival answers: its type is one of the replies, and it names the event that caused it. */
export function answered(flights: readonly Flight[], arrival: Received): Flight | undefined {
  if (arrival.type === undefined || arrival.structured === undefined) return undefined;
  const causes = namedCauses(arrival.structured);
  return flights.findLast(
    (flight) =>
      flight.id !== undefined &&
      arrival.type !== undefined &&
      flight.replies.includes(arrival.type) &&
      causes.includes(flight.id) &&
      flight.entry.replied.state === 'none',
  );
}

/** The ids that an event says it follows from (CloudEvents extension Correlation, and names seen in use). */
function namedCauses(structured: string): readonly string[] {
  try {
    const event: unknown = JSON.parse(structured);
    if (typeof event !== 'object' || event === null) return [];
    return ['causationid', 'correlationid', 'inreplyto']
      .map((name) => (event as Readonly<Record<string, unknown>>)[name])
      .filter((each) => typeof each === 'string');
  } catch {
    return [];
  }
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
