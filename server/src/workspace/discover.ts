import { formats } from '../formats/index.ts';
import type { Config, SourceEntry } from '../model/config.ts';
import { memo } from '../text/memo.ts';
import { acceptedUri } from './accepted.ts';
import { baselineUri } from './baseline-uri.ts';
import { configNames } from './config.ts';
import { type Matcher, matcher } from './glob.ts';
import { fileName, folderOf, relativePath } from './uris.ts';

/** All that a file's name may end in to be looked at; what is ours among them is told by its name, then by its content. */
export const candidateGlobs: readonly string[] = ['**/*.{yaml,yml,json,jsonl,ndjson,http}'];

/** One workspace: the reach of an `eventwright.yaml`, or a folder without one. */
export interface Scope {
  readonly config: Config;
  /** The folder that was opened: references may lead anywhere in it. */
  readonly folder: string;
}

/** The scopes of a folder, the innermost first, so that the first whose root holds a file is the file's. */
export function scopesOf(
  folder: string,
  files: Iterable<string>,
  read: (uri: string) => Config | undefined,
  defaultOf: (root: string) => Config,
): readonly Scope[] {
  const configured = [...files].filter((uri) => configNames.includes(fileName(uri)));
  const byRoot = new Map(
    configured
      .sort()
      .toReversed()
      .map((uri) => [folderOf(uri), uri]),
  );
  const scopes = [...byRoot].flatMap(([, uri]) => {
    const config = read(uri);
    return config ? [{ config, folder }] : [];
  });
  if (!byRoot.has(folder)) scopes.push({ config: defaultOf(folder), folder });
  return scopes.sort((a, b) => b.config.root.length - a.config.root.length);
}

/** What a file's name alone says of it. `maybe` kinds count only if the content agrees. */
export type Claim =
  | { readonly kind: 'config' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'dictionary' }
  | { readonly kind: 'definitions'; readonly entry?: SourceEntry }
  | { readonly kind: 'samples' }
  | { readonly kind: 'maybe-definitions' }
  | { readonly kind: 'maybe-samples' }
  | undefined;

export function claim(config: Config, uri: string): Claim {
  const path = relativePath(config.root, uri);
  if (path === undefined) return undefined;
  const { excluded, definitions, samples, baseline } = matchersOf(config);
  if (path === configNames[0] || path === configNames[1]) return { kind: 'config' };
  if (uri === acceptedUri(config)) return { kind: 'accepted' };
  // What is compared with is what was, not what is.
  if (excluded(path) || (baseline !== undefined && isWithin(uri, baseline))) return undefined;
  const entry = definitions.find(({ matches }) => matches(path))?.entry;
  if (entry) return { kind: 'definitions', entry };
  if (claimedByFormat(path)) return { kind: 'definitions' };
  if (samples(path)) return { kind: 'samples' };
  if (candidateOfFormat(path)) return { kind: 'maybe-definitions' };
  return candidateSample(path) ? { kind: 'maybe-samples' } : undefined;
}

const isWithin = (uri: string, target: string): boolean => uri === target || uri.startsWith(target.endsWith('/') ? target : `${target}/`);

const matchersOf = memo(
  (
    config: Config,
  ): { excluded: Matcher; definitions: readonly { entry: SourceEntry; matches: Matcher }[]; samples: Matcher; baseline: string | undefined } => ({
    excluded: matcher(config.exclude),
    definitions: config.definitions.map((entry) => ({ entry, matches: matcher([entry.glob]) })),
    samples: matcher(config.samples),
    baseline: baselineUri(config),
  }),
);

const claimedByFormat: Matcher = matcher(formats.flatMap((format) => format.claims));
const candidateOfFormat: Matcher = matcher(formats.flatMap((format) => format.candidates));
const candidateSample: Matcher = matcher(['**/samples/**/*.{json,yaml,yml,jsonl,ndjson,http}', '**/*.sample.{json,yaml,yml,jsonl,ndjson,http}']);
