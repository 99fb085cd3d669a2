import type { Change } from './change.ts';
import type { DefinedEvent } from './facts.ts';
import type { Place } from './place.ts';

/** What `compatibility.against` names, as it can be read now. */
export type Baseline = ReadBaseline | { readonly ok: false; readonly trouble: BaselineTrouble };

export interface ReadBaseline {
  readonly ok: true;
  readonly kind: 'revision' | 'folder' | 'registry';
  /** As people call it: what stands in `against`. */
  readonly name: string;
  /** The definitions of a type as they were; all of them without a type. Their places are those of the workspace at that time. */
  definitions(type?: string): readonly DefinedEvent[];
  /** The text of a definition as it was: its document alone. */
  text(event: DefinedEvent): string | undefined;
  /** Where a place can be looked at, if it can: of a git revision nothing is there to be opened. */
  shown(place: Place): Place | undefined;
}

/** Why there is nothing to compare with. */
export interface BaselineTrouble {
  readonly reason:
    | 'untrusted' //       no program may be started for this workspace
    | 'no-revisions' //    this host knows nothing of git, as in a browser
    | 'no-git' //          there is no git
    | 'no-repository' //   the workspace is in none
    | 'unknown' //         no such revision
    | 'failed' //          git could not tell; `detail` says why, in its own words
    | 'missing' //         no such folder or file
    | 'empty' //           nothing in it defines an event
    | 'outside' //         a path that leads out of what is open
    | 'unreadable'; //     a registry's export that is none
  readonly detail: string;
}

/** A definition and an earlier version of it. */
export interface Comparison {
  readonly older: DefinedEvent;
  readonly from: 'baseline' | 'workspace';
  /** What the older one is called: `1.1.0`, `1.1.0 (origin/main)`. */
  readonly name: string;
  /** What breaks somebody, in the directions that the mode asks for. */
  readonly changes: readonly Change[];
  /** Whether both say the same; what merely describes left aside. */
  readonly same: boolean;
  /** Where a place of the older one can be looked at, if it can. */
  shown(place: Place): Place | undefined;
}
