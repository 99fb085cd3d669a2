import type { Related } from '../../model/finding.ts';
import type { Schema } from '../../schema/schema.ts';
import { get, property, textsOf } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';

export const nonObjectRoot = defineRule({
  id: 'parseable/non-object-root',
  property: 'parseable',
  on: 'definition',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The data of an event is a list or a bare value rather than an object.',
  *check({ definition, schema }) {
    const { data, tree } = definition;
    // The data of other formats' events may be any JSON (CloudEvents 1.0, "Event Data"), and is not ours to change.
    if (definition.format !== 'eventwright' || !data || !schema) return;
    const types = rootTypes(schema);
    const bare = types.map((type) => words.get(type)).find((word) => word !== undefined);
    if (bare === undefined) return;
    const related: readonly Related[] = data.reference === undefined ? [] : [{ place: schema.place, message: 'The schema stands here.' }];
    yield {
      at:
        (data.reference === undefined && schema.tree === tree ? get(data.node, 'type') : undefined) ??
        property(definition.node, 'data')?.key ??
        data.node,
      message: `The data of this event ${types.includes('object') ? 'may be' : 'is'} ${bare}. Make it an object, and give the value a name in it.`,
      why: 'An object can get a further field without breaking anybody; a list or a bare value cannot. Avro, Protobuf and tables take only objects.',
      related,
    };
  },
});

const words: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['string', 'a bare text'],
  ['number', 'a bare number'],
  ['integer', 'a bare number'],
  ['boolean', 'a bare true or false'],
]);

/** The types that the root may have; empty where the schema does not say. */
const rootTypes = (schema: Schema): readonly string[] => [
  ...new Set(schema.at('').flatMap(({ node }) => textsOf(get(node, 'type')).map(({ value }) => value))),
];
