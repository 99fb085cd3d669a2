import { randomUUID } from 'node:crypto';
import { createCourier } from '../courier/local.ts';
import type { Courier } from '../courier/courier.ts';
import { catalogOf, shownPlace } from '../../../server/src/features/catalog.ts';
import { composeEvent } from '../../../server/src/features/compose.ts';
import { judgeText, verdictOf } from '../../../server/src/features/judge-text.ts';
import { createMemoryHost } from '../../../server/src/hosts/memory.ts';
import { createWorkspace } from '../../../server/src/workspace/workspace.ts';
import { createController } from './controller.ts';
import { isToPage, type Composer, type Entry, type ToHost, type ToPage } from './messages.ts';
import type { Engine, PanelPorts } from './ports.ts';

export interface Surroundings {
  readonly files: Readonly<Record<string, string>>;
  readonly trusted?: boolean;
  /** The answer to the production guard. */
  readonly confirms?: boolean;
  readonly kept?: Map<string, unknown>;
}

/** A Send panel over the real engine and the real courier, with a page that writes down what it is told. */
export function openPanel({ files, trusted = true, confirms = false, kept = new Map() }: Surroundings) {
  const { engine, host } = engineOver(files);
  const allowed = new Set<string>();
  const courier: Courier = createCourier();
  const told: ToPage[] = [];
  const mentions: string[] = [];
  const questions: string[] = [];
  const ports: PanelPorts = {
    engine,
    courier: async () => courier,
    trusted: () => trusted,
    vault: {
      isAllowed: async (item) => allowed.has(JSON.stringify(item.settings)),
      allow: async (item) => void allowed.add(JSON.stringify(item.settings)),
      fill: async ({ name, transport, settings }) => ({ name, transport, settings }),
    },
    person: {
      openLocation: () => {},
      openText: () => {},
      manageTrust: () => {},
      confirm: async ({ message, detail }) => {
        questions.push(`${message} ${detail}`);
        return confirms;
      },
      mention: (message) => void mentions.push(message),
    },
    kept: { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))) },
    page: (message) => void told.push(message),
    focused: () => {},
    now: () => Date.now(),
    newId: () => randomUUID(),
    log: () => {},
  };
  const controller = createController(ports);
  const entries = (): readonly Entry[] => [
    ...new Map(told.flatMap((message) => (message.type === 'entries' ? message.entries : [])).map((entry) => [entry.id, entry])).values(),
  ];
  return {
    controller,
    host,
    told,
    mentions,
    questions,
    entries,
    composer: (): Composer | undefined => told.findLast((message) => message.type === 'composer')?.composer,
    say: (message: ToHost) => controller.receive(message),
    /** Every message must pass the page's own guard, as it would after the way through `postMessage`. */
    misfits: () => told.filter((message) => !isToPage(JSON.parse(JSON.stringify(message)))),
    /** Waits until something is so, for at most two seconds. */
    async until(holds: () => boolean): Promise<void> {
      for (const end = Date.now() + 2000; !holds() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async close() {
      await controller.dispose();
      await courier.close();
    },
  };
}

/** What the language server answers, without LSP in between. */
function engineOver(files: Readonly<Record<string, string>>) {
  const host = createMemoryHost(files, { today: '2026-01-07' });
  const workspace = createWorkspace(host, ['file:///work/']);
  const engine: Engine = {
    events: async () => ({ events: catalogOf(workspace.snapshot()) }),
    connections: async () => {
      const config = workspace.snapshot().config('file:///work/');
      const uri = config.uri ?? config.root;
      return {
        connections: config.connections.map(({ pointer, ...item }) => ({
          ...item,
          location: shownPlace(workspace.snapshot(), { uri, document: 0, pointer }),
        })),
      };
    },
    async compose({ uri, document = 0, pointer = '' }) {
      const snapshot = workspace.snapshot();
      const sample = snapshot.samples(uri).find(({ place }) => place.document === document && place.pointer === pointer);
      if (!sample) throw new Error('There is no event here.');
      return {
        event: composeEvent(snapshot, sample, host),
        label: uri.slice('file:///work/'.length),
        location: shownPlace(snapshot, sample.place),
        verdict: verdictOf(snapshot, sample, snapshot.check(uri)),
      };
    },
    check: async ({ text }) => judgeText(workspace.snapshot(), text, { today: '2026-01-07', newId: () => 'id' }),
  };
  return { engine, host };
}
