import type {
  CheckParams,
  ComposeParams,
  ComposeResult,
  ConnectionItem,
  ConnectionsResult,
  EventsResult,
  Location,
  Verdict,
} from '../../../server/src/lsp/protocol.ts';
import type { Connection, Courier } from '../courier/courier.ts';
import type { ToPage } from './messages.ts';

/** What the Send panel needs of its surroundings. The extension gives the real ones; nothing else in here knows of VS Code. */
export interface PanelPorts {
  readonly engine: Engine;
  readonly vault: Vault;
  readonly person: Person;
  readonly kept: Kept;
  /** Starts the sending side on first use. */
  courier(): Promise<Courier>;
  trusted(): boolean;
  /** Tells the page, when there is one. */
  page(message: ToPage): void;
  /** Whether the page has the focus. */
  focused(on: boolean): void;
  /** Milliseconds since the epoch. */
  now(): number;
  newId(): string;
  /** For the log. Never told a payload or a secret. */
  log(level: 'info' | 'warn' | 'error', message: string): void;
}

/** The questions that the language server answers. */
export interface Engine {
  events(): Promise<EventsResult>;
  connections(): Promise<ConnectionsResult>;
  compose(params: ComposeParams): Promise<ComposeResult>;
  check(params: CheckParams): Promise<Verdict>;
}

/** What a workspace's connection needs before it can be used: to be allowed, and its secrets. */
export interface Vault {
  /** Whether the connection, exactly as it resolves now, was allowed. */
  isAllowed(item: ConnectionItem): Promise<boolean>;
  allow(item: ConnectionItem): Promise<void>;
  /** Fills in the secrets and asks for those that are missing; undefined when the person gives none. */
  fill(item: ConnectionItem): Promise<Connection | undefined>;
}

/** What is shown natively, and what is asked. */
export interface Person {
  openLocation(location: Location): void;
  /** Shows a text that is no file, read-only. */
  openText(name: string, text: string): void;
  manageTrust(): void;
  /** The production guard: modal, and asked every time. */
  confirm(question: { readonly message: string; readonly detail: string; readonly yes: string }): Promise<boolean>;
  /** A short word in the status bar. */
  mention(message: string): void;
}

/** What outlives the window: choices, and entries without their payloads. */
export interface Kept {
  get(key: 'timeline' | 'choice' | 'orders'): unknown;
  set(key: 'timeline' | 'choice' | 'orders', value: unknown): void;
}
