import { statSync } from 'node:fs';
import path from 'node:path';
import { createSource, createWorkspace, decodeSource, type Host, type Source, type Workspace } from '../../server/src/index.ts';
import { createNodeHost, findRoot, pathOf, uriOf } from '../../server/src/hosts/node.ts';
import { UsageError } from './command.ts';
import type { Io } from './io.ts';

/** A path as it was given. */
export interface Given {
  readonly written: string;
  readonly path: string;
  readonly uri: string;
  readonly folder: boolean;
}

/** Looks at paths on disk. Throws a UsageError for one that is not there. */
export function givenPaths(written: readonly string[], io: Io): readonly Given[] {
  return written.map((text) => {
    const full = path.resolve(io.cwd, text);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`There is no file or folder ${text}.`);
    return { written: text, path: full, uri: uriOf(full), folder: stat.isDirectory() };
  });
}

export interface Opened {
  readonly host: Host;
  readonly workspace: Workspace;
}

/**
 * Opens the workspaces that paths belong to: of each the folder with the nearest `eventwright.yaml` upwards, else the repository,
 * else the working directory. A workspace inside of another one that is opened anyway is part of that.
 */
export function openWorkspaces(paths: readonly string[], io: Io): Opened {
  const host = createNodeHost({ trusted: true });
  const roots = [...new Set(paths.map((given) => folderUri(findRoot(given, io.cwd))))];
  const outermost = roots.filter((root) => !roots.some((other) => other !== root && root.startsWith(other)));
  return { host, workspace: createWorkspace(host, outermost) };
}

const folderUri = (folder: string): string => uriOf(folder).replace(/\/*$/, '/');

/** Standard input as a file of the working directory. What it is, its text tells: no name does. */
export function inputSource(io: Io): Source {
  const { text, bytes } = decodeSource('', io.input());
  const uri = uriOf(path.join(io.cwd, `stdin${endingOf(text)}`));
  return createSource(uri, text, 0, bytes);
}

function endingOf(text: string): string {
  const json = /^\s*[{[]/.test(text);
  if (json && /^\s*\{[^\n]*\}[ \t\r]*\n\s*\{/.test(text)) return '.sample.ndjson';
  const definition = json ? /"event"\s*:\s*"/.test(text) && !/"specversion"\s*:/.test(text) : /^event\s*:/m.test(text);
  return `.${definition ? 'event' : 'sample'}.${json ? 'json' : 'yaml'}`;
}

/** How a file is called in reports: relative to the working directory, with `/`. */
export function fileNames(io: Io, input: Source | undefined): (uri: string) => string {
  return (uri) => {
    if (uri === input?.uri) return '-';
    if (!uri.startsWith('file:')) return uri;
    return path.relative(io.cwd, pathOf(uri)).split(path.sep).join('/');
  };
}
