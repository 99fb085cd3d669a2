import type { Place } from '../../model/place.ts';
import type { Node, ObjectNode } from '../../syntax/node.ts';
import type { Budget, Problem, SchemaOptions } from '../schema.ts';
import type { Missing, Resource, Target } from './resources.ts';

/**
 * A keyword is a function: it looks once at its value and gives back the check to make on every value, or nothing where
 * there is nothing to check. All it needs to know of the schema it stands in is its Site.
 */
export type Keyword = (site: Site) => Check | undefined;

/** Whether a value fits. Where `visit.out` is there it also says why not, once for each thing that is wrong. */
export type Check = (value: Node, visit: Visit) => boolean;

/** Where a keyword stands. */
export interface Site {
  readonly keyword: string;
  readonly value: Node;
  readonly schema: ObjectNode;
  /** Of the keyword's value. */
  readonly place: Place;
  readonly resource: Resource;
  readonly options: SchemaOptions;
  /** The value of another keyword of the same schema. */
  sibling(name: string): Node | undefined;
  /** The schema that the keyword stands in. */
  readonly within: Subschema;
  /** A schema below that one; the tokens lead to it from there, the keyword first. */
  subschema(node: Node, ...tokens: readonly (string | number)[]): Subschema;
  /** Where a reference leads that is written here. */
  follow(reference: string): Target | Missing;
  subschemaAt(target: Target): Subschema;
  /** A regular expression that may be run, ready for use. One that may not fits every text. */
  pattern(text: string): (text: string) => boolean;
}

/** One schema made ready: its checks are made when it is first used, since many never are. */
export interface Subschema {
  readonly node: Node;
  readonly place: Place;
  readonly resource: Resource;
  /** Set for the schemas `true` and `false`, and for what is no schema at all, which fits everything. */
  readonly verdict?: boolean;
  /** Whether it has `unevaluatedProperties` or `unevaluatedItems`, and so needs to know what its parts have looked at. */
  readonly tracks: boolean;
  /** The checks of its keywords. */
  checks(): readonly Check[];
  /** A schema below this one; the tokens lead to it from here. */
  child(node: Node, ...tokens: readonly (string | number)[]): Subschema;
  /** The schema that a reference leads to that is written here; undefined where there is none to be had. */
  follow(reference: string): Subschema | undefined;
}

/** One judgement, from the root of the value on. */
export interface Run {
  readonly budget: Budget;
  /** How many schemas are being applied within each other. */
  depth: number;
  /** The value that each referenced schema is judging now: the same one again is a circle. */
  readonly judging: Map<Subschema, Node>;
  /** References that led nowhere, said once each. */
  readonly unresolved: Map<Node, Problem>;
}

/** How a schema is applied to a value: where we are, and what to note. */
export interface Visit {
  readonly run: Run;
  readonly path: Path | undefined;
  readonly scope: Scope;
  /** Undefined where only the verdict counts: then the first failure ends the work. */
  readonly out: Problem[] | undefined;
  /** What was looked at in this value; undefined where nobody asks. */
  readonly seen: Seen | undefined;
}

/** The way from the root of the value, innermost first. */
export interface Path {
  readonly parent: Path | undefined;
  readonly token: string | number;
}

/** The dynamic scope (2020-12 core, 7.1): the resources that were entered on the way, innermost first. */
export interface Scope {
  readonly resource: Resource;
  readonly outer: Scope | undefined;
}

/** The annotations that `unevaluatedProperties` and `unevaluatedItems` ask for (2020-12 core, 11). */
export interface Seen {
  readonly names: Set<string>;
  allNames: boolean;
  readonly items: Set<number>;
  /** So many items from the front. */
  firstItems: number;
}
