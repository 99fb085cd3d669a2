import { keyOf } from '../schema/json-schema/equality.ts';
import { get, type Node, type ObjectNode, textOf, textsOf } from '../syntax/node.ts';
import { resolveUri } from '../text/uri.ts';

/**
 * What a schema asks of values, as a text: equal for schemas that ask the same, whatever they are called and however they are described.
 * The order of keys, of `required` and of several types does not count. `base` is the URI that its references are relative to.
 */
export function shapeOf(schema: Node, base: string): string {
  if (schema.kind !== 'object') return keyOf(schema);
  const parts: string[] = [];
  for (const [keyword, value] of new Map(schema.properties.map((held) => [held.key.value, held.value]))) {
    if (saysNothing.has(keyword)) continue;
    parts.push(`${JSON.stringify(keyword)}:${shapeOfKeyword(keyword, value, base)}`);
  }
  return `{${parts.sort().join()}}`;
}

/** Whether a schema is one of an object that is written out where it stands, so that it could be shared. */
export const isInlineObject = (node: Node | undefined): node is ObjectNode =>
  node?.kind === 'object' && get(node, 'properties')?.kind === 'object' && get(node, '$ref') === undefined;

/** Keywords for people only, and those that say how the schema itself is called. */
const saysNothing: ReadonlySet<string> = new Set(['title', 'description', '$comment', 'examples', '$schema', '$id', 'id']);

const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);
const schemas: ReadonlySet<string> = new Set(
  'items prefixItems additionalItems unevaluatedItems contains additionalProperties unevaluatedProperties propertyNames allOf anyOf oneOf not if then else'.split(
    ' ',
  ),
);

function shapeOfKeyword(keyword: string, value: Node, base: string): string {
  if (maps.has(keyword) && value.kind === 'object') {
    const entries = [...new Map(value.properties.map((held) => [held.key.value, held.value]))];
    return `{${entries
      .map(([name, schema]) => `${JSON.stringify(name)}:${shapeOf(schema, base)}`)
      .sort()
      .join()}}`;
  }
  if (schemas.has(keyword)) return value.kind === 'array' ? `[${value.items.map((item) => shapeOf(item, base)).join()}]` : shapeOf(value, base);
  if (keyword === '$ref' || keyword === '$dynamicRef') return JSON.stringify(resolveUri(base, textOf(value) ?? ''));
  if ((keyword === 'required' || keyword === 'type') && value.kind === 'array')
    return JSON.stringify(
      textsOf(value)
        .map((text) => text.value)
        .sort(),
    );
  return keyOf(value);
}
