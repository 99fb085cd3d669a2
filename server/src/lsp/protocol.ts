import type { ComposedEvent } from '../features/compose.ts';
import type { Severity } from '../model/finding.ts';
import type { Range } from '../text/lines.ts';

/**
 * Our own messages beside LSP's. The extension has no engine: whatever it shows or sends comes from here, so unsaved edits
 * count. Requests are named `eventwright/<verb>`; all values are plain JSON.
 */
export const requests = {
  /** All events of the workspace: for pickers, the Events view and code lenses. Params: none. */
  events: 'eventwright/events',
  /** One event, ready to send. Params: ComposeParams. */
  compose: 'eventwright/compose',
  /** Judges a text that is no file: what arrived from a broker. Params: CheckParams. */
  check: 'eventwright/check',
  /** The connections that `eventwright.yaml` files bring. Params: none. */
  connections: 'eventwright/connections',
  /** The files that a new event needs. Params: NewEventParams. */
  newEvent: 'eventwright/newEvent',
  /** Answered when all that was sent before is judged and published: for scripts and tests, which would guess a time otherwise. Params: none. */
  settled: 'eventwright/settled',
} as const;

export const notifications = {
  /** The answer to `events` or `connections` may be another one now. */
  changed: 'eventwright/changed',
} as const;

export interface EventsResult {
  readonly events: readonly EventItem[];
}

export interface EventItem {
  readonly type: string;
  readonly version?: string;
  readonly summary?: string;
  readonly deprecated: boolean;
  readonly format: string;
  readonly location: Location;
  readonly samples: readonly SampleItem[];
  readonly replies: readonly string[];
  readonly targets: readonly { readonly transport: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

export interface SampleItem {
  /** For lists: the path relative to the workspace, or `Sample 1` for one that is written out in the definition. */
  readonly label: string;
  readonly location: Location;
}

export interface Location {
  readonly uri: string;
  readonly document: number;
  readonly pointer: string;
  readonly range: Range;
}

/** Which event to compose: the sample at a place, or at a position of an open file. */
export interface ComposeParams {
  readonly uri: string;
  readonly document?: number;
  readonly pointer?: string;
  readonly position?: { readonly line: number; readonly character: number };
}

export interface ComposeResult {
  readonly event: ComposedEvent;
  readonly label: string;
  readonly location: Location;
  readonly verdict: Verdict;
}

export type { ComposedEvent };

/** What the engine says of one event. */
export interface Verdict {
  readonly type?: string;
  /** The definition that judged it; undefined where nothing defines the type. */
  readonly definition?: { readonly type: string; readonly version?: string; readonly location: Location };
  readonly problems: readonly VerdictProblem[];
}

export interface VerdictProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly pointer: string;
  readonly range: Range;
}

export interface CheckParams {
  /** A structured event as JSON; for binary mode put together before it is asked. */
  readonly text: string;
  /** Judge by this type whatever the event says; by its own type otherwise. */
  readonly type?: string;
}

export interface ConnectionsResult {
  readonly connections: readonly ConnectionItem[];
}

export interface ConnectionItem {
  readonly name: string;
  readonly transport: string;
  readonly production: boolean;
  /** As written: `${secret:name}` is not filled in. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly location: Location;
}

export interface NewEventParams {
  readonly type: string;
  readonly summary: string;
  /** The folder to write to; the workspace's root without it. */
  readonly folder?: string;
}

export interface NewEventResult {
  readonly files: readonly { readonly uri: string; readonly text: string; readonly selection?: Range }[];
}
