import type { Field } from '../../model/field.ts';
import { get, type Node } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';
import { wordsOf } from '../words.ts';
import { namesMany, namesOne, pluralOf, singularOf } from './plurals.ts';

export const pluralMismatch = defineRule({
  id: 'ambiguous-names/plural-mismatch',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'info',
  since: '0.1.0',
  summary: 'A list is named like one thing, or one text like many.',
  options: {
    uncountable: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'More words, in lower case, that may name one thing and many.',
    },
  },
  *check({ field, node }, { options }) {
    const { name } = field;
    const isMany = isList(field, node);
    if (!isMany && !isText(field)) return;
    const words = wordsOf(name);
    const last = words.at(-1) ?? '';
    if (Array.isArray(options.uncountable) && options.uncountable.includes(last)) return;
    if (isMany && namesOne(last)) {
      yield {
        at: { place: field.place, key: true },
        message: `\`${name}\` is a list, but is named like one thing. Call it \`${pluralOf(name)}\`.`,
        why: 'Readers take it for a single value, and forget the others.',
      };
    }
    if (!isMany && namesMany(last) && !words.some((word) => counting.has(word))) {
      yield {
        at: { place: field.place, key: true },
        message: `\`${name}\` is one text, but is named like many things. Make it an array, or call it \`${singularOf(name)}\`.`,
        why: 'Where several values are joined in one text, every reader has to know how to take them apart.',
      };
    }
  },
});

/** An array of any number of things; a fixed number of them, such as a pair of coordinates, is one thing. */
function isList({ types }: Field, node: Node): boolean {
  if (types.filter((type) => type !== 'null').join() !== 'array' || get(node, 'prefixItems') || get(node, 'items')?.kind === 'array') return false;
  const [fewest, most] = [get(node, 'minItems'), get(node, 'maxItems')];
  return !(fewest?.kind === 'number' && most?.kind === 'number' && fewest.raw === most.raw);
}

/** A text that could hold anything. Numbers are left out: `likes` and `retries` are how many there were. */
const isText = ({ types, format, enum: values, hasConst }: Field): boolean =>
  types.filter((type) => type !== 'null').join() === 'string' && format === undefined && !values && !hasConst;

const counting: ReadonlySet<string> = new Set(['of', 'number', 'num', 'count', 'total', 'max', 'min', 'has', 'is', 'no']);
