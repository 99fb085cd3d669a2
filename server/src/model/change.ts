import type { Node } from '../syntax/node.ts';
import type { Place } from './place.ts';

/**
 * Who is broken. `backward`: who reads by the newer definition what was sent by the older one. `forward`: who still reads by
 * the older one what is sent by the newer one.
 */
export type Direction = 'backward' | 'forward';

/** One way in which the newer of two schemas, or of two sets of attributes, does not go with the older one. */
export interface Change {
  readonly breaks: Direction;
  /** False where it cannot be told whether any value breaks, as between two regular expressions. */
  readonly certain: boolean;
  /**
   * The keyword of the side that reads, which the other side's values do not all fit; `open`, `attribute`, `data`, `dialect` and
   * `budget` besides.
   */
  readonly keyword: string;
  /** The names from the root of the data, `[]` for the items of an array: `lines/[]/sku`. Empty for the root itself. */
  readonly path: string;
  /** Where it stands in the newer one; of what is gone, the nearest thing that is still there. */
  readonly at: ChangePlace;
  /** Where it stood in the older one. */
  readonly was: ChangePlace;
  /** The property, or the attribute, that is spoken of. */
  readonly property?: string;
  /** Values that the writing side has and the reading side does not take. */
  readonly values?: readonly Node[];
  /** Types, in JSON Schema's own words, that the writing side has and the reading side does not take. */
  readonly types?: readonly string[];
}

export interface ChangePlace {
  readonly place: Place;
  /** The key rather than the value. */
  readonly key?: boolean;
  /** The keyword's value, for explaining; undefined where that side says nothing. */
  readonly node?: Node;
}
