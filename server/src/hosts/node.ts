import { randomUUID } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ignore, { type Ignore } from 'ignore';
import { maxLength } from '../syntax/tree.ts';
import { matcher } from '../workspace/glob.ts';
import type { Host } from '../workspace/host.ts';
import { canonicalUri } from '../workspace/uris.ts';
import { createGit } from './git.ts';

export interface NodeHostOptions {
  /** Whether programs may be started for what is open: git, to read what is compared with. */
  readonly trusted: boolean;
}

/**
 * The file system of this machine. Reading is synchronous: over many small files that is three times as fast as the
 * asynchronous way, and a revision must see all of its files at once.
 */
export function createNodeHost({ trusted }: NodeHostOptions = { trusted: false }): Host {
  return {
    revision: trusted ? createGit() : (_root, _folder, name) => ({ ok: false, trouble: { reason: 'untrusted', detail: name } }),
    list: listFiles,
    read(uri) {
      try {
        const file = fileURLToPath(uri);
        // A pipe or a device would never end, and a file beyond the bound is a capture: nobody reads that as a whole.
        const stat = statSync(file);
        return stat.isFile() && stat.size <= maxLength * 3 ? readFileSync(file) : undefined;
      } catch {
        return undefined;
      }
    },
    contains(root, uri) {
      try {
        const inside = path.relative(realpathSync(fileURLToPath(root)), realpathSync(fileURLToPath(uri)));
        return inside !== '..' && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside);
      } catch {
        return uri.startsWith(root);
      }
    },
    today: () => new Date().toISOString().slice(0, 10),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    newId: () => randomUUID(),
  };
}

/** The uri of a path, in the one spelling that the engine uses. */
export const uriOf = (file: string): string => canonicalUri(pathToFileURL(path.resolve(file)).href);

/** The path of a `file:` uri. */
export const pathOf = (uri: string): string => fileURLToPath(uri);

/**
 * The folder that is the workspace of a path: where the nearest `eventwright.yaml` upwards is, else the repository, else the folder
 * `otherwise` where the path lies in it, else the path's own folder.
 */
export function findRoot(start: string, otherwise?: string): string {
  const isFolder = statSync(start, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const first = isFolder ? path.resolve(start) : path.dirname(path.resolve(start));
  const upwards = [first];
  for (let folder = first; folder !== path.dirname(folder); folder = path.dirname(folder)) upwards.push(path.dirname(folder));
  const has = (folder: string, name: string) => statSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined;
  const configured = upwards.find((folder) => has(folder, 'eventwright.yaml') || has(folder, 'eventwright.yml'));
  return configured ?? upwards.find((folder) => has(folder, '.git')) ?? upwards.find((folder) => folder === otherwise) ?? first;
}

const alwaysIgnored = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test']);

interface Rules {
  readonly base: string;
  readonly rules: Ignore;
}

function listFiles(root: string, globs: readonly string[], exclude: readonly string[]): readonly string[] {
  const wanted = matcher(globs);
  const unwanted = matcher(exclude);
  const start = fileURLToPath(root);
  const found: string[] = [];
  const walk = (folder: string, inherited: readonly Rules[]): void => {
    const entries = entriesOf(folder);
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? readIgnore(folder) : undefined;
    const rules = own ? [...inherited, own] : inherited;
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      const relative = path.relative(start, full).split(path.sep).join('/');
      const directory = entry.isDirectory();
      if (alwaysIgnored.has(entry.name) || isIgnored(full, directory, rules) || unwanted(relative)) continue;
      // Links are not followed: they may lead out of the workspace, or back into it without end.
      if (directory) walk(full, rules);
      else if (entry.isFile() && wanted(relative)) found.push(uriOf(full));
    }
  };
  walk(start, []);
  return found;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readIgnore(base: string): Rules | undefined {
  try {
    return { base, rules: ignore().add(readFileSync(path.join(base, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The innermost `.gitignore` that speaks of a path decides. */
function isIgnored(full: string, directory: boolean, rules: readonly Rules[]): boolean {
  let ignored = false;
  for (const { base, rules: own } of rules) {
    const relative = path.relative(base, full).split(path.sep).join('/') + (directory ? '/' : '');
    const verdict = own.test(relative);
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}
