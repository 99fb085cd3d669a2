import { bindings } from '../delivery/binding.ts';
import type { Arrival } from '../delivery/message.ts';
import { createArrivals } from './arrivals.ts';
import { readSettings, textOf } from './settings.ts';
import { DeliveryError, type FieldDeclaration, type Sender, type Settings, type Transport } from './transport.ts';

const target: readonly FieldDeclaration[] = [
  { name: 'topic', title: 'Topic', type: 'string', required: true, description: 'The name that listeners ask for.', example: 'orders.placed' },
];
const source: readonly FieldDeclaration[] = [
  { name: 'topic', title: 'Topic', type: 'string', description: 'The topic to listen on; all topics when it is empty.', example: 'orders.placed' },
];

/** The event bus of one courier: nothing leaves the process, and nothing has to be installed. */
export function inProcess(): Transport {
  const listeners = new Set<(arrival: Arrival) => boolean>();
  return {
    id: 'in-process',
    title: 'In-process',
    summary: 'An event bus inside of Eventwright: events go to its own listeners and leave no machine.',
    runsIn: ['node', 'web'],
    connection: [],
    target,
    source,
    modes: ['structured'],
    binding: bindings.none,
    echo: true,
    acknowledgement: 'Every listener on the topic has been handed the event. Nothing is stored.',
    inFlight: 1,
    describeTarget: (settings) => textOf(settings, 'topic') ?? '',
    async connect() {
      return open(listeners);
    },
  };
}

function open(listeners: Set<(arrival: Arrival) => boolean>): Sender {
  let closed = false;
  const stops = new Set<() => void>();
  return {
    async send(message, to, signal) {
      const topic = String(readSettings(target, to, 'in-process targets').topic);
      if (closed) throw new DeliveryError('misuse', 'The connection is closed.');
      if (signal.aborted) return { state: 'failed', by: 'Eventwright', detail: 'Cancelled before it was sent.' };
      const arrival: Arrival = { message, from: topic, at: Date.now() };
      let count = 0;
      for (const take of listeners) if (take(arrival)) count++;
      if (count === 0)
        return { state: 'failed', by: 'Eventwright (in-process)', detail: `Nobody listens on "${topic}". Start a listener, then send again.` };
      return {
        state: 'acknowledged',
        by: 'Eventwright (in-process)',
        detail: `Handed to ${count === 1 ? '1 listener' : `${count} listeners`} on "${topic}".`,
      };
    },
    async listen(from: Settings) {
      const topic = textOf(readSettings(source, from, 'in-process sources'), 'topic');
      if (closed) throw new DeliveryError('misuse', 'The connection is closed.');
      const arrivals = createArrivals();
      const take = (arrival: Arrival): boolean => {
        if (topic !== undefined && arrival.from !== topic) return false;
        arrivals.push(arrival);
        return true;
      };
      const stop = (): void => {
        listeners.delete(take);
        stops.delete(stop);
        arrivals.end();
      };
      listeners.add(take);
      stops.add(stop);
      return { arrivals, stop: async () => stop() };
    },
    async probe() {
      return 'Eventwright (in-process)';
    },
    async close() {
      closed = true;
      for (const stop of [...stops]) stop();
    },
  };
}
