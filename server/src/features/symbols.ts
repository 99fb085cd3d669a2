import type { EventDefinition } from '../model/event-definition.ts';
import type { Sample } from '../model/sample.ts';
import { get, type Node, type Property, textOf, textsOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { encloses, type Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

export interface EventSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'event' | Node['kind'];
  /** The whole of it. */
  readonly span: Span;
  /** Its name; inside of `span`. */
  readonly selection: Span;
  readonly deprecated: boolean;
  readonly children: readonly EventSymbol[];
}

/** Fields nested deeper than this are not listed. */
const maxDepth = 12;

/** The outline of a file of ours: its events with their fields, or its samples with their values. */
export function symbolsOf(snapshot: WorkspaceSnapshot, uri: string): readonly EventSymbol[] {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  if (!tree) return [];
  const definitions = snapshot.readDefinitions(uri).map((definition) => definitionSymbol(tree, definition));
  if (definitions.length > 0) return definitions;
  const samples = snapshot.samples(uri);
  if (samples.length > 0) return samples.map((sample, index) => sampleSymbol(tree, sample, index));
  return tree.documents.flatMap((root) => (root ? valuesIn(tree, root, 0) : []));
}

function definitionSymbol(tree: Tree, definition: EventDefinition): EventSymbol {
  const span = tree.span(definition.node);
  const selection = definition.typeNode ? tree.span(definition.typeNode) : { start: span.start, end: span.start };
  const inline = definition.data?.reference === undefined ? definition.data?.node : undefined;
  return {
    name: definition.type || 'event without a type',
    ...(definition.version !== undefined && { detail: definition.version }),
    kind: 'event',
    span,
    selection: encloses(span, selection) ? selection : { start: span.start, end: span.start },
    deprecated: definition.deprecated !== undefined,
    children: inline ? fieldsOf(tree, inline, 0) : [],
  };
}

/** The fields that a schema writes out in this place; references are somebody else's. */
function fieldsOf(tree: Tree, schema: Node, depth: number): EventSymbol[] {
  if (depth > maxDepth) return [];
  const properties = get(schema, 'properties');
  const own = properties?.kind === 'object' ? properties.properties.map((property) => fieldSymbol(tree, property, depth)) : [];
  const items = get(schema, 'items');
  return items ? [...own, ...fieldsOf(tree, items, depth + 1)] : own;
}

function fieldSymbol(tree: Tree, property: Property, depth: number): EventSymbol {
  const types = textsOf(get(property.value, 'type')).map(({ value }) => value);
  const detail = [types.join(' or '), textOf(get(property.value, 'format'))].filter((part) => part).join(', ');
  const deprecated = get(property.value, 'deprecated');
  return {
    name: property.key.value || '""',
    ...(detail && { detail }),
    kind: kindOf(types[0]),
    ...spansOf(tree, property),
    deprecated: deprecated?.kind === 'boolean' && deprecated.value,
    children: fieldsOf(tree, property.value, depth + 1),
  };
}

function sampleSymbol(tree: Tree, sample: Sample, index: number): EventSymbol {
  const span = tree.span(sample.node);
  const type = textOf(sample.roles.type);
  const id = textOf(sample.roles.id);
  const selection = sample.roles.type ? tree.span(sample.roles.type) : span;
  return {
    name: type || `Sample ${index + 1}`,
    ...(id !== undefined && { detail: id }),
    kind: 'event',
    span,
    selection: encloses(span, selection) ? selection : { start: span.start, end: span.start },
    deprecated: false,
    children: valuesIn(tree, sample.node, 0),
  };
}

function valuesIn(tree: Tree, node: Node, depth: number): EventSymbol[] {
  if (node.kind !== 'object' || depth > maxDepth) return [];
  return node.properties.map((property) => ({
    name: property.key.value || '""',
    ...(isScalar(property.value) && { detail: tree.source.text.slice(tree.span(property.value).start, tree.span(property.value).end).slice(0, 60) }),
    kind: property.value.kind,
    ...spansOf(tree, property),
    deprecated: false,
    children: valuesIn(tree, property.value, depth + 1),
  }));
}

function spansOf(tree: Tree, property: Property): { readonly span: Span; readonly selection: Span } {
  const key = tree.span(property.key);
  const value = tree.span(property.value);
  const span = { start: Math.min(key.start, value.start), end: Math.max(key.end, value.end) };
  return { span, selection: key };
}

const isScalar = (node: Node): boolean => node.kind !== 'object' && node.kind !== 'array';

function kindOf(type: string | undefined): EventSymbol['kind'] {
  switch (type) {
    case 'object':
    case 'array':
    case 'boolean':
    case 'null':
    case 'string':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    default:
      return 'object';
  }
}
