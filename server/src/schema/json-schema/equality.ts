import type { Node, NumberNode } from '../../syntax/node.ts';
import { compareDecimals, type Decimal, decimalKey, isWhole, parseDecimal } from '../../text/decimal.ts';
import { distinct } from './evaluate.ts';

/**
 * A text that is equal for equal values and for no others (2020-12 core, 4.2.2): numbers by their digits, objects whatever
 * the order of their keys.
 */
export function keyOf(node: Node): string {
  switch (node.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return node.value ? 'true' : 'false';
    case 'number':
      return numberKey(node);
    case 'string':
      return JSON.stringify(node.value);
    case 'array':
      return `[${node.items.map(keyOf).join(',')}]`;
    case 'object':
      return `{${distinct(node)
        .map(({ key, value }) => `${JSON.stringify(key.value)}:${keyOf(value)}`)
        .sort()
        .join(',')}}`;
  }
}

/** Below zero when `a` is smaller, above when it is greater. Doubles tell unless they are equal: rounding keeps the order. */
export function compareNumbers(a: NumberNode, b: NumberNode): number {
  if (a.value !== b.value) return a.value - b.value;
  if (isPlain(a) && isPlain(b)) return 0;
  const [exactA, exactB] = [exact(a), exact(b)];
  return exactA && exactB ? compareDecimals(exactA, exactB) : 0;
}

/** `1.0` and `1e400` are integers, and `0.99999999999999999999` is not. */
export function isIntegral(node: NumberNode): boolean {
  if (isPlain(node)) return true;
  const decimal = exact(node);
  return decimal ? isWhole(decimal) : Number.isInteger(node.value);
}

export const exact = (node: NumberNode): Decimal | undefined => parseDecimal(node.raw);

/** Whether the double is the number itself, as nearly always. */
export const isPlain = (node: NumberNode): boolean => Number.isSafeInteger(node.value) && node.raw.length <= 15 && /^-?\d+$/.test(node.raw);

/** How much work comparing a value is, so that it can be counted. */
export function sizeOf(node: Node): number {
  if (node.kind === 'array') return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
  if (node.kind === 'object') return node.properties.reduce((sum, { value }) => sum + sizeOf(value), 1);
  return 1;
}

function numberKey(node: NumberNode): string {
  const decimal = exact(node);
  return decimal ? decimalKey(decimal) : String(node.value);
}
