import type { Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import type { Node, Property, StringNode } from './node.ts';

export type Syntax = 'yaml' | 'json' | 'ndjson' | 'http';

/**
 * Why a text is not what its syntax allows, or not what every reader reads alike. Faults are facts: which of them is an
 * error, and in what words, is for the rules of `parseable` to say.
 */
export type FaultKind =
  | 'syntax' //            it cannot be read; `detail` says why, in words
  | 'duplicate-key' //     `related` is the first one
  | 'too-deep' //          nested deeper than `maxDepth`; what lies below was not read
  | 'too-large' //         more text or nodes than a document may have; `detail` says which
  | 'alias-bomb' //        YAML aliases that would unfold beyond the bound
  | 'merge-key' //         YAML 1.1 `<<`, which YAML 1.2 does not have
  | 'non-text-key' //      a YAML key that is a number, a list, ...
  | 'comment' //           in JSON
  | 'trailing-comma' //    in JSON
  | 'not-json' //          NaN, Infinity, single quotes, unquoted keys, ... in JSON; `detail` names it
  | 'torn-line' //         NDJSON: a line that is not a whole JSON value
  | 'lone-surrogate' //    an escape that is half of a character
  | 'tag'; //              a YAML tag beyond the core schema

export interface Fault {
  readonly kind: FaultKind;
  readonly span: Span;
  readonly document: number;
  readonly detail?: string;
  readonly related?: Span;
  /** A replacement that mends it, where there is just one. */
  readonly mend?: { readonly span: Span; readonly text: string };
}

export interface Comment {
  readonly span: Span;
  /** Without `#`, `//` and outer spaces. */
  readonly text: string;
}

/** One parsed text. Never throws, always has documents: what could not be read is missing and has a fault. */
export interface Tree {
  readonly source: Source;
  readonly syntax: Syntax;
  /** One for JSON; one per `---` in YAML, one per line in NDJSON, one per message in HTTP. Undefined where there is only white space. */
  readonly documents: readonly (Node | undefined)[];
  /** Where each document begins and ends in the text. */
  readonly extents: readonly Span[];
  readonly faults: readonly Fault[];
  readonly comments: readonly Comment[];
  /** The only way from a node to its place in the text. */
  span(node: Node | Property | StringNode): Span;
}

/** Nesting beyond this is a fault, and is not read: far above any real event, far below what ends a process. */
export const maxDepth = 200;

/** The most nodes that the aliases of one YAML document may stand for. */
export const maxAliasedNodes = 100_000;

/** The longest text that is read as a whole, in UTF-16 units: VS Code itself shows extensions no file above 50 MB. */
export const maxLength = 50 * 1024 * 1024;
