import type { Config } from '../model/config.ts';
import { insertProperty, replaceValue } from '../refactor/index.ts';
import { parse } from '../syntax/index.ts';
import { property } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { applyEdits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import {
  type Accepted,
  type AcceptedInFile,
  acceptedName,
  acceptedOf,
  acceptedUri,
  countAccepted,
  isAcceptable,
  readAccepted,
  writeAccepted,
} from '../workspace/accepted.ts';
import { readConfig } from '../workspace/config.ts';
import { acceptedIn } from '../workspace/sift.ts';
import { canonicalUri, relativePath } from '../workspace/uris.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** What of a workspace's findings is looked at. */
export interface AcceptScope {
  readonly config: Config;
  /** The files whose findings count. */
  readonly uris: readonly string[];
  /** Whether a file would have been looked at if it were still there. */
  includes(uri: string): boolean;
}

/** What is to be written so that the present findings are accepted. */
export interface Acceptance {
  readonly file: { readonly uri: string; readonly text: string };
  /** `eventwright.yaml` with the key that names the file; undefined where it names one already. */
  readonly config?: { readonly uri: string; readonly text: string };
  /** Findings that were not accepted before, and accepted ones that no longer occur. */
  readonly added: number;
  readonly dropped: number;
  readonly total: number;
  /** Findings that are told all the same, since they are not to be accepted. */
  readonly refused: number;
}

/** Accepts what is found; what cannot be done is told in a sentence. Nothing is written here. */
export function planAcceptance(snapshot: WorkspaceSnapshot, scope: AcceptScope): Acceptance | { readonly problem: string } {
  const { config, uris } = scope;
  const tree = config.uri === undefined ? undefined : snapshot.tree(config.uri);
  if (!tree)
    return { problem: 'There is no eventwright.yaml, which names the file of accepted findings. An empty one will do: write it, and accept again.' };
  if (tree.faults.some(({ kind }) => kind === 'syntax'))
    return { problem: 'eventwright.yaml cannot be read as a whole, so what it says of findings is not certain. Mend it first.' };
  const named = config.accepted ? acceptedUri(config) : canonicalUri(`${config.root}${acceptedName}`);
  if (named === undefined) return { problem: `\`accepted: ${config.accepted}\` in eventwright.yaml does not name a file below its folder.` };
  const own = snapshot.tree(named);
  if (own && own.source.text.trim() !== '' && !property(own.documents[0], 'findings'))
    return {
      problem: `${relativePath(config.root, named)} is something else than accepted findings, and is left as it is. Name another file in eventwright.yaml.`,
    };
  const written = config.accepted ? undefined : naming(tree, config);
  if (written === '') return { problem: `Write \`accepted: ./${acceptedName}\` into eventwright.yaml, and accept again.` };

  const { stale, rest } = staleness(snapshot, scope, own && readAccepted(own));
  const found = uris.map((uri) => {
    const { told, accepted } = snapshot.sift(uri);
    const added = told.filter(isAcceptable).length;
    return { uri, added, refused: told.length - added, all: acceptedOf([...told, ...accepted]) };
  });
  const next: Accepted = new Map([...rest, ...found.map(({ uri, all }) => [relativePath(config.root, uri) ?? '', all] as const)]);
  return {
    file: { uri: named, text: writeAccepted(next) },
    ...(written !== undefined && { config: { uri: tree.source.uri, text: written } }),
    added: found.reduce((sum, { added }) => sum + added, 0),
    dropped: stale,
    refused: found.reduce((sum, { refused }) => sum + refused, 0),
    total: [...next.values()].reduce((sum, inFile) => sum + countAccepted(inFile), 0),
  };
}

/** How many accepted findings no longer occur in what is looked at. */
export const countStale = (snapshot: WorkspaceSnapshot, scope: AcceptScope): number =>
  staleness(snapshot, scope, acceptedIn(snapshot, scope.config)).stale;

/** What is accepted and does not occur; and what is accepted in files that are not looked at. */
function staleness(
  snapshot: WorkspaceSnapshot,
  { config, uris, includes }: AcceptScope,
  accepted: Accepted = new Map(),
): { readonly stale: number; readonly rest: Accepted } {
  const present = new Map(uris.map((uri) => [relativePath(config.root, uri) ?? '', uri]));
  const rest = new Map<string, AcceptedInFile>();
  let stale = 0;
  for (const [path, inFile] of accepted) {
    const uri = present.get(path);
    if (uri !== undefined) stale += countAccepted(inFile) - snapshot.sift(uri).accepted.length;
    else if (includes(canonicalUri(config.root + path.split('/').map(encodeURIComponent).join('/')))) stale += countAccepted(inFile);
    else rest.set(path, inFile);
  }
  return { stale, rest };
}

/** The text of an `eventwright.yaml` in which `accepted` names the file; empty where it cannot be put there safely. */
function naming(tree: Tree, config: Config): string {
  const { text, uri } = tree.source;
  const path = `./${acceptedName}`;
  const root = tree.documents[0];
  const held = property(root, 'accepted');
  const isEmpty = tree.documents.length === 1 && (!root || (root.kind === 'null' && root.absent));
  const edits = root?.kind === 'object' ? (held ? replaceValue(tree, held.value, path) : insertProperty(tree, root, 'accepted', path)) : undefined;
  const next = edits ? applyEdits(text, edits) : isEmpty ? `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}accepted: ${path}\n` : '';
  const after = parse(createSource(uri, next));
  return after.faults.length <= tree.faults.length && readConfig(after, config.root).accepted === path ? next : '';
}
