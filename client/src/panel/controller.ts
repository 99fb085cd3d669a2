import { type Composing, createComposing, type Wanted } from './composing.ts';
import { createDispatch } from './dispatch.ts';
import { keptChoice, keptEntries } from './kept.ts';
import { isToHost, type ToHost } from './messages.ts';
import { judgeLabel, shortTypeIn } from './model/compose.ts';
import { chosen, chosenEvent, initial, lastComposed } from './model/state.ts';
import { createTimeline } from './model/timeline.ts';
import type { PanelPorts } from './ports.ts';
import { createSending } from './sending.ts';
import { createStore } from './store.ts';

/** The Send panel without its page: takes what the page says and what the workspace tells, and gives what the page shows. */
export interface Controller {
  /** Anything that came from the page; what does not fit is dropped and logged. */
  receive(message: unknown): Promise<void>;
  /** Shows an event, with the focus on Send. */
  open(wanted: Wanted | undefined): Promise<void>;
  /** Sends what the panel shows, as if its button were pressed. */
  send(): Promise<void>;
  /** Sends what was last sent from a file, to where it went. Resolves with false when nothing was. */
  sendAgain(uri: string): Promise<boolean>;
  clear(): void;
  /** Events, connections, a sample or the trust in the folder may have changed. */
  refresh: Composing['refresh'];
  dispose(): Promise<void>;
}

const mostEntries = 1000;
const mostKept = 100;

export function createController(ports: PanelPorts): Controller {
  const store = createStore(ports, { ...initial, ...keptChoice(ports.kept.get('choice')), trusted: ports.trusted() });
  const timeline = createTimeline(mostEntries, ({ entry }) => {
    ports.page({ type: 'entries', entries: [entry], reset: false });
    ports.kept.set(
      'timeline',
      timeline
        .all()
        .slice(-mostKept)
        .map((flight) => flight.entry),
    );
  });
  for (const entry of keptEntries(ports.kept.get('timeline'))) timeline.put({ entry, connection: '', replies: [] });
  const composing = createComposing(ports, store);
  const sending = createSending(ports, timeline, {
    type: (type) => shortTypeIn(type, store.get()),
    judge: (verdict) => judgeLabel(verdict, store.get()),
  });
  const dispatch = createDispatch(ports, store, composing, sending);
  let failed: ToHost | undefined;

  async function pageCame(): Promise<void> {
    store.pageCame();
    showEntries();
    await composing.refresh();
  }

  const showEntries = (): void => ports.page({ type: 'entries', entries: timeline.all().map((flight) => flight.entry), reset: true });

  async function withEntry(id: string, what: 'open' | 'send-again'): Promise<void> {
    const flight = timeline.get(id);
    if (what === 'open' && flight?.structured !== undefined) ports.person.openText(`${flight.entry.event}.json`, flight.structured);
    if (what === 'send-again' && flight?.order) await dispatch.repeat(flight.order);
  }

  function showProblem(index: number): void {
    const composed = lastComposed(store.get());
    const problem = composed?.verdict.problems[index];
    if (composed && problem) ports.person.openLocation({ ...composed.location, pointer: problem.pointer, range: problem.range });
  }

  function act(what: Extract<ToHost, { type: 'do' }>['what']): Promise<void> | void {
    const state = store.get();
    const composed = lastComposed(state);
    const definition = chosenEvent(state)?.location ?? composed?.verdict.definition?.location;
    const sample = composed?.location ?? chosenEvent(state)?.samples[0]?.location;
    const connection = chosen(state)?.item?.location;
    switch (what) {
      case 'show-problems':
        return showProblem(composed?.verdict.problems.findIndex(({ severity }) => severity === 'error') ?? -1);
      case 'open-definition':
        return definition && ports.person.openLocation(definition);
      case 'open-sample':
        return sample && ports.person.openLocation(sample);
      case 'show-connection':
        return connection && ports.person.openLocation(connection);
      case 'manage-trust':
        return ports.person.manageTrust();
      case 'allow-connection':
        return dispatch.allow();
      case 'test-connection':
        return dispatch.test();
      case 'retry':
        return retry();
    }
  }

  /** Asks everything anew, and does once more what went wrong. A send is not repeated: its timeline entry offers that. */
  async function retry(): Promise<void> {
    const again = failed;
    failed = undefined;
    await composing.refresh();
    if (again?.type === 'listen' || (again?.type === 'do' && again.what === 'test-connection')) await receive(again);
  }

  function handle(message: ToHost): Promise<void> | void {
    switch (message.type) {
      case 'ready':
        return pageCame();
      case 'focused':
        return ports.focused(message.on);
      case 'choose':
        return composing.choose(message.what, message.key);
      case 'target':
        return composing.setTarget(message.name, message.value);
      case 'mode':
        return store.update({ mode: message.mode });
      case 'send':
        return dispatch.send(message.anyway);
      case 'listen':
        return dispatch.setListening(message.on);
      case 'problem':
        return showProblem(message.index);
      case 'entry':
        return withEntry(message.entry, message.do);
      case 'do':
        return act(message.what);
    }
  }

  async function receive(message: unknown): Promise<void> {
    if (!isToHost(message)) return ports.log('warn', 'The Send panel sent a message that does not fit; it was dropped.');
    try {
      await handle(message);
    } catch (error) {
      failed = message;
      store.trouble(error);
    }
  }

  return {
    receive,
    async open(wanted) {
      if (store.get().events.length === 0) await composing.refresh();
      if (wanted) await composing.show(wanted);
      await composing.prepare();
      ports.page({ type: 'focus', on: 'send' });
    },
    send: () => dispatch.send(false),
    sendAgain: (uri) => dispatch.again(uri),
    clear() {
      timeline.clear();
      ports.kept.set('timeline', []);
      showEntries();
    },
    refresh: () => composing.refresh(),
    dispose: () => sending.dispose(),
  };
}
