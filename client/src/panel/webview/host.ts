import { isToPage, type ToHost, type ToPage } from '../messages.ts';

/** What the page keeps of its own: how things are folded, no data. */
export interface Draft {
  readonly options?: boolean;
  readonly folded?: boolean;
  readonly filter?: string;
}

interface VsCodeApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: Draft): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's line to its host. */
export interface HostLine {
  tell(message: ToHost): void;
  draft(): Draft;
  keep(change: Draft): void;
}

/** Messages that do not fit are dropped. */
export function connectToHost(hear: (message: ToPage) => void): HostLine {
  const api = acquireVsCodeApi();
  let draft: Draft = isDraft(api.getState()) ? (api.getState() as Draft) : {};
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isToPage(event.data)) hear(event.data);
  });
  return {
    tell: (message) => api.postMessage(message),
    draft: () => draft,
    keep(change) {
      draft = { ...draft, ...change };
      api.setState(draft);
    },
  };
}

const isDraft = (value: unknown): boolean => typeof value === 'object' && value !== null;
