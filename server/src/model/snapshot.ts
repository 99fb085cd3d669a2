import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Baseline, Comparison } from './compatibility.ts';
import type { Dictionary } from './dictionary.ts';
import type { DefinedEvent, Facts } from './facts.ts';
import type { Field } from './field.ts';
import type { Place } from './place.ts';
import type { Sample } from './sample.ts';

/**
 * The workspace at one revision: immutable, so a reader never sees half of a change. These are the questions that a rule
 * or a feature may ask of other files; each answer has a digest, and a result that asked is kept while all digests are equal.
 */
export interface Snapshot {
  readonly revision: number;
  /** The files that are ours: definitions, samples and the schemas that they refer to. */
  readonly uris: readonly string[];
  tree(uri: string): Tree | undefined;
  facts(uri: string): Facts | undefined;
  /** The definitions of an event type, in every version, in the order of their versions; all of them without a type. */
  definitions(type?: string): readonly DefinedEvent[];
  /** The fields of one definition, references into other files followed. */
  fieldsOf(event: DefinedEvent): readonly Field[];
  /** Every use of a field name, over all definitions. */
  fields(name: string): readonly FieldUse[];
  /** All field names that a definition has. */
  fieldNames(): readonly string[];
  /** What the workspace agreed that its field names mean; undefined where it has no dictionary, or it cannot be read. */
  dictionary(): Dictionary | undefined;
  /** The samples that a definition judges: those that it lists, and those whose envelope names it. */
  samplesOf(event: DefinedEvent): readonly Sample[];
  /** The samples whose envelope carries an event type, whether a definition has it or not. */
  samplesOfType(type: string): readonly Sample[];
  /** Whether any definition has a sample at all. */
  hasSamples(): boolean;
  /** What `compatibility` of `eventwright.yaml` names; undefined where it names nothing, or nothing is compared. */
  baseline(): Baseline | undefined;
  /** What a definition changed against the earlier versions that it must go with. */
  comparisonsOf(event: DefinedEvent): readonly Comparison[];
  /** Where a reference leads that is written in the file `from`; never outside of the workspace, never to the network. */
  resolve(reference: string, from: string): Resolved;
  /** The node at a place. */
  node(place: Place): Node | undefined;
}

export interface FieldUse {
  readonly event: DefinedEvent;
  readonly field: Field;
}

export type Resolved =
  | { readonly ok: true; readonly place: Place; readonly node: Node; readonly tree: Tree }
  | {
      readonly ok: false;
      /** `missing`: no such file or no such place in it; `remote`: http(s) and the like; `outside`: beyond the workspace's root. */
      readonly reason: 'missing' | 'remote' | 'outside' | 'unreadable';
      /** For messages: the file or the pointer that was not found. */
      readonly detail: string;
      /** What could have been meant instead. */
      readonly candidates: readonly string[];
    };
