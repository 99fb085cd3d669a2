import type { Config } from '../model/config.ts';
import type { BaselineTrouble, ReadBaseline } from '../model/compatibility.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import { digest } from '../text/digest.ts';
import type { Source } from '../text/source.ts';
import { decodeSource } from '../text/utf8.ts';
import { baselineUri, isPath } from './baseline-uri.ts';
import { configNames } from './config.ts';
import { candidateGlobs, type Scope } from './discover.ts';
import type { Host, RevisionFiles } from './host.ts';
import { readRegistry } from './registry.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';
import { fileName } from './uris.ts';

/** What `compatibility.against` names, opened: a workspace of its own, with the files as they were and the settings of today. */
export interface OpenBaseline extends ReadBaseline {
  /** Equal ids: equal definitions. */
  readonly id: string;
  readonly snapshot: WorkspaceSnapshot;
}

export type FoundBaseline = OpenBaseline | { readonly ok: false; readonly trouble: BaselineTrouble };

/** The baselines of the workspaces that are open. */
export interface Baselines {
  /** Undefined where the workspace names none, or compares nothing. Asks the host once, and again after `forget`. */
  of(scope: Scope, configs: readonly Source[]): FoundBaseline | undefined;
  /** Something may have changed on disk: what is named is looked up anew, and read anew only where it is another one. */
  forget(): void;
  /** Looks up what is named in git anew; true where that is another commit than it was. */
  moved(): boolean;
}

/** A workspace over other files: how `createWorkspace` lends itself to what it is made of. */
export type OpenWorkspace = (host: Host, folder: string, texts: readonly Source[]) => WorkspaceSnapshot;

interface Entry {
  readonly scope: Scope;
  readonly config: Config;
  readonly configs: readonly Source[];
  readonly found: FoundBaseline;
  fresh: boolean;
}

export function createBaselines(host: Host, openWorkspace: OpenWorkspace): Baselines {
  const entries = new Map<string, Entry>();
  return {
    of(scope, configs) {
      const { compatibility, root } = scope.config;
      if (!compatibility || compatibility.mode === 'none') return undefined;
      const before = entries.get(root);
      const unchanged = before && before.config === scope.config && before.scope.folder === scope.folder && sameSources(before.configs, configs);
      if (unchanged && before.fresh) return before.found;
      const found = find(scope, compatibility.against, configs, host, openWorkspace, unchanged ? before.found : undefined);
      entries.set(root, { scope, config: scope.config, configs, found, fresh: true });
      return found;
    },
    forget() {
      for (const entry of entries.values()) entry.fresh = false;
    },
    moved() {
      let moved = false;
      for (const { scope, found, config } of entries.values()) {
        const { against } = config.compatibility ?? {};
        if (against === undefined || isPath(against) || !host.revision) continue;
        const now = host.revision(scope.config.root, scope.folder, against);
        if ((now.ok ? now.id : now.trouble.reason) !== idOf(found)) moved = true;
      }
      if (moved) for (const entry of entries.values()) entry.fresh = false;
      return moved;
    },
  };
}

/** What stands for a baseline in digests. */
export const idOf = (found: FoundBaseline): string => (found.ok ? found.id : found.trouble.reason);

const sameSources = (a: readonly Source[], b: readonly Source[]): boolean => a.length === b.length && a.every((source, index) => source === b[index]);

function find(
  scope: Scope,
  against: string,
  configs: readonly Source[],
  host: Host,
  openWorkspace: OpenWorkspace,
  before: FoundBaseline | undefined,
): FoundBaseline {
  const target = baselineUri(scope.config);
  if (target === undefined) return revision(scope, against, configs, host, openWorkspace, before);
  if (!target.startsWith(scope.folder) || target.startsWith('//')) return trouble('outside', against);
  return against.endsWith('.json')
    ? registry(scope, against, target, configs, host, openWorkspace)
    : folder(scope, against, target, configs, host, openWorkspace);
}

function revision(
  scope: Scope,
  name: string,
  configs: readonly Source[],
  host: Host,
  openWorkspace: OpenWorkspace,
  before: FoundBaseline | undefined,
): FoundBaseline {
  if (!host.revision) return trouble('no-revisions', name);
  const named = host.revision(scope.config.root, scope.folder, name);
  if (!named.ok) return named;
  if (before?.ok && before.id === named.id) return before;
  const files = named.open();
  if ('reason' in files) return { ok: false, trouble: files };
  const snapshot = openWorkspace({ ...host, ...withoutConfigs(files) }, files.folder, configs);
  return opened(snapshot, scope, { id: named.id, kind: 'revision', name, shown: () => undefined });
}

/** A copy of the definitions as they were, under the same names. */
function folder(
  { config, folder: outer }: Scope,
  name: string,
  target: string,
  configs: readonly Source[],
  host: Host,
  openWorkspace: OpenWorkspace,
): FoundBaseline {
  const from = target.endsWith('/') ? target : `${target}/`;
  const listed = host.list(from, candidateGlobs, []);
  if (!host.contains(outer, from)) return trouble('outside', name);
  if (listed.length === 0) return trouble('missing', name);
  const { root } = config;
  const toOld = (uri: string): string => (uri.startsWith(root) ? from + uri.slice(root.length) : uri);
  const toNew = (uri: string): string => (uri.startsWith(from) ? root + uri.slice(from.length) : uri);
  const files = {
    list: (below: string, globs: readonly string[], exclude: readonly string[]) => host.list(toOld(below), globs, exclude).map(toNew),
    read: (uri: string) => host.read(toOld(uri)),
    contains: (below: string, uri: string) => host.contains(toOld(below), toOld(uri)),
  };
  const id = digest(listed.map((uri) => `${uri} ${digest(decodeSource(uri, host.read(uri) ?? new Uint8Array()).text)}`).join('\n'));
  const snapshot = openWorkspace({ ...host, ...withoutConfigs(files) }, root, configs);
  const shown = (place: Place): Place => ({ ...place, uri: toOld(place.uri) });
  const found = opened(snapshot, { config, folder: root }, { id, kind: 'folder', name, shown });
  return found.ok && found.definitions().length === 0 ? trouble('empty', name) : found;
}

/** What a schema registry held: each version of each subject as a definition of its own. */
function registry(
  { config }: Scope,
  name: string,
  target: string,
  configs: readonly Source[],
  host: Host,
  openWorkspace: OpenWorkspace,
): FoundBaseline {
  const bytes =
    host.contains(config.root, target) || host.contains(target.slice(0, target.lastIndexOf('/') + 1), target) ? host.read(target) : undefined;
  if (!bytes) return trouble('missing', name);
  const source = decodeSource(target, bytes);
  const texts = readRegistry(source, config.root);
  if (!texts) return trouble('unreadable', name);
  if (texts.length === 0) return trouble('empty', name);
  const nothing = { list: () => [], read: () => undefined, contains: () => true };
  const snapshot = openWorkspace({ ...host, ...nothing }, config.root, [...configs, ...texts]);
  return opened(snapshot, { config, folder: config.root }, { id: digest(source.text), kind: 'registry', name, shown: () => undefined });
}

function opened(snapshot: WorkspaceSnapshot, { config }: Scope, about: Pick<OpenBaseline, 'id' | 'kind' | 'name' | 'shown'>): FoundBaseline {
  const scope = snapshot.scopes.find((candidate) => candidate.config.root === config.root);
  if (!scope) return trouble('empty', about.name);
  const within = snapshot.within(scope);
  return {
    ok: true,
    ...about,
    snapshot,
    definitions: (type) => within.definitions(type),
    text: (event: DefinedEvent) => {
      const tree = snapshot.tree(event.place.uri);
      const extent = tree?.extents[event.place.document];
      return tree && extent && tree.source.text.slice(extent.start, extent.end);
    },
  };
}

/** The settings are those of today: a change of settings is no change of events. */
function withoutConfigs(files: Pick<RevisionFiles, 'list' | 'read' | 'contains'>): Pick<Host, 'list' | 'read' | 'contains'> {
  const isConfig = (uri: string): boolean => configNames.includes(fileName(uri));
  return {
    list: (root, globs, exclude) => files.list(root, globs, exclude).filter((uri) => !isConfig(uri)),
    read: (uri) => (isConfig(uri) ? undefined : files.read(uri)),
    contains: files.contains,
  };
}

const trouble = (reason: BaselineTrouble['reason'], detail: string): FoundBaseline => ({ ok: false, trouble: { reason, detail } });
