import { memo } from '../text/memo.ts';

/**
 * The closed union of what JSON and YAML texts hold. A node keeps its own spelling, since a validator needs to know
 * `1.0` from `1`, a big integer exactly, and the first of two equal keys.
 *
 * `start` and `end` count from the block that the node was parsed in; only `Tree.span` may read them, so that a block can be
 * moved in its file without its nodes being made anew.
 */
export type Node = NullNode | BooleanNode | NumberNode | StringNode | ArrayNode | ObjectNode;

export type Kind = Node['kind'];

/** A piece of a file that is parsed on its own. Its identity is all that a node knows of it. */
export interface Block {
  readonly id: string;
}

interface Located {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

export interface NullNode extends Located {
  readonly kind: 'null';
  /** True where there is a key and no value at all, as while typing, or an alias that leads nowhere; false for a written `null` or `~`. */
  readonly absent: boolean;
}

export interface BooleanNode extends Located {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NumberNode extends Located {
  readonly kind: 'number';
  /** The number as it is written, e.g. `1.0`, `0x1F`, `12345678901234567890`. */
  readonly raw: string;
  /** The nearest double; may be infinite or NaN where YAML writes `.inf` or `.nan`. */
  readonly value: number;
}

export type StringStyle = 'plain' | 'single' | 'double' | 'block';

export interface StringNode extends Located {
  readonly kind: 'string';
  readonly value: string;
  /** How it is written; JSON has only `double`. */
  readonly style: StringStyle;
}

export interface ArrayNode extends Located {
  readonly kind: 'array';
  readonly items: readonly Node[];
  /** True for `[...]`; false for YAML's dashes. */
  readonly flow: boolean;
}

export interface ObjectNode extends Located {
  readonly kind: 'object';
  /** In the order of the file, duplicates included. */
  readonly properties: readonly Property[];
  /** True for `{...}`; false for YAML's indented block. */
  readonly flow: boolean;
}

/** One `key: value`. A YAML key that is no text stands here as the text that is written, with a fault beside it. */
export interface Property extends Located {
  readonly key: StringNode;
  readonly value: Node;
}

/** The property of that name; of duplicates the last, as `JSON.parse` reads them. */
export function property(node: Node | undefined, name: string): Property | undefined {
  if (node?.kind !== 'object') return undefined;
  const { properties } = node;
  if (properties.length > fewKeys) return byName(node).get(name);
  for (let index = properties.length - 1; index >= 0; index--) if (properties[index]?.key.value === name) return properties[index];
  return undefined;
}

/** Up to this many keys a look at each is quicker than an index. */
const fewKeys = 32;

const byName = memo((node: ObjectNode): ReadonlyMap<string, Property> => new Map(node.properties.map((held) => [held.key.value, held])));

/** The value of the property of that name. */
export const get = (node: Node | undefined, name: string): Node | undefined => property(node, name)?.value;

/** The text of a string node. */
export const textOf = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined);

/** The texts in an array, or the one text in its place. */
export function textsOf(node: Node | undefined): readonly StringNode[] {
  if (node?.kind === 'string') return [node];
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'string') : [];
}

/** The key `<<` of YAML 1.1: its readers merge what it holds into the object, those of YAML 1.2 and JSON do not. */
export const isMergeKey = ({ value, style }: StringNode): boolean => value === '<<' && style === 'plain';

/** Whether readers differ in what an object holds, because it has a merge key. */
export const hasMergeKey = (node: Node): boolean => {
  const merged = property(node, '<<');
  return merged !== undefined && isMergeKey(merged.key);
};

/** Whether the number is an integer in JSON Schema's sense (6.1.1 of the 2020-12 core): `1.0` and `1e3` are. */
export function isInteger(node: NumberNode): boolean {
  return Number.isInteger(node.value) || /^[+-]?\d+$/.test(node.raw);
}

/** The plain JavaScript value, for libraries and messages. Precision of big numbers is lost: never judge by it. */
export function toValue(node: Node | undefined): unknown {
  if (!node) return undefined;
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map(({ key, value }) => [key.value, toValue(value)]));
    case 'array':
      return node.items.map(toValue);
    case 'null':
      return null;
    default:
      return node.value;
  }
}
