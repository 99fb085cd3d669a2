import type { Severity } from './finding.ts';

/** What `eventwright.yaml` says, with every default filled in. Frozen: its identity is part of memo keys. */
export interface Config {
  /** The file it was read from; undefined where there is none. */
  readonly uri?: string;
  /** The folder that is the workspace, ending in `/`. */
  readonly root: string;
  /** The id of an envelope that is built in, or the uri of the file of the team's own. */
  readonly envelope: string;
  /** Whether `eventwright.yaml` says so itself. */
  readonly envelopeWritten: boolean;
  readonly definitions: readonly SourceEntry[];
  readonly samples: readonly string[];
  readonly exclude: readonly string[];
  /** `reverse-dns`, `dotted`, `slashed`, or a regular expression; undefined where the workspace does not say. */
  readonly typePattern?: string;
  /** Prefixes of event types that are one domain of names; by reverse DNS (the first two parts) when empty. */
  readonly domains: readonly string[];
  readonly assertFormats: boolean;
  /** The file of agreed field names, as it is written: a path relative to `uri`. */
  readonly dictionary?: string;
  readonly compatibility?: CompatibilityConfig;
  /** The file of findings that the workspace starts out with, as it is written: a path relative to `uri`. */
  readonly accepted?: string;
  readonly ignore: readonly IgnoreEntry[];
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

export interface CompatibilityConfig {
  /** A git revision, or the path of a folder or a registry's export, as it is written. */
  readonly against: string;
  readonly mode: CompatibilityMode;
}

export const compatibilityModes = ['none', 'backward', 'forward', 'full', 'backward-transitive', 'forward-transitive', 'full-transitive'] as const;
export type CompatibilityMode = (typeof compatibilityModes)[number];

/** Findings that are not told: those of a rule, in the files of a glob, at a place or anywhere in them. */
export interface IgnoreEntry {
  readonly rule: string;
  readonly file: string;
  /** JSON Pointer; whatever lies below it is meant, too. */
  readonly pointer?: string;
  readonly reason?: string;
  /** ISO 8601 date: the last day on which the entry counts. */
  readonly until?: string;
  /** Where the entry stands in `eventwright.yaml`. */
  readonly place: string;
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
