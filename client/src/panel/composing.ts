import type { ConnectionItem, Location } from '../../../server/src/lsp/protocol.ts';
import { chosen, chosenEvent, embeddedKey, lastComposed, locationKey, type SamplePlace, transportOf } from './model/state.ts';
import { parsed, targetKey } from './model/target.ts';
import type { PanelPorts } from './ports.ts';
import { messageOf, type Store } from './store.ts';

/** Where to find an event to send: a sample's place, or a position in an open file. */
export interface Wanted {
  readonly uri: string;
  readonly document?: number;
  readonly pointer?: string;
  readonly position?: { readonly line: number; readonly character: number };
}

/** Which event, which sample, over which connection, to where: all that is chosen before anything is sent. */
export interface Composing {
  /** Asks again for events, connections and the shown sample. */
  refresh(): Promise<void>;
  /** Asks the engine for the shown sample. */
  compose(): Promise<void>;
  /** Shows an event. Leaves what is shown as it is where there is nothing to send. */
  show(wanted: Wanted): Promise<void>;
  choose(what: 'event' | 'sample' | 'connection', key: string): void;
  setTarget(name: string, value: string): void;
  /** Starts what the choice needs: the sending side, and the embedded broker when it is chosen. Only in a trusted workspace. */
  prepare(): Promise<void>;
  /** Looks up which connections are allowed as they stand now. */
  lookUpAllowed(): Promise<void>;
}

export function createComposing(ports: PanelPorts, store: Store): Composing {
  let turn = 0;

  async function refresh(): Promise<void> {
    try {
      const [{ events }, { connections }] = await Promise.all([ports.engine.events(), ports.engine.connections()]);
      const allowed = await allowedOf(connections);
      store.update({ known: true, events, connections, allowed, trusted: ports.trusted(), trouble: undefined });
      const { sample, event } = store.get();
      const first = events.find(({ samples }) => samples.length > 0) ?? events[0];
      if (!sample && !event && first) chooseEvent(locationKey(first.location));
      await Promise.all([compose(), prepare()]);
    } catch (error) {
      store.trouble(error);
    }
  }

  async function allowedOf(connections: readonly ConnectionItem[]): Promise<ReadonlySet<string>> {
    const answers = await Promise.all(connections.map(async (item) => ({ key: locationKey(item.location), yes: await ports.vault.isAllowed(item) })));
    return new Set(answers.filter(({ yes }) => yes).map(({ key }) => key));
  }

  /** A newer question makes an older answer worthless. */
  async function compose(): Promise<void> {
    const { sample } = store.get();
    const mine = ++turn;
    if (!sample) return store.update({ composed: { state: 'none' } });
    const last = lastComposed(store.get());
    store.update({ composed: { state: 'checking', ...(last && locationKey(last.location) === locationKey(sample) ? { last } : {}) } });
    try {
      const result = await ports.engine.compose(sample);
      if (mine === turn) store.update({ composed: { state: 'ready', result } });
    } catch (error) {
      if (mine === turn) store.update({ composed: { state: 'failed', message: messageOf(error) } });
    }
  }

  async function show(wanted: Wanted): Promise<void> {
    try {
      const result = await ports.engine.compose(wanted);
      turn++;
      store.update({ event: undefined, sample: placeOf(result.location), composed: { state: 'ready', result } });
    } catch (error) {
      const document = wanted.document ?? 0;
      const event = store
        .get()
        .events.find(({ location }) => location.uri === wanted.uri && (wanted.pointer === undefined || location.document === document));
      ports.log('info', `No sample to send at ${wanted.uri}: ${messageOf(error)}`);
      if (!event) return;
      chooseEvent(locationKey(event.location));
      await compose();
    }
  }

  function chooseEvent(key: string): void {
    const event = store.get().events.find(({ location }) => locationKey(location) === key);
    const first = event?.samples[0]?.location;
    store.update({ event: key, sample: first && placeOf(first) });
  }

  function choose(what: 'event' | 'sample' | 'connection', key: string): void {
    if (what === 'event') chooseEvent(key);
    if (what === 'connection') store.update({ connection: key, listening: undefined, trouble: undefined });
    if (what === 'sample') {
      const listed = chosenEvent(store.get())?.samples.find(({ location }) => locationKey(location) === key)?.location;
      if (listed) store.update({ sample: placeOf(listed) });
    }
    keep();
    void Promise.all([compose(), prepare()]);
  }

  function setTarget(name: string, value: string): void {
    const state = store.get();
    const field = transportOf(state)?.target.find((each) => each.name === name);
    if (!field) return;
    const key = targetKey(state);
    store.update({ targets: { ...state.targets, [key]: { ...state.targets[key], [name]: parsed(field, value) } } });
    keep();
  }

  function keep(): void {
    const { connection, targets } = store.get();
    ports.kept.set('choice', { connection, targets });
  }

  async function prepare(): Promise<void> {
    if (!store.get().trusted || !store.pageIsThere) return;
    try {
      const courier = await ports.courier();
      if (store.get().transports.length === 0) store.update({ transports: await courier.transports() });
      const { connection, embedded } = store.get();
      if (connection === embeddedKey && !embedded) store.update({ embedded: await courier.embeddedBroker() });
      if (!chosen(store.get())) store.update({ connection: embeddedKey });
    } catch (error) {
      store.trouble(error);
    }
  }

  const lookUpAllowed = async (): Promise<void> => store.update({ allowed: await allowedOf(store.get().connections) });

  return { refresh, compose, show, choose, setTarget, prepare, lookUpAllowed };
}

const placeOf = ({ uri, document, pointer }: Location): SamplePlace => ({ uri, document, pointer });
