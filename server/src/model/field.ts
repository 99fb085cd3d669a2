import type { Place } from './place.ts';

/** JSON's own types; `integer` is inside `number`. */
export type BaseType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** One field that a schema gives to an event: what the index of field names is made of. Holds no offset. */
export interface Field {
  /** The names from the root of the data, `[]` for the items of an array: `lines/[]/sku`. */
  readonly path: string;
  /** The last name of the path. */
  readonly name: string;
  /** Where the field's schema stands: the value beside the name. */
  readonly place: Place;
  /** The types it may have; empty where the schema says nothing. */
  readonly types: readonly BaseType[];
  readonly format?: string;
  readonly unit?: string;
  readonly enum?: readonly string[];
  readonly hasConst: boolean;
  readonly description?: string;
  readonly required: boolean;
  /** True where the schema stands elsewhere and `place` is in that other file or definition (a `$ref`). */
  readonly shared: boolean;
  /** The digest of the schema, to compare without reading it. */
  readonly digest: string;
}
