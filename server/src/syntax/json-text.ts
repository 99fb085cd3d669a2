import type { Node, StringNode } from './node.ts';

/** A node as JSON text: numbers as they are written where JSON can write them so, keys in their order, repeated ones too. */
export function jsonText(node: Node): string {
  switch (node.kind) {
    case 'object':
      return `{${node.properties.map(({ key, value }) => `${quoted(key)}:${jsonText(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(jsonText).join(',')}]`;
    case 'string':
      return quoted(node);
    case 'number':
      return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(node.raw) ? node.raw : Number.isFinite(node.value) ? String(node.value) : 'null';
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

const quoted = (node: StringNode): string => JSON.stringify(node.value);
