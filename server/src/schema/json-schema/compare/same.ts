import { get, type Node, textOf, textsOf } from '../../../syntax/node.ts';
import { keyOf, sizeOf } from '../equality.ts';
import { distinct } from '../evaluate.ts';
import type { Subschema } from '../keyword.ts';
import { keywordOf, references } from './conjunction.ts';
import { idOf, type Run, spend } from './run.ts';

/**
 * Whether two schemas say the same in the same words, what describes them left aside. References are followed: equal texts may
 * lead to schemas that differ.
 */
export function same(a: Subschema, b: Subschema, run: Run, open: Set<string> = new Set()): boolean {
  spend(run);
  if (a === b) return true;
  if (a.verdict !== undefined || b.verdict !== undefined) return a.verdict === b.verdict;
  if (a.resource.draft !== b.resource.draft) return false;
  const pair = `${idOf(run, a)} ${idOf(run, b)}`;
  if (open.has(pair)) return true;
  open.add(pair);
  const [left, right] = [meaningful(a), meaningful(b)];
  run.depth++;
  const equal = left.length === right.length && left.every((name) => right.includes(name) && sameKeyword(name, a, b, run, open));
  run.depth--;
  return equal;
}

/** What a schema says that changes which values fit it, or what they mean. */
const describing: ReadonlySet<string> = new Set(
  '$id id $schema $anchor $dynamicAnchor $recursiveAnchor $vocabulary $comment $defs definitions title description default examples readOnly writeOnly deprecated'.split(
    ' ',
  ),
);

function meaningful(schema: Subschema): readonly string[] {
  const { node } = schema;
  if (node.kind !== 'object') return [];
  return distinct(node)
    .map(({ key }) => key.value)
    .filter(
      (name) => !describing.has(name) && (keywordOf(schema, name) !== undefined || (units.includes(name) && textOf(get(node, name)) !== undefined)),
    );
}

export const units: readonly string[] = ['x-unit', 'unit'];

export function sameKeyword(name: string, a: Subschema, b: Subschema, run: Run, open: Set<string> = new Set()): boolean {
  const [one, other] = [get(a.node, name), get(b.node, name)];
  if (!one || !other) return false;
  if (references.includes(name)) {
    const [to, too] = [a, b].map((schema) => schema.follow(textOf(keywordOf(schema, name)) ?? ''));
    return to && too ? same(to, too, run, open) : textOf(one) === textOf(other);
  }
  const holds = a.resource.keywords[name]?.holds;
  if (!holds || !Object.hasOwn(a.resource.keywords, name)) return sameValue(name, one, other, run);
  if (holds === 'schema' || (holds === 'schema or list' && one.kind !== 'array')) return same(a.child(one, name), b.child(other, name), run, open);
  if (one.kind === 'array' && other.kind === 'array') {
    return (
      one.items.length === other.items.length &&
      one.items.every((item, index) => {
        const counterpart = other.items[index];
        return counterpart !== undefined && same(a.child(item, name, index), b.child(counterpart, name, index), run, open);
      })
    );
  }
  if (one.kind !== 'object' || other.kind !== 'object') return false;
  const [left, right] = [distinct(one), distinct(other)];
  return (
    left.length === right.length &&
    left.every(({ key, value }) => {
      const counterpart = get(other, key.value);
      if (!counterpart) return false;
      // `dependencies` holds lists of names, too.
      if (value.kind === 'array' || counterpart.kind === 'array') return sameValue('required', value, counterpart, run);
      return same(a.child(value, name, key.value), b.child(counterpart, name, key.value), run, open);
    })
  );
}

/** The order of names, types and values means nothing. */
const unordered: ReadonlySet<string> = new Set(['required', 'enum', 'type']);

function sameValue(name: string, a: Node, b: Node, run: Run): boolean {
  spend(run, sizeOf(a) + sizeOf(b));
  if (!unordered.has(name)) return keyOf(a) === keyOf(b);
  const keys = (node: Node): string => (node.kind === 'array' ? node.items : [node]).map(keyOf).toSorted().join();
  return keys(a) === keys(b);
}

/** The unit that a schema gives to a number. */
export const unitOf = ({ node }: Subschema): { readonly keyword: string; readonly node: Node; readonly text: string } | undefined => {
  for (const keyword of units) {
    const held = get(node, keyword);
    const text = textsOf(held)[0]?.value;
    if (held?.kind === 'string' && text !== undefined) return { keyword, node: held, text };
  }
  return undefined;
};
