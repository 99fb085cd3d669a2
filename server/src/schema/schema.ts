import type { Change, Direction } from '../model/change.ts';
import type { Field } from '../model/field.ts';
import type { Place } from '../model/place.ts';
import type { Resolved } from '../model/snapshot.ts';
import type { Node, StringNode } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';

/**
 * A schema in whatever language, as every face uses it. One implementation per dialect, in a folder of its own; the
 * interpreter judges Nodes, so that positions, big integers and duplicate keys are exact and no code is generated.
 */
export interface Schema {
  readonly dialect: string;
  /** Where the schema is written, which need not be the file of the definition that uses it. */
  readonly tree: Tree;
  readonly place: Place;
  /** Judges a value. Stops at the end of the budget and says so by a problem of the keyword `budget`. */
  check(value: Node, budget: Budget): readonly Problem[];
  /** The fields that it gives to an object, references followed once per cycle. */
  fields(): readonly Field[];
  /** What may stand at a JSON Pointer inside a value: for completion and hover. Every branch that could apply. */
  at(pointer: string): readonly SchemaNode[];
  /** What is wrong with the schema itself. */
  faults(): readonly SchemaFault[];
  /** What this schema, the newer one, changed that breaks somebody; nothing is told of a change that surely breaks nobody. */
  compare(older: Schema, breaks: Direction, budget: Budget): readonly Change[];
  /** Whether another schema says the same; what merely describes, and the order of names, left aside. */
  sameAs(other: Schema, budget: Budget): boolean;
}

/** How a schema reaches beyond its own file: the only thing it knows of a workspace. */
export interface Resolver {
  resolve(reference: string, from: string): Resolved;
}

export interface SchemaOptions {
  /** Whether `format` is an assertion (2020-12 validation, 7.2.2). One setting for all faces, printed by `check`. */
  readonly assertFormats: boolean;
  /** The draft to assume where `$schema` does not tell. */
  readonly dialect?: string;
  /** Where `#` leads: to the schema itself (the default), or to the root of the file that it stands in, as AsyncAPI has it. */
  readonly root?: 'schema' | 'file';
  /** Runs a pattern that looks explosive where it can be killed; without it such a pattern is not run, and a problem says so. */
  readonly match?: (pattern: string, text: string) => boolean | 'timeout';
}

/** Steps, not time: the same input stops at the same place on every machine. */
export interface Budget {
  /** Counts down; below zero the work stops. */
  steps: number;
}

export const defaultSteps = 5_000_000;

/** One way in which a value does not fit. */
export interface Problem {
  /** The keyword that failed, e.g. `required`; `budget`, `unresolved` and `false` besides. */
  readonly keyword: string;
  /** The value at fault; for `required` the object that lacks it, for `additionalProperties` the value of the extra property. */
  readonly node: Node;
  /** From the root of the value that was judged. */
  readonly pointer: string;
  /** Where the keyword stands. */
  readonly schema: Place;
  /** The keyword's own value, for explaining. */
  readonly expected?: Node;
  /** The schema that the keyword stands in: its other keywords tell more of what is meant. */
  readonly within?: Node;
  /** Why the schema asks for it at all: it stands in a `then`, an `else` or a dependent schema. */
  readonly when?: When;
  /** For `required`, `dependentRequired`: the name that is missing; for `additionalProperties`, `propertyNames`: the name too many. */
  readonly property?: string;
  /** For a name too many: the key itself, which is what is wrong. */
  readonly key?: StringNode;
  /** The names that the schema knows at this place, for did-you-mean; for `required` every name, else those that are not there yet. */
  readonly known?: readonly string[];
  /** For `oneOf`, `anyOf`: the problems of the branch that was most likely meant, which is what a person wants to read. */
  readonly branch?: readonly Problem[];
  /** The problems of every branch. */
  readonly branches?: readonly (readonly Problem[])[];
  /** For `oneOf` that more than one branch fits: which; for `uniqueItems` the index of the item that is repeated. */
  readonly matched?: readonly number[];
}

/** What made a part of a schema count. */
export type When =
  | { readonly keyword: 'then' | 'else'; readonly condition: Node }
  | { readonly keyword: 'dependentSchemas'; readonly property: string };

/** A place in a schema, seen by completion and hover. */
export interface SchemaNode {
  readonly node: Node;
  readonly tree: Tree;
  readonly place: Place;
  /** The names that may stand here, required ones first. */
  readonly properties: readonly SchemaProperty[];
}

export interface SchemaProperty {
  readonly name: string;
  readonly required: boolean;
  readonly node: Node;
  readonly place: Place;
}

/** A mistake of the schema's author. */
export interface SchemaFault {
  readonly kind:
    | 'invalid' //              breaks the meta-schema: `{ "type": "strin" }`
    | 'unresolved' //           a reference that leads nowhere
    | 'remote' //               a reference that is not followed
    | 'cyclic' //               a reference that comes back to itself without consuming input
    | 'invalid-pattern' //      a regular expression that does not compile
    | 'slow-pattern' //         nested quantifiers
    | 'ref-siblings' //         keywords beside `$ref` that drafts up to 7 ignore
    | 'unknown-keyword' //      a keyword that is one letter away from a known one
    | 'impossible' //           nothing can ever fit
    | 'example' //              a `default` or one of the `examples` does not fit the schema that it stands in
    | 'dead-value' //           an `enum` or `const` lists a value that the rest of the schema forbids
    | 'unknown-dialect'; //     `$schema` names a draft that we do not know
  readonly node: Node;
  readonly place: Place;
  /** True when the key rather than its value is at fault. */
  readonly key?: boolean;
  readonly message: string;
  readonly suggestion?: string;
}
