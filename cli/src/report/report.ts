import type { Fix, Range, Severity, Source } from '../../../server/src/index.ts';

/** What a check found, before it becomes a text. A way of writing it is one file, and one line in the index. */
export interface Outcome {
  /** How many files of ours were looked at, and what they hold. */
  readonly files: number;
  readonly definitions: number;
  readonly samples: number;
  readonly findings: readonly Reported[];
  readonly durationMs: number;
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
