import type { Config } from '../model/config.ts';
import type { Source } from '../text/source.ts';
import { createBaselines } from './baseline.ts';
import { configNames, defaultConfig, readConfig } from './config.ts';
import { candidateGlobs, type Scope, scopesOf } from './discover.ts';
import { closedFile, type File, openFile, treeOf } from './file.ts';
import { matcher } from './glob.ts';
import type { Host } from './host.ts';
import { createSnapshot, type Kept, type WorkspaceSnapshot } from './snapshot.ts';
import { canonicalUri, fileName, folderOf } from './uris.ts';

export type { WorkspaceSnapshot } from './snapshot.ts';

/** The one thing that changes: which texts there are. Everything else is asked of a snapshot. */
export interface Workspace {
  /** A text that an editor holds, new or changed; it wins over the host's bytes. */
  open(source: Source): void;
  /** The editor let go of it: the host's bytes count again. */
  close(uri: string): void;
  /** Files that changed, came or went on disk. */
  changed(uris: readonly string[]): void;
  /** Looks up anew what `compatibility` names in git; true where that has moved, and so the snapshot is another one. */
  lookAtBaselines(): boolean;
  /** The folders that are open in the editor. */
  setFolders(folders: readonly string[]): void;
  /** The workspace as it is now. The same object as long as nothing changed. */
  snapshot(): WorkspaceSnapshot;
}

/** `folders`: uris that end in `/`. Files outside of them have a workspace of their own while they are open. */
export function createWorkspace(host: Host, folders: readonly string[]): Workspace {
  const open = new Map<string, File>();
  let roots = folders.map(canonicalUri);
  let closed: Map<string, File> | undefined;
  /** Files without an ending, by the globs of the configuration that names them. */
  let named = new Map<string, readonly File[]>();
  /** What was asked for beyond the listed files: schemas that a reference leads to. */
  let extras = new Map<string, File>();
  let kept: Kept | undefined;
  let revision = 0;
  let current: WorkspaceSnapshot | undefined;

  /** One configuration a folder, since its identity is what results are kept by. */
  const defaults = new Map<string, Config>();
  const defaultOf = (root: string): Config => {
    const config = defaults.get(root) ?? defaultConfig(root);
    defaults.set(root, config);
    return config;
  };

  const baselines = createBaselines(host, (files, folder, texts) => {
    const other = createWorkspace(files, [folder]);
    for (const text of texts) other.open(text);
    return other.snapshot();
  });

  const touched = (): void => {
    current = undefined;
  };

  return {
    open(source) {
      const uri = canonicalUri(source.uri);
      const own = uri === source.uri ? source : Object.freeze({ ...source, uri });
      if (open.get(uri)?.source() === own) return;
      open.set(uri, openFile(own));
      touched();
    },
    close(uri) {
      const own = canonicalUri(uri);
      if (!open.delete(own)) return;
      if (closed?.has(own)) closed.set(own, closedFile(own, host));
      else named = new Map();
      extras = without(extras, [own]);
      touched();
    },
    changed(uris) {
      const own = uris.map(canonicalUri);
      const known = own.every((uri) => closed?.has(uri) && host.read(uri) !== undefined && !configNames.includes(fileName(uri)));
      if (known) for (const uri of own) closed?.set(uri, closedFile(uri, host));
      else closed = undefined;
      extras = without(extras, own);
      baselines.forget();
      touched();
    },
    lookAtBaselines() {
      const moved = baselines.moved();
      if (moved) touched();
      return moved;
    },
    setFolders(next) {
      roots = next.map(canonicalUri);
      closed = undefined;
      touched();
    },
    snapshot() {
      if (current) return current;
      if (!closed) named = new Map();
      closed ??= listFiles(host, roots, new Map());
      const files = merge(closed, open, roots, host);
      const scopes = [...roots, ...strayFolders(open.keys(), roots)].flatMap((folder) =>
        scopesOf(folder, inFolder(files.keys(), folder), (uri) => configOf(files.get(uri), uri), defaultOf),
      );
      for (const file of scopes.flatMap(({ config }) => namedFiles(config, host, named))) files.set(file.uri, open.get(file.uri) ?? file);
      revision++;
      kept = { schemas: new Map(), results: new Map(), workspaces: new Map(), ...kept };
      current = createSnapshot({ revision, host, files, scopes: scopes.sort(byDepth), extras, kept, baselines });
      return current;
    },
  };
}

function listFiles(host: Host, roots: readonly string[], before: ReadonlyMap<string, File>): Map<string, File> {
  const found = new Map<string, File>();
  for (const root of roots) {
    for (const uri of host.list(root, candidateGlobs, [])) if (!found.has(uri)) found.set(uri, before.get(uri) ?? closedFile(uri, host));
  }
  return found;
}

/**
 * Registries name schemas by their versions alone, `1-0-0`. Files without an ending are looked for only where a configuration names
 * them together with their format: what else lies in such a folder, a picture or a read-me, is nobody's definition.
 */
function namedFiles({ root, definitions, exclude }: Config, host: Host, known: Map<string, readonly File[]>): readonly File[] {
  const globs = definitions.flatMap(({ glob, format }) => (format !== undefined && !usualEnding.test(glob) ? [glob] : []));
  if (globs.length === 0) return [];
  const key = JSON.stringify([root, globs, exclude]);
  const before = known.get(key);
  if (before) return before;
  const found = host.list(root, globs, exclude).filter((uri) => !/\.[a-z][^/]*$/i.test(fileName(uri)));
  const files = found.map((uri) => closedFile(uri, host));
  known.set(key, files);
  return files;
}

const usualEnding = /\.(?:ya?ml|jsonl?|ndjson|\{(?:ya?ml|jsonl?|ndjson|,)+\})$/;

/** An open file that the host did not list is new and unsaved, or ignored: the first kind counts, the second does not. */
function merge(closed: ReadonlyMap<string, File>, open: ReadonlyMap<string, File>, roots: readonly string[], host: Host): Map<string, File> {
  const files = new Map(closed);
  const isCandidate = matcher(candidateGlobs);
  for (const [uri, file] of open) {
    const inside = roots.some((root) => uri.startsWith(root));
    if (!inside || closed.has(uri) || (isCandidate(fileName(uri)) && host.read(uri) === undefined)) files.set(uri, file);
  }
  return files;
}

function configOf(file: File | undefined, uri: string): Config | undefined {
  const tree = treeOf(file);
  return tree && readConfig(tree, folderOf(uri));
}

const inFolder = (uris: Iterable<string>, folder: string): readonly string[] => [...uris].filter((uri) => uri.startsWith(folder));

/** The folders of open files that no workspace folder holds. */
const strayFolders = (uris: Iterable<string>, roots: readonly string[]): readonly string[] => [
  ...new Set([...uris].filter((uri) => !roots.some((root) => uri.startsWith(root))).map(folderOf)),
];

const byDepth = (a: Scope, b: Scope): number => b.config.root.length - a.config.root.length;

function without(files: ReadonlyMap<string, File>, uris: readonly string[]): Map<string, File> {
  const rest = new Map(files);
  for (const uri of uris) rest.delete(uri);
  return rest;
}
