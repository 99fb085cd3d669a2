import type { Place } from './place.ts';

/**
 * All that other files may know of a file. Holds no offset and no Node, so typing inside a file leaves its Facts equal
 * unless the meaning changed, and only then is anybody else looked at.
 */
export interface Facts {
  readonly uri: string;
  readonly defines: readonly DefinedEvent[];
  /** What this file refers to, as written, e.g. `./order.schema.json#/$defs/Order`. */
  readonly refersTo: readonly string[];
  /** `$id`s, anchors and other names that this file gives to places in itself. */
  readonly anchors: ReadonlyMap<string, Place>;
  readonly digest: string;
}

export interface DefinedEvent {
  readonly place: Place;
  readonly format: string;
  readonly describes: 'event' | 'data';
  readonly type?: string;
  /** False when the type was derived rather than written. */
  readonly typeWritten: boolean;
  readonly version?: string;
  readonly summary?: string;
  readonly envelope?: string;
  readonly source?: string;
  readonly deprecated?: { readonly since?: string; readonly use?: string };
  /** The place of the schema itself, or the reference to it as written. */
  readonly data?: { readonly place: Place; readonly reference?: string; readonly dialect?: string };
  readonly replies: readonly string[];
  readonly targets: readonly { readonly transport: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** The samples that it lists: written out in place, or as references. */
  readonly samples: readonly { readonly place: Place; readonly reference?: string }[];
  /** Of the whole definition but its inline samples: equal digests judge samples equally. */
  readonly digest: string;
}
