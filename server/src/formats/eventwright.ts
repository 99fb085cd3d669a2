import definitionSchema from '../../../schemas/definition.json' with { type: 'json' };
import { envelopeId } from '../envelopes/index.ts';
import type { AttributeDefinition, EventDefinition, SampleUse, SchemaUse, StructureFault, Target } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { judgeByShippedSchema } from '../schema/shipped.ts';
import { get, type Node, property, textOf, textsOf, toValue } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Format } from './format.ts';

/** Our own definitions, `*.event.yaml|yml|json`: one event a document. */
export const eventwright: Format = {
  id: 'eventwright',
  title: 'Eventwright definition',
  claims: ['**/*.event.yaml', '**/*.event.yml'],
  candidates: ['**/*.event.json'],
  // In JSON the name is shared with other tools, whose files have an `event` too: ours has a schema or a version beside it.
  recognises: (tree) =>
    tree.documents.some((document) => get(document, 'event')?.kind === 'string' && ownKeys.some((key) => property(document, key) !== undefined)),
  read(tree) {
    const definitions: EventDefinition[] = [];
    const faults: StructureFault[] = [];
    tree.documents.forEach((node, document) => {
      if (!node || (node.kind === 'null' && tree.documents.length > 1)) return;
      const place: Place = { uri: tree.source.uri, document, pointer: '' };
      faults.push(...judgeByShippedSchema(definitionSchema, tree, node, place));
      if (node.kind === 'object') definitions.push(readDefinition(tree, node, place));
    });
    return { definitions, faults };
  },
};

const ownKeys: readonly string[] = ['data', 'version', 'summary', 'samples', 'envelope'];

function readDefinition(tree: Tree, node: Node, place: Place): EventDefinition {
  const typeNode = get(node, 'event');
  const versionNode = get(node, 'version');
  const envelopeNode = get(node, 'envelope');
  const deprecatedNode = get(node, 'deprecated');
  const data = get(node, 'data');
  const type = textOf(typeNode);
  const version = versionNode?.kind === 'number' ? versionNode.raw : textOf(versionNode);
  return {
    tree,
    place,
    format: 'eventwright',
    describes: 'data',
    node,
    ...(type ? { type } : {}),
    ...(typeNode?.kind === 'string' ? { typeNode } : {}),
    ...(version !== undefined ? { version } : {}),
    ...(versionNode ? { versionNode } : {}),
    ...texts(node, ['summary', 'owner', 'source']),
    ...(envelopeNode?.kind === 'string' && envelopeNode.value !== '' ? { envelope: envelopeId(envelopeNode.value, place.uri), envelopeNode } : {}),
    attributes: readAttributes(get(node, 'attributes')),
    ...(data && (data.kind === 'object' || data.kind === 'boolean' || data.kind === 'string') ? { data: schemaUse(data, at(place, 'data')) } : {}),
    samples: readSamples(get(node, 'samples'), at(place, 'samples')),
    replies: textsOf(get(node, 'reply')).map((reply) => ({ type: reply.value, node: reply })),
    targets: readTargets(get(node, 'targets')),
    ...(deprecatedNode ? { deprecated: { ...texts(deprecatedNode, ['since', 'use']), node: deprecatedNode } } : {}),
  };
}

function readAttributes(node: Node | undefined): readonly AttributeDefinition[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => {
    const required = get(value, 'required');
    return { name: key.value, node: value, required: required?.kind === 'boolean' && required.value, ...texts(value, ['type', 'description']) };
  });
}

/** `./order.schema.json#/$defs/Order` leads elsewhere; an object stands for itself. */
export function schemaUse(node: Node, place: Place): SchemaUse {
  if (node.kind === 'string') return { node, place, reference: node.value };
  const dialect = textOf(get(node, '$schema'));
  return { node, place, ...(dialect !== undefined && { dialect }) };
}

function readSamples(node: Node | undefined, place: Place): readonly SampleUse[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((item, index): SampleUse[] => {
    const own = at(place, index);
    if (item.kind === 'string') return [{ node: item, place: own, reference: item.value }];
    return item.kind === 'object' ? [{ node: item, place: own }] : [];
  });
}

function readTargets(node: Node | undefined): readonly Target[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((item): Target[] => {
    const transport = textOf(get(item, 'transport'));
    if (transport === undefined) return [];
    const { transport: _, ...fields } = toValue(item) as Record<string, unknown>;
    return [{ transport, fields, node: item }];
  });
}

const at = (place: Place, token: string | number): Place => ({ ...place, pointer: child(place.pointer, token) });

/** The properties of those names that are texts. */
function texts<Name extends string>(node: Node, names: readonly Name[]): { readonly [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const name of names) {
    const text = textOf(get(node, name));
    if (text !== undefined) found[name] = text;
  }
  return found;
}
