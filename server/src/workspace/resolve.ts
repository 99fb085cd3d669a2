import type { Place } from '../model/place.ts';
import type { Resolved } from '../model/snapshot.ts';
import type { Node } from '../syntax/node.ts';
import { at, child, tokensOf } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { decodePercent, resolveUri, splitFragment } from '../text/uri.ts';
import { anchorsOf } from './facts.ts';
import { canonicalUri, fileName, folderOf } from './uris.ts';

/** What resolving needs to know of the files. */
export interface ResolveFrom {
  /** The folder that references may not leave. */
  readonly folder: string;
  tree(uri: string): Tree | undefined;
  exists(uri: string): boolean;
  contains(uri: string): boolean;
  /** Where an `$id` or an anchor of the workspace stands. */
  named(uri: string): Place | undefined;
  /** Files that could have been meant. */
  siblings(folder: string): readonly string[];
}

/** Where a reference leads. The one place in which files meet; nothing is ever fetched. */
export function resolveReference(reference: string, from: string, files: ResolveFrom): Resolved {
  const [base, fragment] = splitFragment(reference);
  const absolute = base === '' ? from : canonicalUri(resolveUri(from, base));
  const named = base === '' ? undefined : (files.named(absolute) ?? files.named(resolveUri(from, base)));
  if (named) {
    const tree = files.tree(named.uri);
    const root = tree && at(tree.documents[named.document], named.pointer);
    return tree && root ? inDocument(tree, root, named, fragment) : unresolved('unreadable', named.uri);
  }
  if (!/^(file|memfs|vscode-[a-z-]+|untitled):/i.test(absolute) && schemeOf(absolute) !== schemeOf(from)) return unresolved('remote', absolute);
  if (absolute !== from && !absolute.startsWith(files.folder)) return unresolved('outside', base);
  const tree = files.exists(absolute) && (absolute === from || files.contains(absolute)) ? files.tree(absolute) : undefined;
  if (!tree) {
    if (files.exists(absolute) && !files.contains(absolute)) return unresolved('outside', base);
    return files.exists(absolute) ? unresolved('unreadable', base) : unresolved('missing', base, siblingsOf(base, absolute, files));
  }
  const root = tree.documents[0];
  return root ? inDocument(tree, root, { uri: absolute, document: 0, pointer: '' }, fragment) : unresolved('unreadable', base);
}

function inDocument(tree: Tree, root: Node, place: Place, fragment: string): Resolved {
  const pointer = decodePercent(fragment);
  if (pointer === '') return { ok: true, place, node: root, tree };
  if (!pointer.startsWith('/')) {
    const anchor = [...anchorsOf(tree)].find(([name, where]) => name.endsWith(`#${pointer}`) && where.document === place.document)?.[1];
    const node = anchor && at(tree.documents[anchor.document], anchor.pointer);
    return anchor && node ? { ok: true, place: anchor, node, tree } : unresolved('missing', `#${fragment}`);
  }
  let node: Node | undefined = root;
  let reached = place.pointer;
  for (const token of tokensOf(pointer) ?? []) {
    const next: Node | undefined = at(node, child('', token));
    if (!next) {
      const names = node.kind === 'object' ? node.properties.map(({ key }) => key.value) : [];
      return unresolved('missing', `#${fragment}`, names);
    }
    node = next;
    reached = child(reached, token);
  }
  return { ok: true, place: { ...place, pointer: reached }, node, tree };
}

function siblingsOf(written: string, absolute: string, files: ResolveFrom): readonly string[] {
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  return files.siblings(folderOf(absolute)).map((uri) => folder + fileName(uri));
}

const schemeOf = (uri: string): string => uri.slice(0, uri.indexOf(':')).toLowerCase();

const unresolved = (reason: 'missing' | 'remote' | 'outside' | 'unreadable', detail: string, candidates: readonly string[] = []): Resolved => ({
  ok: false,
  reason,
  detail,
  candidates,
});
