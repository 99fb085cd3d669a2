import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Place } from './place.ts';

/** A concrete event. Belongs to one Tree and dies with it. */
export interface Sample {
  readonly tree: Tree;
  readonly place: Place;
  readonly node: Node;
  /** The envelope that was recognised; undefined for an event that has none that we know. */
  readonly envelope?: string;
  /** The value of each role of the envelope that is present. */
  readonly roles: Roles;
  /** Where its data stands, from the event's own root. */
  readonly dataPointer?: string;
  /** The definition that lists this sample in itself: it judges, whatever type the sample says. */
  readonly listedBy?: Place;
  /** True for `samples:` entries that write only `data` (and attributes that differ): the rest is filled in on sending. */
  readonly partial?: boolean;
}

/** The parts that every envelope has in one form or another. */
export const roles = ['type', 'id', 'source', 'time', 'subject', 'data', 'version', 'dataschema', 'contenttype'] as const;
export type Role = (typeof roles)[number];
export type Roles = Readonly<Partial<Record<Role, Node>>>;
