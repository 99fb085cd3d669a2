import type { Span } from '../text/span.ts';
import type { RuleId } from './finding.ts';

/** A wish that findings are not told: a comment where they stand, or an entry of `ignore` in `eventwright.yaml`. */
export interface Suppression {
  readonly by: 'comment' | 'entry';
  /** The comment with its mark, or the whole entry. */
  readonly span: Span;
  readonly rules: readonly SilencedRule[];
  /** Why it is right as it is; undefined where nobody said so. */
  readonly reason?: string;
  /** The last day on which it counts. */
  readonly until?: { readonly date: string; readonly span: Span };
  /** Of a comment: the line that it speaks of, from zero; undefined where none follows. */
  readonly line?: number;
  /** Set where it cannot be read. It silences nothing then: what somebody meant is not to be guessed. */
  readonly fault?: SuppressionFault;
}

/** A rule that is silenced, as it is written: its id, or `<group>/*` for all of a group. */
export interface SilencedRule {
  readonly pattern: string;
  readonly span: Span;
}

export type SuppressionFault =
  /** It begins nearly as a suppression does. */
  | { readonly kind: 'keyword'; readonly span: Span }
  /** No rule is named. */
  | { readonly kind: 'no-rule'; readonly span: Span }
  /** Further words follow a rule without a comma, or without the two dashes before a reason: these. */
  | { readonly kind: 'words'; readonly span: Span; readonly hasDashes: boolean }
  /** The date behind `until` is none. */
  | { readonly kind: 'date'; readonly span: Span };

/** How a comment begins that silences findings on the next line. */
export const suppressionKeyword = 'eventwright-disable-next-line';

/** What a suppression may name to mean a rule: its id, or all of its group. What is said of suppressions cannot be silenced. */
export function patternsFor(rule: RuleId): readonly string[] {
  const group = rule.slice(0, rule.indexOf('/'));
  return group === 'suppression' ? [] : [rule, `${group}/*`];
}

/** Whether a suppression is over on that day (ISO 8601 dates). */
export const isExpired = ({ until }: Pick<Suppression, 'until'>, today: string): boolean => until !== undefined && until.date < today;
