import type { Edits } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './place.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The six properties of a well-composed event; they name the folders of the rules. */
export const properties = ['envelope', 'event-type', 'ambiguous-names', 'shared-names', 'parseable', 'type-safe'] as const;
export type Property = (typeof properties)[number];

/**
 * The folders of the rules: the six properties, and `suppression`, which watches over the comments and entries that silence the
 * others. That one is no property of a well-composed event, so nothing that speaks of the six counts it.
 */
export const ruleGroups = [...properties, 'suppression'] as const;
export type RuleGroup = (typeof ruleGroups)[number];

/** `<group>/<name>` */
export type RuleId = `${RuleGroup}/${string}`;

/** One thing that is wrong, said once: what, where, why and what to do. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly uri: string;
  /** The smallest text that is wrong. */
  readonly span: Span;
  readonly document: number;
  readonly pointer: string;
  /** What is wrong and what to do, in a sentence or two of plain text. */
  readonly message: string;
  /** Why it matters, where the message alone does not tell. */
  readonly why?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Shown struck through, as for a deprecated event. */
  readonly deprecated?: boolean;
}

/** All that is said of a finding, in every face alike: what is wrong, then why it matters. */
export const messageOf = ({ message, why }: Pick<Finding, 'message' | 'why'>): string => (why ? `${message}\n${why}` : message);

export interface Related {
  readonly place: Place;
  readonly message: string;
  /** A place in a key rather than in its value. */
  readonly key?: boolean;
}

/**
 * A mend. *Safe*: the meaning stays or was not readable before, so fix-all and fix-on-save may apply it unasked.
 * *Unsafe*: somebody has to look.
 */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  /**
   * Set where the edits go beyond the file of the finding: into `files` that are there, or into a `new file`. They take a look at the
   * whole workspace, so editors ask for them only when somebody chooses the fix; there are none when that look finds an obstacle.
   */
  readonly reach?: 'files' | 'new file';
  /** Made when asked for, since most findings are shown and not fixed. */
  edits(): Edits;
  /** Why there are no edits, where a look at the workspace found something in the way. */
  obstacle?(): string | undefined;
}
