import type { BaseType, Field } from './field.ts';
import type { Place } from './place.ts';

/** What a team agreed that its field names mean: the file that `dictionary` in `eventwright.yaml` names. */
export interface Dictionary {
  readonly uri: string;
  /** In the order of the file. */
  readonly entries: readonly DictionaryEntry[];
  /** The entry that speaks of a field: of all that fit its path, the most specific one. */
  entryFor(field: Pick<Field, 'path'>): DictionaryEntry | undefined;
  /** The entry whose name a field should have instead of its own. */
  insteadOf(field: Pick<Field, 'path'>): (DictionaryEntry & { readonly name: string }) | undefined;
}

/** What is agreed of one name. Whatever is missing is not agreed. */
export interface DictionaryEntry {
  /** As it is written: `orderId`, `*Cents`, `lines/[]/sku`. */
  readonly pattern: string;
  /** The name that the pattern ends in; undefined where that has a star. */
  readonly name?: string;
  /** Where the entry stands: the value beside the pattern. */
  readonly place: Place;
  /** Empty where none is agreed. */
  readonly types: readonly BaseType[];
  readonly format?: string;
  /** As in `x-unit`: UCUM, or ISO 4217. */
  readonly unit?: string;
  readonly enum?: readonly string[];
  readonly meaning?: string;
  /** `personal`, `public`, ..., or a word of the team's own. */
  readonly classification?: string;
  /** Names that are not to be used for the same thing. */
  readonly insteadOf: readonly string[];
}
