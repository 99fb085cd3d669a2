import type { Node } from '../../syntax/node.ts';

/** Whether a value can be written anew without a digit lost. */
export function keepsItsNumbers(node: Node): boolean {
  if (node.kind === 'array') return node.items.every(keepsItsNumbers);
  if (node.kind === 'object') return node.properties.every(({ value }) => keepsItsNumbers(value));
  return node.kind !== 'number' || String(node.value) === node.raw;
}
