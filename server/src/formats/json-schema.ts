import type { SourceEntry } from '../model/config.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { get, type Node, property, type StringNode, textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Format } from './format.ts';

/**
 * A JSON Schema file as an event definition. It counts only where `eventwright.yaml` names it: a folder of schemas is far more
 * often something else. `describes: event` means that the schema is of the whole event, envelope included; the type is then
 * taken from the `const` or the only `enum` value at `typeFrom`, or at the places where known envelopes keep it.
 */
export const jsonSchema: Format = {
  id: 'json-schema',
  title: 'JSON Schema',
  claims: [],
  candidates: [],
  recognises: (tree) =>
    tree.documents.some((document) => property(document, '$schema') !== undefined || property(document, 'properties') !== undefined),
  read(tree, entry) {
    return {
      definitions: tree.documents.flatMap((node, document) =>
        node?.kind === 'object' ? [readDefinition(tree, node, { uri: tree.source.uri, document, pointer: '' }, entry)] : [],
      ),
      faults: [],
    };
  },
};

/** Where a schema of a whole event says its type: CloudEvents, CDEvents. */
const typePlaces: readonly string[] = ['/properties/type', '/properties/context/properties/type'];

function readDefinition(tree: Tree, node: Node, place: Place, entry: SourceEntry | undefined): EventDefinition {
  const describes = entry?.describes ?? 'data';
  const dialect = textOf(get(node, '$schema'));
  const summary = textOf(get(node, 'title')) ?? textOf(get(node, 'description'));
  const type = describes === 'event' ? typeOf(node, entry?.typeFrom) : entry?.typeFrom !== undefined ? typeOf(node, entry.typeFrom) : undefined;
  return {
    tree,
    place,
    format: 'json-schema',
    describes,
    node,
    ...(type ? { type: type.value } : {}),
    ...(summary !== undefined ? { summary } : {}),
    attributes: [],
    data: { node, place, ...(dialect !== undefined && { dialect }) },
    samples: [],
    replies: [],
    targets: [],
  };
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
