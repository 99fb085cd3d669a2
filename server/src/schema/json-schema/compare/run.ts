import type { ChangePlace } from '../../../model/change.ts';
import type { Node } from '../../../syntax/node.ts';
import type { Budget } from '../../schema.ts';
import { judge } from '../evaluate.ts';
import type { Subschema } from '../keyword.ts';
import type { Patterns } from '../patterns.ts';
import type { Conjunction } from './conjunction.ts';

/** What the reading side does not take of what the writing side may send. */
export interface Difference {
  readonly keyword: string;
  readonly certain: boolean;
  readonly path: string;
  readonly reader: ChangePlace;
  readonly writer: ChangePlace;
  readonly property?: string;
  readonly values?: readonly Node[];
  readonly types?: readonly string[];
}

/** One comparison, from the roots on. */
export interface Run {
  readonly budget: Budget;
  readonly patterns: Patterns;
  readonly assertFormats: boolean;
  /** The pairs that are being compared: one that comes back holds if all else does. */
  readonly open: Set<string>;
  readonly ids: Map<Node, number>;
  /** What is asked of each keyword of the reading side. Given, since the checks and the comparison call each other. */
  readonly checks: ReadonlyMap<string, (query: Query) => boolean>;
  depth: number;
}

/** One keyword of the reading side, which is to be shown to hold for all that the writing side may send. */
export interface Query {
  readonly writer: Conjunction;
  readonly reader: Subschema;
  readonly keyword: string;
  readonly value: Node;
  readonly at: At;
}

/** Where in the data we are, and whether somebody wants to hear what differs. */
export interface At {
  readonly run: Run;
  readonly path: string;
  /** The nearest schema of the writing side, to point at where it says nothing itself. */
  readonly near: Subschema;
  /** Undefined where only the verdict counts. */
  readonly out: Difference[] | undefined;
  /** Whether the writing side may send what its schema does not speak of, as every validator takes it; people do not. */
  readonly strict: boolean;
}

/** The same with nothing told, where only the verdict counts. */
export const quietly = (at: At): At => (at.out ? { ...at, out: undefined } : at);

/** Schemas within each other beyond this are not compared: a chain of references may be as long as its author makes it. */
const maxNesting = 400;

/** A comparison that takes more steps than there are. Caught where the comparison begins. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export function spend(run: Run, steps = 1): void {
  run.budget.steps -= steps;
  if (run.budget.steps < 0 || run.depth > maxNesting) throw new Stopped();
}

/** Whether a value fits a schema, by the interpreter that judges everywhere. */
export function fits(schema: Subschema, value: Node, run: Run): boolean {
  spend(run);
  const problems = judge(schema, value, run.budget);
  if (problems.some(({ keyword }) => keyword === 'budget')) throw new Stopped();
  return problems.every(({ keyword }) => keyword === 'unresolved');
}

/** A number for each schema, to name pairs by. */
export function idOf(run: Run, { node }: Subschema): number {
  const known = run.ids.get(node);
  if (known !== undefined) return known;
  const made = run.ids.size;
  run.ids.set(node, made);
  return made;
}
