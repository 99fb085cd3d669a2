import type { Node, NumberNode } from '../../syntax/node.ts';
import { isInteger } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { decimalKey, parseDecimal } from '../../text/decimal.ts';
import { quoteFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const unsafeInteger = defineRule({
  id: 'parseable/unsafe-integer',
  property: 'parseable',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A number has more digits than most readers keep.',
  *check({ sample: { tree, node } }) {
    for (const number of numbersOf(node)) {
      const reason = reasonOf(number);
      if (reason === undefined || isAlias(tree, number)) continue;
      yield {
        at: number,
        message: `\`${shorten(number.raw)}\` ${reason}. Send it as text, and say so in the schema.`,
        why: 'JavaScript and many other readers hold every number as a double (RFC 8259, section 6): what does not fit is changed without a word.',
        fixes: [quoteFix(tree, 'unsafe', number)],
      };
    }
  },
});

/** What becomes of a number that a double does not hold; undefined for one that it does. */
function reasonOf(number: NumberNode): string | undefined {
  const { raw, value } = number;
  const exact = parseDecimal(raw);
  if (!exact || Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return 'is greater than any number that a double can hold';
  const read = parseDecimal(String(value));
  const isChanged = read === undefined || decimalKey(read) !== decimalKey(exact);
  if (/^[+-]?\d+$/.test(raw) && isInteger(number) && !Number.isSafeInteger(value)) {
    return isChanged
      ? `is beyond 2^53 − 1: many readers take it for ${BigInt(value)}`
      : 'is beyond 2^53 − 1, where many readers no longer tell neighbours apart';
  }
  return isChanged ? `has more digits than a double keeps: many readers take it for ${value}` : undefined;
}

function* numbersOf(node: Node): Iterable<NumberNode> {
  if (node.kind === 'number') yield node;
  else if (node.kind === 'array') for (const item of node.items) yield* numbersOf(item);
  else if (node.kind === 'object') for (const { value } of node.properties) yield* numbersOf(value);
}

const isAlias = (tree: Tree, node: Node): boolean => tree.syntax === 'yaml' && tree.source.text[tree.span(node).start] === '*';

const shorten = (raw: string): string => (raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);
