import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import {
  type AcceptScope,
  type Config,
  countStale,
  isAcceptable,
  planAcceptance,
  type Workspace,
  type WorkspaceSnapshot,
} from '../../server/src/index.ts';
import { pathOf } from '../../server/src/hosts/node.ts';
import { UsageError } from './command.ts';
import { fileNames } from './gather.ts';
import type { Io } from './io.ts';
import { counted } from './report/text.ts';
import { replaceFile } from './replace-file.ts';

/**
 * `check --accept`: writes what is found in the files that are asked for into the file of accepted findings of each workspace, and
 * gives the words to say of it. Throws a UsageError where that cannot be done, before anything is written.
 */
export function acceptFindings(workspace: Workspace, isAsked: (uri: string) => boolean, io: Io): readonly string[] {
  const snapshot = workspace.snapshot();
  const nameOf = fileNames(io, undefined);
  const plans = scopesOf(snapshot, snapshot.uris.filter(isAsked), isAsked).flatMap((scope) => {
    const { config, uris } = scope;
    if (config.accepted === undefined && !uris.some((uri) => snapshot.check(uri).some(isAcceptable))) return [];
    const plan = planAcceptance(snapshot, scope);
    if ('problem' in plan) throw new UsageError(nameOf(config.root) ? `${nameOf(config.root)}: ${plan.problem}` : plan.problem);
    for (const { uri } of filesOf(plan)) checkTarget(pathOf(uri), pathOf(config.root), nameOf(uri));
    return [plan];
  });
  for (const { uri, text } of plans.flatMap(filesOf)) {
    const source = snapshot.tree(uri)?.source;
    if (source?.text !== text) write(uri, source?.bytes?.bom ? `\ufeff${text}` : text, nameOf(uri));
  }
  workspace.changed(plans.flatMap(filesOf).map(({ uri }) => uri));
  if (plans.length === 0) return ['There is nothing to accept.'];
  return plans.flatMap(({ file, config, added, dropped, refused, total }) => [
    `Accepted ${counted(added, 'new finding')}${dropped > 0 ? ` and dropped ${counted(dropped, 'old one')}` : ''}: ${nameOf(file.uri)} holds ${total.toLocaleString('en')} now.`,
    ...(config ? [`${nameOf(config.uri)} names that file now, under \`accepted\`.`] : []),
    ...(refused > 0
      ? [`${counted(refused, 'finding')} cannot be accepted: what keeps a text from being read, or is said of suppressions, has to be mended.`]
      : []),
  ]);
}

/** A word where accepted findings no longer occur: they could come back unseen. */
export function staleNotes(snapshot: WorkspaceSnapshot, uris: readonly string[], isAsked: (uri: string) => boolean): readonly string[] {
  const stale = scopesOf(snapshot, uris, isAsked).reduce((sum, scope) => sum + countStale(snapshot, scope), 0);
  if (stale === 0) return [];
  const [occur, drops] = stale === 1 ? ['occurs', 'it'] : ['occur', 'them'];
  return [`${counted(stale, 'accepted finding')} no longer ${occur}: eventwright check --accept drops ${drops}.`];
}

function scopesOf(snapshot: WorkspaceSnapshot, uris: readonly string[], isAsked: (uri: string) => boolean): readonly AcceptScope[] {
  const byConfig: ReadonlyMap<Config, readonly string[]> = Map.groupBy(uris, (uri) => snapshot.config(uri));
  return [...byConfig].map(([config, own]) => ({ config, uris: own, includes: (uri) => snapshot.config(uri) === config && isAsked(uri) }));
}

/** The configuration last, so that it never names a file that is not there. */
const filesOf = ({ file, config }: Exclude<ReturnType<typeof planAcceptance>, { readonly problem: string }>) => [file, ...(config ? [config] : [])];

/** A link could lead out of the workspace, and so could a folder above: neither is written to. */
function checkTarget(file: string, root: string, name: string): void {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) throw new UsageError(`${name} is no plain file, and is not written.`);
  const folder = path.dirname(file);
  if (!lstatSync(folder, { throwIfNoEntry: false })) throw new UsageError(`There is no folder for ${name}. Make it first.`);
  const inside = path.relative(realpathSync(root), realpathSync(folder));
  if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside))
    throw new UsageError(`${name} lies outside of the workspace, and is not written.`);
}

function write(uri: string, text: string, name: string): void {
  try {
    replaceFile(pathOf(uri), text);
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
