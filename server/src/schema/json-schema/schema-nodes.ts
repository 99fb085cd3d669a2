import { get, type Node, textOf, textsOf } from '../../syntax/node.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import type { SchemaNode, SchemaProperty } from '../schema.ts';
import { distinct } from './evaluate.ts';
import type { Subschema } from './keyword.ts';
import { partsOf } from './parts.ts';
import type { Patterns } from './patterns.ts';

/** As many as anybody looks at. */
const most = 200;

/** What may stand at a place in a value: every schema that could apply there, the most direct one first. */
export function schemaNodesAt(root: Subschema, pointer: string, patterns: Patterns): readonly SchemaNode[] {
  let here: readonly Subschema[] = [root];
  for (const token of tokensOf(pointer) ?? []) {
    const next = new Map<Node, Subschema>();
    for (const schema of here) {
      for (const part of partsOf(schema)) for (const below of belowAt(part.schema, token, patterns)) next.set(below.node, below);
    }
    here = [...next.values()].slice(0, most);
  }
  const nodes = new Map<Node, SchemaNode>();
  for (const schema of here) {
    if (nodes.size >= most) break;
    const parts = partsOf(schema);
    const required = new Set(parts.filter(({ always }) => always).flatMap((part) => requiredNames(part.schema)));
    for (const { schema: part } of parts) {
      if (nodes.has(part.node)) continue;
      nodes.set(part.node, { node: part.node, tree: part.resource.tree, place: part.place, properties: propertiesOf(part, required) });
    }
  }
  return [...nodes.values()];
}

export const requiredNames = ({ node }: Subschema): readonly string[] => textsOf(get(node, 'required')).map(({ value }) => value);

/** The schemas of one name or one index below a schema's own keywords. */
function belowAt(schema: Subschema, token: string, patterns: Patterns): readonly Subschema[] {
  const named = belowName(schema, token, patterns);
  return /^\d+$/.test(token) ? [...named, ...belowIndex(schema, Number(token))] : named;
}

/** The schemas that a schema's own keywords apply to a property of that name. */
export function belowName(schema: Subschema, name: string, patterns: Patterns): readonly Subschema[] {
  const { node } = schema;
  const found: Subschema[] = [];
  const own = get(get(node, 'properties'), name);
  if (own) found.push(schema.child(own, 'properties', name));
  const matching = get(node, 'patternProperties');
  if (matching?.kind === 'object') {
    for (const { key, value } of distinct(matching))
      if (patterns.matcher(key.value)(name)) found.push(schema.child(value, 'patternProperties', key.value));
  }
  for (const keyword of found.length === 0 ? ['additionalProperties', 'unevaluatedProperties'] : []) {
    const rest = get(node, keyword);
    if (rest?.kind === 'object') found.push(schema.child(rest, keyword));
  }
  return found;
}

/** The schemas that a schema's own keywords apply to the item at that index. */
export function belowIndex(schema: Subschema, index: number): readonly Subschema[] {
  const found: Subschema[] = [];
  for (const name of ['prefixItems', 'items', 'additionalItems', 'unevaluatedItems', 'contains']) {
    const value = get(schema.node, name);
    if (value?.kind === 'object') found.push(schema.child(value, name));
    const item = value?.kind === 'array' ? value.items[index] : undefined;
    if (item) return [...found, schema.child(item, name, index)];
  }
  return found;
}

function propertiesOf(schema: Subschema, alsoRequired: ReadonlySet<string>): readonly SchemaProperty[] {
  const properties = get(schema.node, 'properties');
  if (properties?.kind !== 'object') return [];
  const own = new Set(requiredNames(schema));
  const found = distinct(properties).map(({ key, value }) => {
    const described = describedBy(schema.child(value, 'properties', key.value));
    return { name: key.value, required: own.has(key.value) || alsoRequired.has(key.value), node: described.node, place: described.place };
  });
  return [...found.filter(({ required }) => required), ...found.filter(({ required }) => !required)];
}

/** What a schema stands for that says no more than `$ref`. */
export function describedBy(schema: Subschema): Subschema {
  let at = schema;
  for (let steps = 0; steps < 20; steps++) {
    const reference = at.node.kind === 'object' && at.node.properties.length === 1 ? textOf(get(at.node, '$ref')) : undefined;
    const next = reference === undefined ? undefined : at.follow(reference);
    if (!next) return at;
    at = next;
  }
  return at;
}
