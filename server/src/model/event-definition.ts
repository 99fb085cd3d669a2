import type { Node, Property, StringNode } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Place } from './place.ts';

/** An event as somebody defined it, whatever the format. Belongs to one Tree and dies with it. */
export interface EventDefinition {
  readonly tree: Tree;
  readonly place: Place;
  /** The id of the format that it was read by. */
  readonly format: string;
  /** Whether the schema speaks of the whole event or of its data alone. */
  readonly describes: 'event' | 'data';
  /** The node that holds the definition as a whole. */
  readonly node: Node;
  readonly type?: string;
  /** Where the type is written; undefined when it was derived. Naming rules speak only of types that somebody wrote. */
  readonly typeNode?: StringNode;
  readonly version?: string;
  readonly versionNode?: Node;
  readonly summary?: string;
  readonly owner?: string;
  /** The envelope that this definition names (its id, or the uri of a team's own); the workspace's otherwise. */
  readonly envelope?: string;
  readonly envelopeNode?: StringNode;
  readonly source?: string;
  readonly attributes: readonly AttributeDefinition[];
  /** The schema of the data (or of the whole event), inline or by reference. */
  readonly data?: SchemaUse;
  readonly headers?: SchemaUse;
  readonly samples: readonly SampleUse[];
  readonly replies: readonly { readonly type: string; readonly node: Node }[];
  readonly targets: readonly Target[];
  readonly deprecated?: { readonly since?: string; readonly use?: string; readonly node: Node };
}

/** What a definition says of one attribute of the envelope, in the envelope's own types. */
export interface AttributeDefinition {
  readonly name: string;
  readonly node: Node;
  /** CloudEvents 1.0, Type System: `Boolean`, `Integer`, `String`, `Binary`, `URI`, `URI-reference`, `Timestamp`. */
  readonly type?: string;
  readonly required: boolean;
  readonly description?: string;
}

/** A schema where it is used: either it stands there, or a reference leads to it. */
export interface SchemaUse {
  /** The node that is the schema, or the text that refers to it. */
  readonly node: Node;
  /** Where that node is. */
  readonly place: Place;
  /** Set when the node is a reference rather than the schema itself, as it is written. */
  readonly reference?: string;
  /** The schema language, e.g. `https://json-schema.org/draft/2020-12/schema`; the format's default otherwise. */
  readonly dialect?: string;
}

/** A sample as a definition lists it: an event written out in place, or a path. */
export interface SampleUse {
  readonly node: Node;
  readonly place: Place;
  readonly reference?: string;
}

/** Where an event goes: a transport's own target fields, never a host. */
export interface Target {
  readonly transport: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly node: Node;
}

/** What a format makes of a tree. */
export interface ReadDefinitions {
  readonly definitions: readonly EventDefinition[];
  /** What is wrong with the structure of the format itself; `type-safe/invalid-definition` reports it. */
  readonly faults: readonly StructureFault[];
}

export interface StructureFault {
  readonly node: Node | Property;
  readonly place: Place;
  readonly message: string;
  /** The name that a key of the structure was meant to be. */
  readonly meantKey?: string;
}
