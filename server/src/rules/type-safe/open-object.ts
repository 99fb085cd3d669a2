import { type Node, property } from '../../syntax/node.ts';
import { insertFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const openObject = defineRule({
  id: 'type-safe/open-object',
  property: 'type-safe',
  on: 'definition',
  severity: 'info',
  since: '0.1.0',
  summary: 'An object takes any further field, misspelt ones too.',
  *check({ definition }) {
    const { data, tree, format } = definition;
    // In other formats an open object is the custom, and means nothing.
    if (format !== 'eventwright' || !data || data.reference !== undefined) return;
    for (const node of schemasIn(data.node)) {
      const properties = property(node, 'properties');
      if (node.kind !== 'object' || properties?.value.kind !== 'object' || closing.some((keyword) => property(node, keyword))) continue;
      yield {
        at: properties.key,
        message: 'This object takes any further field. Add `additionalProperties: false` if these are all.',
        why: 'A misspelt optional field is otherwise taken for a further one, and nobody notices.',
        fixes: [insertFix(tree, 'unsafe', node, 'additionalProperties', false, property(node, 'type') ? 'type' : undefined)],
      };
    }
  },
});

/** Keywords that close the object, say what else may stand in it, or make it a part of a larger one. */
const closing = [
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'allOf',
  'anyOf',
  'oneOf',
  '$ref',
  'if',
  'maxProperties',
];

/** The schema and those of its fields and items; branches are left out, since closing one of them breaks the whole. */
function* schemasIn(node: Node): Iterable<Node> {
  yield node;
  for (const keyword of ['properties', '$defs']) {
    const named = property(node, keyword)?.value;
    if (named?.kind === 'object') for (const { value } of named.properties) yield* schemasIn(value);
  }
  const items = property(node, 'items')?.value;
  if (items) yield* schemasIn(items);
}
