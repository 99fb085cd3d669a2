import type { Fix, Property, PropertyState, Range, Severity, Source } from '../../../server/src/index.ts';

/** What a check found, before it becomes a text. A way of writing it is one file, and one line in the index. */
export interface Outcome {
  /** How many files of ours were looked at, and what they hold. */
  readonly files: number;
  readonly definitions: number;
  readonly samples: number;
  /** All that was found, which is what counts. */
  readonly found: readonly Pick<Reported, 'severity'>[];
  /** What is listed of it: of one rule in one file no more than a hundred findings. */
  readonly findings: readonly Reported[];
  /** Which of the six properties the events have, where that was asked for. */
  readonly score?: readonly ScoredEvent[];
  readonly durationMs: number;
}

/** An event definition with its six properties. */
export interface ScoredEvent {
  readonly file: string;
  readonly document: number;
  readonly pointer: string;
  readonly type?: string;
  readonly version?: string;
  /** How many of the properties are kept. */
  readonly kept: number;
  readonly properties: readonly {
    readonly property: Property;
    readonly state: PropertyState;
    /** Why it is unknown. */
    readonly reason?: string;
    /** The errors and warnings that break it; they may lie in files that were not asked for, such as samples. */
    readonly findings: readonly Reported[];
  }[];
}

/** A finding with its places as people and programs read them. */
export interface Reported {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly file: string;
  readonly document: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why?: string;
  readonly range: Range;
  readonly pointer: string;
  readonly fixes: readonly Pick<Fix, 'title' | 'safety'>[];
  readonly related: readonly ReportedPlace[];
  /** The text that the range is in. */
  readonly source: Source;
}

export interface ReportedPlace {
  readonly file: string;
  readonly document: number;
  readonly pointer: string;
  readonly range: Range;
  readonly message: string;
}

export interface ReportOptions {
  readonly colours: boolean;
}

export type Reporter = (outcome: Outcome, options: ReportOptions) => string;
