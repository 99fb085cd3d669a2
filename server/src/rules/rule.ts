import type { Config } from '../model/config.ts';
import type { EventDefinition, StructureFault } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Field } from '../model/field.ts';
import type { Fix, Related, RuleGroup, RuleId, Severity } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { SilencedRule, Suppression } from '../model/suppression.ts';
import type { Envelope } from '../envelopes/envelope.ts';
import type { Schema } from '../schema/schema.ts';
import type { Node, Property as NodeProperty } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Cancel } from '../text/cancel.ts';
import type { Span } from '../text/span.ts';

/** What a rule looks at, one at a time. */
export interface Subjects {
  /** One file's text, whatever it holds. */
  readonly tree: TreeSubject;
  /** One definition. */
  readonly definition: DefinitionSubject;
  /** One field of one definition, where that field's schema stands in the definition's own file. */
  readonly field: FieldSubject;
  /** One sample, alone. */
  readonly sample: SampleSubject;
  /** All samples of one file: a batch, a capture, or a file with just one. */
  readonly samples: SamplesSubject;
  /** All definitions of a workspace at once; findings are grouped by file. */
  readonly workspace: WorkspaceSubject;
  /** One comment or entry that silences findings, once all findings are known that it could silence. */
  readonly suppression: SuppressionSubject;
}

export interface TreeSubject {
  readonly tree: Tree;
  readonly holds: 'definitions' | 'samples' | 'config' | 'accepted' | 'dictionary' | 'envelope';
  /** What is wrong with the structure of a definition file, or of a team's own envelope. */
  readonly faults: readonly StructureFault[];
}
export interface DefinitionSubject {
  readonly definition: EventDefinition;
  readonly schema?: Schema;
}
export interface FieldSubject {
  readonly definition: EventDefinition;
  readonly field: Field;
  /** The field's schema. */
  readonly node: Node;
  /** All fields of the same definition. */
  readonly siblings: readonly Field[];
}
export interface SampleSubject {
  readonly sample: Sample;
  readonly envelope?: Envelope;
  /** What judges whole events, where the envelope is a team's own. */
  readonly envelopeSchema?: Schema;
  /** The envelope that its definition asks for, else the workspace; where that is written. */
  readonly expected?: { readonly envelope: Envelope; readonly place: Place };
  /** The definition that judges it, and why it does. */
  readonly judge?: Judge;
}
export interface SamplesSubject {
  readonly samples: readonly SampleSubject[];
}
export interface WorkspaceSubject {
  readonly definitions: readonly DefinedEvent[];
}

/** Which definition judges a sample (its own list first, else the envelope's type in the version that it names). */
export interface Judge {
  readonly event: DefinedEvent;
  readonly by: 'listed' | 'type' | 'asked';
  readonly schema?: Schema;
  /** What the schema judges: the event's data, or the whole event where the definition describes that; absent where the sample has none. */
  readonly value?: { readonly node: Node; readonly pointer: string };
}

export interface SuppressionSubject {
  readonly tree: Tree;
  readonly suppression: Suppression;
  /** Those of its rules that silenced something. */
  readonly used: ReadonlySet<SilencedRule>;
  /** A file that it speaks of could not be read as a whole: what seems to be unused may only not be seen. */
  readonly partlyRead: boolean;
  /** The ids of all rules. */
  readonly ruleIds: readonly string[];
}

/** What a rule may ask. Nothing else reaches it: no clock, no file system, no randomness. */
export interface RuleContext {
  readonly config: Config;
  readonly snapshot: Snapshot;
  readonly cancel: Cancel;
  /** The options that `eventwright.yaml` gives this rule, with its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** ISO 8601 date of today, as the host tells it. */
  readonly today: string;
  /** Plausible new values for fixes that insert some. */
  newId(): string;
}

export interface Rule<On extends keyof Subjects = keyof Subjects> {
  readonly id: RuleId;
  readonly property: RuleGroup;
  readonly on: On;
  readonly severity: Severity | 'off';
  /** The version of Eventwright that brought it. */
  readonly since: string;
  /**
   * What it finds keeps a text, or a part of it, from being read. What else is wrong there is not known yet, so nobody can accept it
   * together with all the rest.
   */
  readonly unreadable?: true;
  /** One line, for lists. */
  readonly summary: string;
  /** What `eventwright.yaml` may set, as JSON Schema properties with defaults. */
  readonly options?: Readonly<
    Record<string, { readonly type: string; readonly default: unknown; readonly description: string; readonly [more: string]: unknown }>
  >;
  check(subject: Subjects[On], context: RuleContext): Iterable<Report>;
  /** What else it looks at: the same thing may be said in several places. */
  readonly also?: { readonly [Other in keyof Subjects]?: (subject: Subjects[Other], context: RuleContext) => Iterable<Report> };
}

/** What a rule yields; `run` turns it into a Finding. */
export interface Report {
  /** Where: a node of the subject's tree, a key, a bare span, or a place in any file (workspace rules). */
  readonly at: Node | NodeProperty | At;
  readonly message: string;
  readonly why?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Weaker or stronger than the rule's own; a setting of the workspace still wins. */
  readonly severity?: Severity;
  readonly deprecated?: boolean;
}

export interface At {
  readonly span?: Span;
  readonly place?: Place;
  /** The key of the place rather than its value. */
  readonly key?: boolean;
}

/** Gives a rule its types without writing them twice. */
export const defineRule = <On extends keyof Subjects>(rule: Rule<On>): Rule<On> => rule;
