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
}
