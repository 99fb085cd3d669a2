import envelopeSchema from '../../../schemas/envelope.json' with { type: 'json' };
import type { Attribute, AttributeType, Envelope } from '../envelopes/envelope.ts';
import type { StructureFault } from '../model/event-definition.ts';
import { type Role, roles } from '../model/sample.ts';
import type { Schema, SchemaNode } from '../schema/schema.ts';
import { judgeByShippedSchema } from '../schema/shipped.ts';
import { get, type Node, textOf, textsOf } from '../syntax/node.ts';
import { at, child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { fileName } from './uris.ts';

/** The most attributes that are read of a schema, and how deep they may lie: an envelope that a person can use has fewer. */
const maxAttributes = 500;
const maxDepth = 4;

/**
 * A team's own envelope, as its file describes it: a title, the JSON Schema of whole events, and where the roles stand in one.
 * The attributes follow from the schema: every field of it outside of the data.
 */
export function ownEnvelope(tree: Tree, schema: Schema): Envelope {
  const root = tree.documents[0];
  const places = rolesOf(root);
  const attributes = attributesOf(schema, places);
  const required = attributes.filter((attribute) => attribute.required);
  const missingOf = (value: Node) => required.filter(({ pointer }) => at(value, pointer) === undefined);
  const type = places.type;
  const additional = get(at(schema.tree.documents[schema.place.document], schema.place.pointer), 'additionalProperties');
  return {
    id: tree.source.uri,
    title: textOf(get(root, 'title')) || fileName(tree.source.uri),
    ...withText('url', textOf(get(root, 'url'))),
    roles: places,
    attributes,
    extensible: !(additional?.kind === 'boolean' && !additional.value),
    recognises: (value) =>
      value.kind === 'object' &&
      type !== undefined &&
      at(value, type)?.kind === 'string' &&
      // One may be missing, so that it can be told which.
      missingOf(value).length <= (required.length > 2 ? 1 : 0),
    unmistakable: (value) => required.length > 1 && missingOf(value).length <= (required.length > 3 ? 1 : 0),
  };
}

/** What is wrong with the file itself, and with the schema that it holds. */
export function ownEnvelopeFaults(tree: Tree, schema: Schema | undefined): readonly StructureFault[] {
  const root = tree.documents[0];
  const place = { uri: tree.source.uri, document: 0, pointer: '' };
  if (!root || root.kind === 'null') return [];
  const found = judgeByShippedSchema(envelopeSchema, tree, root, place);
  // `titel` is one mistake: that `title` is missing follows from it.
  const meant = new Set(found.flatMap(({ meantKey }) => (meantKey === undefined ? [] : `\`${meantKey}\` is missing.`)));
  const faults = found.filter(({ message }) => !meant.has(message));
  if (!schema) return faults;
  for (const [role, pointer] of Object.entries(rolesOf(root))) {
    const node = get(get(root, 'roles'), role);
    if (!node || schema.at(pointer).length > 0) continue;
    const message = `The schema has no field at ${pointer}, where \`${role}\` is said to stand.`;
    faults.push({ node, place: { ...place, pointer: child('/roles', role) }, message });
  }
  for (const fault of schema.faults()) {
    if (fault.place.uri !== tree.source.uri) continue;
    faults.push({ node: fault.node, place: fault.place, message: fault.message, ...(fault.key && withText('meantKey', fault.suggestion)) });
  }
  return faults;
}

function rolesOf(root: Node | undefined): Readonly<Partial<Record<Role, string>>> {
  const node = get(root, 'roles');
  const found: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const pointer = textOf(get(node, role));
    if (pointer?.startsWith('/')) found[role] = pointer;
  }
  return found;
}

function attributesOf(schema: Schema, places: Readonly<Partial<Record<Role, string>>>): readonly Attribute[] {
  const found: Attribute[] = [];
  const visit = (pointer: string, required: boolean, depth: number): void => {
    const seen = new Set<string>();
    for (const { properties } of schema.at(pointer)) {
      for (const property of properties) {
        const own = child(pointer, property.name);
        if (seen.has(property.name) || found.length >= maxAttributes) continue;
        seen.add(property.name);
        const nodes = schema.at(own);
        const holds = own !== places.data && nodes.some(({ properties: inner }) => inner.length > 0);
        if (holds && depth < maxDepth) visit(own, required && property.required, depth + 1);
        else found.push(attributeOf(property.name, own, required && property.required, nodes, places));
      }
    }
  };
  visit('', true, 1);
  return found;
}

function attributeOf(
  name: string,
  pointer: string,
  required: boolean,
  nodes: readonly SchemaNode[],
  places: Readonly<Partial<Record<Role, string>>>,
): Attribute {
  const first = <Value>(read: (node: Node) => Value | undefined): Value | undefined => {
    for (const { node } of nodes) {
      const value = read(node);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const constant = first((node) => textOf(get(node, 'const')));
  const values = constant === undefined ? first((node) => listed(get(node, 'enum'))) : [constant];
  const preset = constant ?? first((node) => textOf(get(node, 'default')));
  const role = roles.find((one) => places[one] === pointer);
  const generate = preset !== undefined ? { value: preset } : role === undefined ? undefined : generators[role];
  const example = first((node) => listed(get(node, 'examples'))?.[0]);
  return {
    name,
    pointer,
    type: first(typeOf) ?? 'JSON',
    required,
    description: first((node) => textOf(get(node, 'description')) ?? textOf(get(node, 'title'))) ?? '',
    ...(values && values.length > 0 && { values }),
    ...(generate !== undefined && { generate }),
    ...withText('example', example),
    kind: 'core',
  };
}

const generators: Readonly<Partial<Record<Role, Attribute['generate']>>> = { id: 'id', time: 'now', type: 'type', source: 'source', data: 'data' };

/** The texts of a list; undefined where it holds anything else. */
function listed(node: Node | undefined): readonly string[] | undefined {
  const texts = textsOf(node);
  return node?.kind === 'array' && texts.length === node.items.length && texts.length > 0 ? texts.map(({ value }) => value) : undefined;
}

function typeOf(node: Node): AttributeType | undefined {
  const [type, ...others] = textsOf(get(node, 'type'))
    .map(({ value }) => value)
    .filter((value) => value !== 'null');
  if (type === undefined) return get(node, 'const')?.kind === 'string' || listed(get(node, 'enum')) ? 'Text' : undefined;
  if (others.length > 0) return 'JSON';
  switch (type) {
    case 'string':
      return formats[textOf(get(node, 'format')) ?? ''] ?? 'Text';
    case 'boolean':
      return 'Boolean';
    case 'integer':
      return 'Long';
    default:
      return 'JSON';
  }
}

const formats: Readonly<Record<string, AttributeType | undefined>> = Object.assign(Object.create(null), {
  'date-time': 'Timestamp',
  uri: 'URI',
  'uri-reference': 'URI-reference',
});

function withText<Name extends string>(name: Name, text: string | undefined): { readonly [Key in Name]?: string } {
  return text === undefined ? {} : ({ [name]: text } as { readonly [Key in Name]: string });
}
