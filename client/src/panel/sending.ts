import type { Verdict } from '../../../server/src/lsp/protocol.ts';
import type { Connection, Received, TransportInfo } from '../courier/courier.ts';
import type { Settings } from '../transports/transport.ts';
import { createListeners } from './listeners.ts';
import { acknowledged, arrived, errors, received, replied, started, unseen } from './model/entry.ts';
import { count } from './model/names.ts';
import { sourceFor } from './model/target.ts';
import { answered, type Flight, pair, sameBytes, type Timeline } from './model/timeline.ts';
import type { Order } from './order.ts';
import type { PanelPorts } from './ports.ts';

/** One event that is to be sent, with everything decided, allowed and filled in. */
export interface Shot {
  readonly order: Order;
  readonly connection: Connection;
  readonly transport: TransportInfo;
  readonly listen: boolean;
  /** What the timeline calls the event and its target. */
  readonly label: string;
  readonly to: string;
}

export interface Sending {
  /** Sends, and tells the timeline each step. Resolves with the last word of the broker; never rejects. */
  send(shot: Shot): Promise<void>;
  /** Subscribes ahead of any send; rejects with what is wrong. */
  listen(connection: Connection, source: Settings): Promise<void>;
  stopListening(): Promise<void>;
  dispose(): Promise<void>;
}

/** Milliseconds after which an event that nobody has seen is called so. */
const arrivalPatience = 30_000;

/** @param labels How an event type and its judge are called in this workspace. */
export function createSending(
  ports: PanelPorts,
  timeline: Timeline,
  labels: { type(type: string): string; judge(verdict: Verdict | undefined): string },
): Sending {
  const closing = new AbortController();
  const listeners = createListeners(
    (arrival, connection) => void arrive(arrival, connection),
    (why) => ports.log('warn', `A listener ended: ${why}`),
  );
  const timers = new Set<NodeJS.Timeout>();

  async function send(shot: Shot): Promise<void> {
    const { order, connection } = shot;
    const { composed } = order;
    const id = ports.newId();
    const attributes = new Map(composed.event.attributes);
    const courier = await ports.courier();
    const listening = await listenFirst(shot);
    const at = ports.now();
    put({
      entry: started({ id, at, event: shot.label, to: shot.to }, composed.verdict, labels.judge(composed.verdict)),
      connection: connection.name,
      structured: composed.event.structured,
      order,
      replies: order.replies,
      ...present('id', attributes.get('id')),
      ...present('source', attributes.get('source')),
    });
    say('Sent. Waiting.');
    try {
      const sent = await courier.send({ connection, target: order.target, event: composed.event, mode: order.mode }, closing.signal);
      const { receipt, latency, message } = sent;
      amend(id, (flight) =>
        withBytes({
          ...flight,
          sent: message.body,
          entry: acknowledged(flight.entry, { receipt, latency, size: message.body.length, listening, at }),
        }),
      );
      if (receipt.state === 'acknowledged') say(`Acknowledged by ${receipt.by}.`);
      else say(`${receipt.state === 'failed' ? 'Failed' : 'Unknown'}: ${receipt.detail}`, true);
      if (listening) wait(id);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      amend(id, (flight) => ({
        ...flight,
        entry: acknowledged(flight.entry, {
          receipt: { state: 'failed', by: 'Eventwright', detail },
          latency: ports.now() - at,
          listening: false,
          at,
        }),
      }));
      say(`Failed: ${detail}`, true);
      ports.log('warn', `Sending over ${connection.name} failed: ${detail}`);
    }
  }

  /** Listens before it sends, so that what is sent can be seen to arrive. A listener that cannot start does not stop the send. */
  async function listenFirst({ listen, transport, connection, order }: Shot): Promise<boolean> {
    const source = listen ? sourceFor(transport, order.target) : undefined;
    if (!source) return false;
    try {
      await listeners.ensure(await ports.courier(), connection, source);
      return true;
    } catch (error) {
      ports.log('warn', `Not listening on ${connection.name}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  async function arrive(arrival: Received, connection: string): Promise<void> {
    const flight = pair(timeline.all(), arrival, connection);
    if (flight) timeline.put({ ...flight, arrival });
    const verdict = arrival.structured === undefined ? undefined : await ports.engine.check({ text: arrival.structured }).catch(() => undefined);
    const judge = labels.judge(verdict);
    if (flight) {
      amend(flight.entry.id, (now) => withBytes({ ...now, judged: present('verdict', verdict) }));
      return say(errors(verdict) > 0 ? `Arrived with ${count(errors(verdict), 'error')}.` : verdict?.definition ? 'Arrived, valid.' : 'Arrived.');
    }
    const cause = answered(timeline.all(), arrival);
    const event = arrival.type === undefined ? 'unknown event' : labels.type(arrival.type);
    if (cause)
      amend(cause.entry.id, (now) => ({
        ...now,
        entry: replied(now.entry, { after: arrival.at - now.entry.at, event, label: judge, ...present('verdict', verdict) }),
      }));
    const entry = received({ id: ports.newId(), at: arrival.at, event, to: arrival.from }, verdict, judge, arrival.message.body.length);
    put({ entry, connection, arrival, replies: [], ...present('structured', arrival.structured) });
  }

  /** Says what arrived once it was judged, and whether its bytes are those that left once those are known. */
  function withBytes(flight: Flight): Flight {
    const { arrival, judged, sent, entry } = flight;
    if (!arrival || !judged) return flight;
    const same = sent && sameBytes(sent, arrival.message.body);
    const told = {
      from: arrival.from,
      after: Math.max(0, arrival.at - entry.at),
      size: arrival.message.body.length,
      label: labels.judge(judged.verdict),
    };
    return { ...flight, entry: arrived(entry, { ...told, ...present('same', same), ...present('verdict', judged.verdict) }) };
  }

  function wait(id: string): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      amend(id, (flight) => ({ ...flight, entry: unseen(flight.entry, arrivalPatience) }));
    }, arrivalPatience);
    timers.add(timer);
  }

  function amend(id: string, change: (flight: Flight) => Flight): void {
    const flight = timeline.get(id);
    if (flight) timeline.put(change(flight));
  }

  const put = (flight: Flight): void => timeline.put(flight);
  const say = (text: string, urgent = false): void => ports.page({ type: 'say', text, urgent });

  return {
    send,
    listen: async (connection, source) => listeners.ensure(await ports.courier(), connection, source),
    stopListening: () => listeners.stopAll(),
    async dispose() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
      await listeners.stopAll();
    },
  };
}

const present = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
