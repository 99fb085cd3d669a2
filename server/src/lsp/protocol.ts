import type { ComposedEvent } from '../features/compose.ts';
import type { PropertyState } from '../features/score.ts';
import type { Property, Severity } from '../model/finding.ts';
import type { Range } from '../text/lines.ts';

/**
 * Our own messages beside LSP's. The extension has no engine: whatever it shows or sends comes from here, so unsaved edits
 * count. Requests are named `eventwright/<verb>`; all values are plain JSON.
 */
export const requests = {
  /** All events of the workspace: for pickers, the Events view and code lenses. Params: none. */
  events: 'eventwright/events',
  /** Which of the six properties an event has, and what breaks the others. Params: PlaceParams. */
  score: 'eventwright/score',
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
  /** The event type to use instead of a deprecated one. */
  readonly use?: string;
  readonly format: string;
  readonly location: Location;
  readonly samples: readonly SampleItem[];
  readonly replies: readonly string[];
  readonly targets: readonly { readonly transport: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** Of the last complete check; absent as long as there was none. */
  readonly score?: {
    readonly kept: number;
    readonly of: number;
    /** The most serious finding behind it. */
    readonly worst?: 'error' | 'warning';
  };
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
export type ComposeParams = PlaceParams;

/** A place of a file, or a position in it. */
export interface PlaceParams {
  readonly uri: string;
  readonly document?: number;
  readonly pointer?: string;
  readonly position?: { readonly line: number; readonly character: number };
}

/** The score of the definition at a place, or of the one that judges the sample there, as it is now. */
export interface ScoreResult {
  readonly type?: string;
  readonly version?: string;
  /** `5 of 6 properties` */
  readonly title: string;
  /** Summary and score, for a tooltip. */
  readonly markdown: string;
  readonly properties: readonly ScoredProperty[];
}

export interface ScoredProperty {
  readonly property: Property;
  readonly title: string;
  readonly state: PropertyState;
  /** Why nobody knows. */
  readonly reason?: string;
  /** The errors and warnings that break it, the worst first; at most 100. */
  readonly findings: readonly ScoredFinding[];
}

export interface ScoredFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
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
