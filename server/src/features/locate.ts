import type { EventDefinition } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import type { Node, Property } from '../syntax/node.ts';
import { child, locate, type Step } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { covers, type Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** What a person points at. */
export interface Target {
  readonly tree: Tree;
  readonly document: number;
  /** The value, or the value of the name that is pointed at. */
  readonly node: Node;
  readonly pointer: string;
  /** The object or list that holds it; undefined for the root. */
  readonly parent?: Step;
  /** The name and its value, where the parent is an object. */
  readonly property?: Property;
  readonly onKey: boolean;
  /** The name or the value itself, for highlighting. */
  readonly span: Span;
  /** The definition that it belongs to. */
  readonly definition?: EventDefinition;
  /** The sample that it belongs to. */
  readonly sample?: Sample;
}

/** What stands at an offset of a file of ours: a name, or a scalar; nothing between them. */
export function targetAt(snapshot: WorkspaceSnapshot, uri: string, offset: number): Target | undefined {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  const located = tree && locate(tree, offset);
  const last = located?.path.at(-1);
  if (!tree || !located || !last) return undefined;
  const { document, key } = located;
  const step: Step = key ? { node: key.value, pointer: child(last.pointer, key.key.value), property: key } : last;
  const parent = key ? last : located.path.at(-2);
  const span = tree.span(key ? key.key : step.node);
  if (!covers(span, offset) || (!key && (step.node.kind === 'object' || step.node.kind === 'array'))) return undefined;
  const within = ({ place }: { readonly place: Place }) => place.document === document && isWithin(step.pointer, place.pointer);
  const definition = snapshot.readDefinitions(uri).findLast(within);
  const sample = snapshot.samples(uri).findLast(within);
  return {
    tree,
    document,
    node: step.node,
    pointer: step.pointer,
    onKey: key !== undefined,
    span,
    ...(parent && { parent }),
    ...(step.property && { property: step.property }),
    ...(definition && { definition }),
    ...(sample && { sample }),
  };
}

/** The schemas below the folder of a file that definitions refer to, as a reference in that file would write them. */
export function schemaFilesNear(snapshot: WorkspaceSnapshot, uri: string): readonly string[] {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const near = snapshot.uris.filter((other) => other !== uri && other.startsWith(folder) && snapshot.kind(other) === 'other');
  return near.map((file) => `./${file.slice(folder.length)}`);
}

/** Whether a pointer is another one, or leads further from it. */
export const isWithin = (pointer: string, outer: string): boolean => pointer === outer || pointer.startsWith(`${outer}/`);

/** What is left of a pointer behind another one that it begins with. */
export const relativeTo = (pointer: string, outer: string): string => pointer.slice(outer.length);
