import type { Fix } from '../../model/finding.ts';
import type { Node, ObjectNode, Property } from '../../syntax/node.ts';
import type { Fault, FaultKind, Tree } from '../../syntax/tree.ts';
import { memo } from '../../text/memo.ts';
import { fixIn } from '../fixes.ts';

/** The faults of these kinds. */
export const faultsOf = (tree: Tree, ...kinds: readonly FaultKind[]): readonly Fault[] => tree.faults.filter(({ kind }) => kinds.includes(kind));

/** What stands at a span, as a person wrote it, cut to a readable length. */
export function written(tree: Tree, { span: { start, end } }: Pick<Fault, 'span'>): string {
  const text = tree.source.text.slice(start, end);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The one way to mend a fault, where there is just one. */
export function mendFix(tree: Tree, { mend }: Fault, safety: Fix['safety'], title: string): readonly Fix[] {
  return mend ? [fixIn(tree, title, safety, () => [mend])] : [];
}

export interface Held {
  readonly object: ObjectNode;
  readonly property: Property;
}

/** The property whose key begins at an offset, and the object that holds it. */
export const heldAt = (tree: Tree, keyStart: number): Held | undefined => keysOf(tree).get(keyStart);

const keysOf = memo((tree: Tree): ReadonlyMap<number, Held> => {
  const keys = new Map<number, Held>();
  for (const { node } of nodesOf(tree)) {
    if (node.kind === 'object') for (const property of node.properties) keys.set(tree.span(property.key).start, { object: node, property });
  }
  return keys;
});

export interface Visited {
  readonly node: Node;
  /** How the parent holds it, and the names on the way to it, without the indexes of lists. */
  readonly property?: Property;
  readonly path: readonly string[];
}

/** Every node that is written in the file: what an alias stands for is visited where its anchor is. */
export function* nodesOf(tree: Tree): Iterable<Visited> {
  for (const root of tree.documents) if (root) yield* below(tree, { node: root, path: [] });
}

function* below(tree: Tree, visited: Visited): Iterable<Visited> {
  const { node, path } = visited;
  if (isAlias(tree, node)) return;
  yield visited;
  if (node.kind === 'array') for (const item of node.items) yield* below(tree, { ...visited, node: item });
  if (node.kind !== 'object') return;
  for (const property of node.properties) yield* below(tree, { node: property.value, property, path: [...path, property.key.value] });
}

/** An alias begins with its star, and nothing else does. */
const isAlias = (tree: Tree, node: Node): boolean => tree.syntax === 'yaml' && tree.source.text[tree.span(node).start] === '*';
