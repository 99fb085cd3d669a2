import type { Role } from '../model/sample.ts';
import type { Node } from '../syntax/node.ts';

/** An event envelope, as data: what it is recognised by, where its roles stand, and what its attributes are. */
export interface Envelope {
  readonly id: string;
  readonly title: string;
  /** The specification, for messages and hover. */
  readonly url?: string;
  /** Where each role stands in a structured event: JSON Pointers. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  readonly attributes: readonly Attribute[];
  /** Whether further attributes may stand beside the known ones (CloudEvents calls them extensions). */
  readonly extensible: boolean;
  /** Names that older versions of the specification used, and what they are called now. */
  readonly formerNames?: ReadonlyMap<string, string>;
  /** True when the value is, or plainly tries to be, an event in this envelope. */
  recognises(value: Node): boolean;
  /** Of what is recognised: whether hardly anybody else's records look so. Asked of files that only their names make ours; absent: always. */
  unmistakable?(value: Node): boolean;
}

export interface Attribute {
  readonly name: string;
  /** JSON Pointer of the attribute in a structured event. */
  readonly pointer: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly description: string;
  /** True where the specification forbids an empty text. */
  readonly nonEmpty?: boolean;
  /** The smallest number that the specification allows. */
  readonly minimum?: number;
  /** A text of a narrower form than its type: a media type (RFC 2046). */
  readonly format?: 'media-type';
  /** The only values that it may have. */
  readonly values?: readonly string[];
  /** For completion and for the fix of a missing one: how a good value is made. */
  readonly generate?: 'id' | 'now' | 'type' | 'source' | 'data' | { readonly value: string };
  readonly example?: string;
  /** `core` attributes are the envelope's own; `extension`s are documented beside it. */
  readonly kind: 'core' | 'extension';
}

/** CloudEvents 1.0, section Type System; `JSON` is any value (the data). */
export type AttributeType = 'Boolean' | 'Integer' | 'String' | 'Binary' | 'URI' | 'URI-reference' | 'Timestamp' | 'JSON';
