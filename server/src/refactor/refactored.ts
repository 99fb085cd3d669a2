import type { Place } from '../model/place.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit, Edits } from '../text/edits.ts';
import { once } from '../text/once.ts';

/** What a refactoring comes to: all of its edits, or the reason why it cannot be done, for people. */
export type Refactored = { readonly ok: true; readonly edits: Edits } | Refused;

export interface Refused {
  readonly ok: false;
  readonly reason: RefusalReason;
  /** A sentence that says what is in the way. */
  readonly message: string;
  /** Where that stands. */
  readonly place?: Place;
}

export type RefusalReason =
  | 'bad-name' //     no name that can be given
  | 'taken' //        the name is there already, in the same object
  | 'outside' //      what would have to change is no file of this workspace
  | 'not-here' //     there is nothing of that kind at the place
  | 'pattern' //      a pattern would judge the new name in another way
  | 'envelope' //     the field belongs to the envelope
  | 'entangled' //    a YAML anchor, an `$id` or the like ties it to something that is to stay
  | 'too-large'; //   the schemas multiply themselves beyond what is looked at

export const refused = (reason: RefusalReason, message: string, place?: Place): Refused => ({ ok: false, reason, message, ...(place && { place }) });

/** A refactoring that is made when somebody asks for its edits, and once: none where there is an obstacle, which is told in words. */
export function whenAsked(make: () => Refactored): { edits(): Edits; obstacle(): string | undefined } {
  const made = once(make);
  return {
    edits() {
      const result = made();
      return result.ok ? result.edits : new Map();
    },
    obstacle() {
      const result = made();
      return result.ok ? undefined : result.message;
    },
  };
}

/** The edits of several files; what is changed through two ways, such as a YAML alias, is changed once. */
export interface EditSet {
  add(tree: Tree, edits: readonly Edit[]): void;
  edits(): Edits;
}

export function createEditSet(): EditSet {
  const byFile = new Map<string, Map<number, Edit>>();
  return {
    add({ source: { uri } }, edits) {
      const own = byFile.get(uri) ?? new Map<number, Edit>();
      for (const edit of edits) own.set(edit.span.start, edit);
      byFile.set(uri, own);
    },
    edits: () => new Map([...byFile].map(([uri, edits]) => [uri, [...edits.values()].sort((a, b) => a.span.start - b.span.start)])),
  };
}
