import type { Composer } from './messages.ts';
import { composerOf } from './model/compose.ts';
import type { PanelState } from './model/state.ts';
import type { PanelPorts } from './ports.ts';

/** The panel's state, and its picture on the page: drawn when it changed, and only while there is a page. */
export interface Store {
  get(): PanelState;
  update(change: { readonly [K in keyof PanelState]?: PanelState[K] | undefined }): void;
  /** A page came, or came back, and knows nothing. */
  pageCame(): void;
  readonly pageIsThere: boolean;
  /** Something went wrong outside of any one event: said in the panel, and logged. */
  trouble(error: unknown): void;
}

export function createStore(ports: PanelPorts, first: PanelState): Store {
  let state = first;
  let pageIsThere = false;
  let drawn: string | undefined;

  function draw(): void {
    if (!pageIsThere) return;
    const composer: Composer = composerOf(state);
    const next = JSON.stringify(composer);
    if (next === drawn) return;
    drawn = next;
    ports.page({ type: 'composer', composer });
  }

  const store: Store = {
    get: () => state,
    update(change) {
      const merged = Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined);
      state = Object.fromEntries(merged) as unknown as PanelState;
      draw();
    },
    pageCame() {
      pageIsThere = true;
      drawn = undefined;
      draw();
    },
    get pageIsThere() {
      return pageIsThere;
    },
    trouble(error) {
      const message = messageOf(error);
      ports.log('error', message);
      ports.page({ type: 'say', text: message, urgent: true });
      store.update({ trouble: message });
    },
  };
  return store;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
