import { placeOf } from '../envelopes/roles.ts';
import type { Node, Property } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { SampleSubject } from './rule.ts';

/** The data of a sample, and where the schema that judges it has its root. */
export interface SampleData {
  readonly node: Node;
  /** The pointer of `node` in the value that the schema judges; undefined where no schema judges it. */
  readonly schemaPointer?: string;
}

/** What an event carries: its data, or all of it where no envelope says which part that is. */
export function dataOf({ sample, judge, envelope }: SampleSubject): SampleData | undefined {
  const node = envelope ? sample.roles.data : sample.node;
  if (!node) return undefined;
  const value = judge?.schema && judge.value?.node;
  if (!value) return { node };
  if (value === node) return { node, schemaPointer: '' };
  const pointer = envelope && placeOf(envelope, 'data', sample.node);
  return value === sample.node && pointer !== undefined ? { node, schemaPointer: pointer } : { node };
}

export interface Scalar {
  readonly node: Node;
  /** From the data's root. */
  readonly pointer: string;
  readonly property?: Property;
}

/** Every text, number, truth value and null that is written in the data; what an alias stands for is visited where its anchor is. */
export function* scalarsOf({ node }: Pick<SampleData, 'node'>, tree: Tree): Iterable<Scalar> {
  const isAlias = (candidate: Node): boolean => tree.syntax === 'yaml' && tree.source.text[tree.span(candidate).start] === '*';
  function* below(scalar: Scalar): Iterable<Scalar> {
    if (isAlias(scalar.node)) return;
    const { node: at, pointer } = scalar;
    if (at.kind === 'array') for (const [index, item] of at.items.entries()) yield* below({ ...scalar, node: item, pointer: child(pointer, index) });
    else if (at.kind === 'object')
      for (const property of at.properties) yield* below({ node: property.value, pointer: child(pointer, property.key.value), property });
    else yield scalar;
  }
  yield* below({ node, pointer: '' });
}
