import type { ReadDefinitions } from '../model/event-definition.ts';
import type { Tree } from '../syntax/tree.ts';
import type { SourceEntry } from '../model/config.ts';

/** A way of writing event definitions. One file (or folder) each, and one line in `index.ts`. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** Names that make a file ours without looking at it. */
  readonly claims: readonly string[];
  /** Names of files that may be ours: `recognises` decides by the content. */
  readonly candidates: readonly string[];
  recognises(tree: Tree): boolean;
  /** `entry` is what `eventwright.yaml` says of this file, if it names it with options. */
  read(tree: Tree, entry: SourceEntry | undefined): ReadDefinitions;
}
