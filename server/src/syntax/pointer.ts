import { covers } from '../text/span.ts';
import type { Node, Property } from './node.ts';
import { property } from './node.ts';
import type { Tree } from './tree.ts';

/** JSON Pointer (RFC 6901). The empty text is the root. */
export type Pointer = string;

/** Hardly any name has something to escape, and looking is far quicker than replacing nothing. */
export const escapeToken = (token: string): string => (/[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token);

export const unescapeToken = (token: string): string => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token);

export const child = (pointer: Pointer, token: string | number): Pointer => `${pointer}/${typeof token === 'number' ? token : escapeToken(token)}`;

/** The tokens of a pointer; undefined where it is not empty and does not begin with a slash. */
export function tokensOf(pointer: Pointer): readonly string[] | undefined {
  if (pointer === '') return [];
  return pointer.startsWith('/') ? pointer.slice(1).split('/').map(unescapeToken) : undefined;
}

/** The node that a pointer leads to, from the given root. */
export function at(root: Node | undefined, pointer: Pointer): Node | undefined {
  let node = root;
  for (const token of tokensOf(pointer) ?? ['\0']) {
    if (node?.kind === 'array') node = /^(0|[1-9]\d*)$/.test(token) ? node.items[Number(token)] : undefined;
    else node = property(node, token)?.value;
    if (!node) return undefined;
  }
  return node;
}

/** One step on the way from a document's root to a place in it. */
export interface Step {
  readonly node: Node;
  readonly pointer: Pointer;
  /** How the parent holds it; undefined for the root and for items of an array. */
  readonly property?: Property;
}

export interface Located {
  readonly document: number;
  /** From the root down; empty where the document is empty. */
  readonly path: readonly Step[];
  /** Set where the offset lies in a key rather than in a value. */
  readonly key?: Property;
}

/** What stands at an offset: the innermost node or key that covers it, with all that enclose it. */
export function locate(tree: Tree, offset: number): Located | undefined {
  const document = tree.extents.findLastIndex((extent) => covers(extent, offset));
  if (document < 0) return undefined;
  let node = tree.documents[document];
  if (!node || !covers(tree.span(node), offset)) return { document, path: node ? [{ node, pointer: '' }] : [] };
  const path: Step[] = [{ node, pointer: '' }];
  for (;;) {
    const last: Step | undefined = path.at(-1);
    if (!last) return { document, path };
    let next: Step | undefined;
    if (last.node.kind === 'array') {
      const index: number = last.node.items.findIndex((item) => covers(tree.span(item), offset));
      const item = last.node.items[index];
      if (item) next = { node: item, pointer: child(last.pointer, index) };
    } else if (last.node.kind === 'object') {
      // A name that stands nowhere, such as `headers` of an HTTP message, cannot be pointed at.
      const inKey = last.node.properties.find(({ key }) => (key.start < key.end || tree.syntax !== 'http') && covers(tree.span(key), offset));
      if (inKey) return { document, path, key: inKey };
      const found = last.node.properties.find((candidate) => covers(tree.span(candidate.value), offset));
      if (found) next = { node: found.value, pointer: child(last.pointer, found.key.value), property: found };
    }
    if (!next) return { document, path };
    path.push(next);
    node = next.node;
  }
}
