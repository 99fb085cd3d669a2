import type { SourceEntry } from '../model/config.ts';
import type { EventDefinition, StructureFault } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { get, type Node, property, type StringNode, textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Format } from './format.ts';

/**
 * A JSON Schema file as an event definition. It counts only where `eventwright.yaml` names it: a folder of schemas is far more
 * often something else. `describes: event` means that the schema is of the whole event, envelope included; the type is then
 * taken from the `const` or the only `enum` value at `typeFrom`, or at the places where known envelopes keep it. A self-describing
 * schema, as Iglu has them, says in `self` whose it is and what it is called: that is its type, and its version beside it.
 */
export const jsonSchema: Format = {
  id: 'json-schema',
  title: 'JSON Schema',
  claims: [],
  candidates: [],
  recognises: (tree) =>
    tree.documents.some((document) => property(document, '$schema') !== undefined || property(document, 'properties') !== undefined),
  read(tree, entry) {
    const definitions: EventDefinition[] = [];
    const faults: StructureFault[] = [];
    tree.documents.forEach((node, document) => {
      if (node?.kind !== 'object') return;
      const place: Place = { uri: tree.source.uri, document, pointer: '' };
      if (isAvro(node)) faults.push({ node: get(node, 'type') ?? node, place: { ...place, pointer: '/type' }, message: avroMessage });
      else definitions.push(readDefinition(tree, node, place, entry));
    });
    return { definitions, faults };
  },
};

/** Avro is JSON too. Read as JSON Schema it would allow everything, and nobody would know (Avro 1.12, Schema Declaration). */
function isAvro(node: Node): boolean {
  const type = textOf(get(node, 'type'));
  const held = type === 'record' || type === 'error' ? get(node, 'fields') : type === 'enum' ? get(node, 'symbols') : undefined;
  return held?.kind === 'array' && get(node, 'name')?.kind === 'string';
}

const avroMessage = 'This is a schema in Avro, but `eventwright.yaml` names it as JSON Schema. Leave it out of that entry of `definitions`.';

/** Where a schema of a whole event says its type: CloudEvents, CDEvents. */
const typePlaces: readonly string[] = ['/properties/type', '/properties/context/properties/type'];

function readDefinition(tree: Tree, node: Node, place: Place, entry: SourceEntry | undefined): EventDefinition {
  const describes = entry?.describes ?? 'data';
  const dialect = textOf(get(node, '$schema'));
  const summary = textOf(get(node, 'title')) ?? textOf(get(node, 'description'));
  const self = selfOf(node);
  const told = describes === 'event' || entry?.typeFrom !== undefined ? typeOf(node, entry?.typeFrom)?.value : undefined;
  const type = told ?? self?.type;
  return {
    tree,
    place,
    format: 'json-schema',
    describes,
    node,
    ...(type ? { type } : {}),
    ...(self?.version !== undefined && self.versionNode ? { version: self.version, versionNode: self.versionNode } : {}),
    ...(summary !== undefined ? { summary } : {}),
    attributes: [],
    data: { node, place, ...(dialect !== undefined && { dialect }) },
    samples: [],
    replies: [],
    targets: [],
  };
}

/** What a self-describing schema says of itself. The vendor is a reversed domain name, so the type begins with its domain. */
function selfOf(node: Node): { readonly type: string; readonly version?: string; readonly versionNode?: Node } | undefined {
  const self = get(node, 'self');
  const [vendor, name, version] = ['vendor', 'name', 'version'].map((key) => textOf(get(self, key)));
  if (!vendor || !name) return undefined;
  const versionNode = get(self, 'version');
  return { type: `${vendor}/${name}`, ...(version !== undefined && versionNode && { version, versionNode }) };
}

function typeOf(node: Node, typeFrom: string | undefined): StringNode | undefined {
  for (const pointer of typeFrom === undefined ? typePlaces : [typeFrom]) {
    const found = at(node, pointer);
    if (found?.kind === 'string') return found;
    const constant = get(found, 'const');
    if (constant?.kind === 'string') return constant;
    const values = get(found, 'enum');
    const only = values?.kind === 'array' && values.items.length === 1 ? values.items[0] : undefined;
    if (only?.kind === 'string') return only;
  }
  return undefined;
}
