import type { ConnectionItem } from '../../../server/src/lsp/protocol.ts';
import type { Connection } from '../courier/courier.ts';
import type { Composing } from './composing.ts';
import { type KeptOrder, keptOrders } from './kept.ts';
import { modeOf, reasonAgainst, shortTypeIn } from './model/compose.ts';
import { errors } from './model/entry.ts';
import { count } from './model/names.ts';
import { type Choice, choices, chosen, chosenEvent, inProcessKey, lastComposed, transportOf } from './model/state.ts';
import { sourceFor, targetKey, targetOf } from './model/target.ts';
import type { Order } from './order.ts';
import type { PanelPorts } from './ports.ts';
import type { Sending } from './sending.ts';
import type { Store } from './store.ts';

/** The way from a decision to a send, with everything that has to be asked on it. */
export interface Dispatch {
  /** Sends what the panel shows. With errors in the sample only when told `anyway`; the focus goes to that choice. */
  send(anyway: boolean): Promise<void>;
  /** Sends what was sent last from a file, and leaves the focus where it is. False when nothing was. */
  again(uri: string): Promise<boolean>;
  /** Sends the same event once more, checked anew. */
  repeat(order: Order): Promise<void>;
  allow(): Promise<void>;
  test(): Promise<void>;
  setListening(on: boolean): Promise<void>;
}

export function createDispatch(ports: PanelPorts, store: Store, composing: Composing, sending: Sending): Dispatch {
  let orders: Readonly<Record<string, KeptOrder>> = keptOrders(ports.kept.get('orders'));

  async function send(anyway: boolean): Promise<void> {
    if (!(await sendShown(anyway))) ports.page({ type: 'focus', on: 'send-anyway' });
  }

  /** False when errors in the sample held it back. */
  async function sendShown(anyway: boolean): Promise<boolean> {
    await composing.compose();
    const state = store.get();
    const { sample } = state;
    const composed = lastComposed(state);
    const reason = reasonAgainst(state);
    if (reason !== undefined || !composed || !sample) {
      refuse(reason ?? 'The sample cannot be sent as it is.');
      return true;
    }
    const wrong = errors(composed.verdict);
    if (wrong > 0 && !anyway) {
      refuse(count(wrong, 'error'));
      return false;
    }
    const kept = { connection: state.connection, target: targetOf(state), mode: modeOf(state) };
    orders = { ...orders, [sample.uri]: { ...kept, place: sample } as KeptOrder };
    ports.kept.set('orders', orders);
    await deliver({ ...kept, composed, replies: chosenEvent(state)?.replies ?? [] });
    return true;
  }

  async function again(uri: string): Promise<boolean> {
    const order = orders[uri];
    if (!order) return false;
    if (store.get().events.length === 0) await composing.refresh();
    store.update({ event: undefined, sample: order.place, connection: order.connection, mode: order.mode });
    await Promise.all([composing.compose(), knowTransports()]);
    const state = store.get();
    store.update({ targets: { ...state.targets, [targetKey(state)]: order.target } });
    await sendShown(false);
    return true;
  }

  async function repeat(order: Order): Promise<void> {
    const verdict = await ports.engine.check({ text: order.composed.event.structured });
    const isNew = errors(verdict) > errors(order.composed.verdict);
    await (isNew
      ? refuse(`${count(errors(verdict), 'error')} by the definitions as they are now`)
      : deliver({ ...order, composed: { ...order.composed, verdict } }));
  }

  /** The guards stand here, in front of every way to send. */
  async function deliver(order: Order): Promise<void> {
    await knowTransports();
    const state = store.get();
    const choice = choices(state).find(({ key }) => key === order.connection);
    const transport = state.transports.find(({ id }) => id === choice?.transport);
    if (!ports.trusted()) return refuse('sending is off in Restricted Mode');
    if (!choice || !transport) return refuse('its connection is no longer there');
    // Asked of the very item that is used below: what the panel last drew may be of an earlier text of the file.
    if (choice.item && !(await ports.vault.isAllowed(choice.item))) {
      await composing.lookUpAllowed();
      return refuse(`${choice.name} has to be allowed first`);
    }
    const { event } = order.composed;
    const label = event.type === undefined ? order.composed.label : shortTypeIn(event.type, state);
    const field = transport.target.find(({ name }) => typeof order.target[name] === 'string' && order.target[name] !== '');
    const to = field ? String(order.target[field.name]) : choice.name;
    if (choice.production) {
      const version = order.composed.verdict.definition?.version;
      const words = `${label}${version === undefined ? '' : ` ${version}`} → ${field ? `${field.title.toLowerCase()} "${to}"` : to}. This connection is marked as production.`;
      if (!(await ports.person.confirm({ message: `Send 1 event to ${choice.name}?`, detail: words, yes: 'Send to Production' }))) return;
    }
    try {
      const connection = await connectionFor(choice.key, choice.item);
      if (!connection) return refuse('no password was given');
      await sending.send({ order, connection, transport, listen: state.listening ?? transport.echo, label, to });
    } catch (error) {
      store.trouble(error);
    }
  }

  const refuse = (why: string): void => mention(`Not sent: ${why}`);

  function mention(words: string, urgent = true): void {
    ports.person.mention(words);
    ports.page({ type: 'say', text: words, urgent });
  }

  async function connectionFor(key: string, item: ConnectionItem | undefined): Promise<Connection | undefined> {
    if (key === inProcessKey) return { name: 'in process', transport: 'in-process', settings: {} };
    if (item) return ports.vault.fill(item);
    store.update({ embedded: await (await ports.courier()).embeddedBroker() });
    return { name: 'Embedded broker', transport: 'embedded', settings: {} };
  }

  /** A send by the keyboard can come before any page was there to ask for them. */
  async function knowTransports(): Promise<void> {
    if (ports.trusted() && store.get().transports.length === 0) store.update({ transports: await (await ports.courier()).transports() });
  }

  async function allow(): Promise<void> {
    const item = chosen(store.get())?.item;
    if (!item || !ports.trusted()) return;
    await ports.vault.allow(item);
    await composing.lookUpAllowed();
    ports.page({ type: 'focus', on: 'send' });
  }

  async function test(): Promise<void> {
    const choice = await usable();
    if (!choice) return mention(`Not tested: ${reasonAgainst(store.get()) ?? 'the connection cannot be used'}`);
    const connection = await connectionFor(choice.key, choice.item);
    if (!connection) return mention('Not tested: no password was given');
    const from = ports.now();
    const answer = await (await ports.courier()).probe(connection, AbortSignal.timeout(15_000));
    mention(`${choice.name}: connected in ${ports.now() - from} ms, ${answer}`, false);
    store.update({ trouble: undefined });
  }

  async function setListening(on: boolean): Promise<void> {
    store.update({ listening: on });
    if (!on) return sending.stopListening();
    let listens = false;
    try {
      listens = await startListening();
    } finally {
      // The button shall not claim what is not so.
      if (!listens) store.update({ listening: false });
    }
  }

  async function startListening(): Promise<boolean> {
    const choice = await usable();
    const transport = transportOf(store.get());
    const source = transport && sourceFor(transport, targetOf(store.get()));
    const connection = choice && source && (await connectionFor(choice.key, choice.item));
    if (!connection || !source) return false;
    await sending.listen(connection, source);
    return true;
  }

  /** The chosen connection, if nothing stands against using it. */
  async function usable(): Promise<Choice | undefined> {
    const choice = chosen(store.get());
    if (!ports.trusted() || !choice) return undefined;
    return !choice.item || (await ports.vault.isAllowed(choice.item)) ? choice : undefined;
  }

  return { send, again, repeat, allow, test, setListening };
}
