import type { BaselineTrouble } from '../model/compatibility.ts';

/** All that the engine knows of the world outside of it. A baseline (a git revision, a folder) is just another Host. */
export interface Host {
  /** The uris of the files below `root` that match one of the globs, without those that are excluded or ignored. */
  list(root: string, globs: readonly string[], exclude: readonly string[]): readonly string[];
  /** The bytes of a file; undefined where there is none or it cannot be read. */
  read(uri: string): Uint8Array | undefined;
  /** Whether the uri, links resolved, still lies below the root. */
  contains(root: string, uri: string): boolean;
  /** ISO 8601 date. */
  today(): string;
  /** ISO 8601 date and time, UTC. */
  now(): string;
  /** A new random id (UUID). */
  newId(): string;
  /**
   * The files of a folder as they were at a git revision. `root` is the workspace, whose repository is meant; `folder`, which
   * holds it, bounds what is read. Absent where there is no git.
   */
  revision?(root: string, folder: string, name: string): Revision;
}

/** A git revision as it is now: another commit may have its name tomorrow. */
export type Revision =
  | {
      readonly ok: true;
      /** Of the commit: equal ids mean equal files. */
      readonly id: string;
      /** Reads its files, by the uris that they have in the workspace. */
      open(): RevisionFiles | BaselineTrouble;
    }
  | { readonly ok: false; readonly trouble: BaselineTrouble };

export type RevisionFiles = Pick<Host, 'list' | 'read' | 'contains'> & {
  /** What is read, ending in `/`: no more than the repository. */
  readonly folder: string;
};
