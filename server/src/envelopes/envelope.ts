import type { Role } from '../model/sample.ts';
import type { Node } from '../syntax/node.ts';

/** An event envelope, as data: what it is recognised by, where its roles stand, and what its attributes are. */
export interface Envelope {
  readonly id: string;
  readonly title: string;
  /** The specification, for messages and hover. */
  readonly url?: string;
  /** For a second way of writing an envelope (CloudEvents in headers): the id of that envelope. Its events are the same events. */
  readonly variantOf?: string;
  /** Where each role stands in an event: JSON Pointers. Of several the first counts that leads to something other than null. */
  readonly roles: Readonly<Partial<Record<Role, string | readonly string[]>>>;
  /** Roles whose value is not written as such, but follows from what stands at their place. */
  readonly derived?: Readonly<Partial<Record<Role, Derived>>>;
  readonly attributes: readonly Attribute[];
  /** Whether an event's definition may add attributes to the known ones. */
  readonly extensible: boolean;
  /** Where every further member is an attribute, by the naming rules of CloudEvents. */
  readonly members?: Members;
  /** True where event types are words for people, or names of tables: no pattern of names is asked of them unless the workspace sets one. */
  readonly freeTypes?: boolean;
  /** JSON Pointer of the attribute that says which version of the envelope the event follows. */
  readonly version?: string;
  /** Names that older versions of the specification used, and what they are called now. */
  readonly formerNames?: ReadonlyMap<string, string>;
  /** The largest event that everybody has to take. */
  readonly limit?: SizeLimit;
  /** Values that only somebody else may give to an attribute. */
  readonly reserved?: readonly Reserved[];
  /** True where its marks are names that many records have: a file that only its name makes ours counts only where the workspace names it. */
  readonly common?: boolean;
  /** True when the value is, or plainly tries to be, an event in this envelope. */
  recognises(value: Node): boolean;
  /** Of what is recognised: whether hardly anybody else's records look so. Asked of files that only their names make ours; absent: always. */
  unmistakable?(value: Node): boolean;
}

/** How the value of a role follows from an event. */
export interface Derived {
  read(event: Node): string | undefined;
  /** How the place has to read for the role to have that value; absent where it cannot be written there. */
  write?(value: string, version: string | undefined): string;
}

export interface Members {
  /** JSON Pointer of the object that holds them. */
  readonly at: string;
  /** What their names begin with; members without it are no attributes. */
  readonly prefix: string;
  /** For headers: all values are texts, and what a header cannot hold is percent-encoded (HTTP binding 1.0.2, 3.1.3.2). */
  readonly encoded?: boolean;
}

export interface SizeLimit {
  /** Of the event as it is sent, in UTF-8. */
  readonly bytes: number;
  /** Who sets it, and what happens beyond it, as a sentence. */
  readonly why: string;
  /** What to do, as a sentence. */
  readonly advice: string;
}

export interface Reserved {
  /** JSON Pointer of the attribute. */
  readonly pointer: string;
  readonly matches: RegExp;
  /** Goes on where the value ends a clause: `belongs to AWS: ...`. */
  readonly says: string;
}

export interface Attribute {
  readonly name: string;
  /** JSON Pointer of the attribute in an event. */
  readonly pointer: string;
  readonly type: AttributeType;
  readonly required: boolean;
  /** Required where another attribute has one of these values. */
  readonly requiredWhen?: { readonly pointer: string; readonly is: readonly string[] };
  readonly description: string;
  /** True where the specification forbids an empty text. */
  readonly nonEmpty?: boolean;
  /** The smallest number that the specification allows. */
  readonly minimum?: number;
  /** The longest text that the specification allows, in characters. */
  readonly maxLength?: number;
  /** A text of a narrower form than its type. */
  readonly form?: Form;
  /** The only values that it may have. */
  readonly values?: readonly string[];
  /** Where the specification only recommends: a value of the wrong form is then no error. */
  readonly severity?: 'warning';
  /** For completion and for the fix of a missing one: how a good value is made. */
  readonly generate?: 'id' | 'now' | 'type' | 'source' | 'data' | { readonly value: string };
  readonly example?: string;
  /** `core` attributes are the envelope's own; `extension`s are documented beside it. */
  readonly kind: 'core' | 'extension';
}

/** A way in which a text has to be written. */
export interface Form {
  matches(text: string): boolean;
  /** Ends a sentence that began with the attribute's name: `must be a media type`. */
  readonly says: string;
  readonly advice: string;
}

/**
 * `Boolean` to `Timestamp`: CloudEvents 1.0, section Type System. `Text` is any text, without what CloudEvents forbids in one;
 * `Long` a whole number of up to 64 bits; `JSON` any value.
 */
export type AttributeType = 'Boolean' | 'Integer' | 'String' | 'Binary' | 'URI' | 'URI-reference' | 'Timestamp' | 'Text' | 'Long' | 'JSON';
