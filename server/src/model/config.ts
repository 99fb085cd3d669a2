import type { Severity } from './finding.ts';

/** What `eventwright.yaml` says, with every default filled in. Frozen: its identity is part of memo keys. */
export interface Config {
  /** The file it was read from; undefined where there is none. */
  readonly uri?: string;
  /** The folder that is the workspace, ending in `/`. */
  readonly root: string;
  readonly envelope: string;
  readonly definitions: readonly SourceEntry[];
  readonly samples: readonly string[];
  readonly exclude: readonly string[];
  /** `reverse-dns`, `dotted`, `slashed`, or a regular expression. */
  readonly typePattern: string;
  /** Prefixes of event types that are one domain of names; by reverse DNS (the first two parts) when empty. */
  readonly domains: readonly string[];
  readonly assertFormats: boolean;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly connections: readonly ConnectionEntry[];
}

export interface SourceEntry {
  readonly glob: string;
  /** The id of the format; told from the content otherwise. */
  readonly format?: string;
  readonly describes?: 'event' | 'data';
  /** For whole-event schemas: a JSON Pointer into the schema where the type stands. */
  readonly typeFrom?: string;
}

export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A connection as a workspace's file writes it; `${secret:name}` stays as written. */
export interface ConnectionEntry {
  readonly name: string;
  readonly transport: string;
  readonly production: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}
