import type { BaseType } from '../../model/field.ts';
import type { EventDefinition } from '../../model/event-definition.ts';
import { get, hasMergeKey, isInteger, type Node, type ObjectNode } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { insertFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const untypedField = defineRule({
  id: 'type-safe/untyped-field',
  property: 'type-safe',
  on: 'field',
  severity: 'error',
  since: '0.1.0',
  summary: 'A field has no type.',
  *check({ definition, field, node }) {
    if (field.types.length > 0 || field.enum || field.hasConst) return;
    if (node.kind === 'boolean' && !node.value) return;
    if (node.kind === 'object' && node.properties.some(({ key }) => tellTypes.has(key.value))) return;
    // What a merge key brings is a matter of the reader: `parseable/merge-key`.
    if (hasMergeKey(node)) return;
    const type = node.kind === 'object' ? typeInSamples(definition, field.path) : undefined;
    const name = field.name === '[]' ? 'The items of this list have' : `\`${field.name}\` has`;
    yield {
      at: { place: field.place, key: field.name !== '[]' },
      ...(definition.format !== 'eventwright' && { severity: 'warning' as const }),
      message: `${name} no type, so any value fits. Say which it is${type === undefined ? '' : `: in the samples it is ${type}`}.`,
      why: 'A consumer cannot know what to expect, and a sender that changes the type breaks it unnoticed.',
      ...(type !== undefined && { fixes: [insertFix(definition.tree, 'unsafe', node as ObjectNode, 'type', type)] }),
    };
  },
});

/** Keywords that tell the type by other means than `type`. */
const tellTypes = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'type']);

/** The type that all samples of the definition agree on, among those that are written out in it. */
function typeInSamples(definition: EventDefinition, path: string): BaseType | undefined {
  if (path.includes('[]')) return undefined;
  const types = new Set<BaseType>();
  for (const { node, reference } of definition.samples) {
    const value = reference === undefined ? at(get(node, 'data'), `/${path}`) : undefined;
    if (value) types.add(typeOf(value));
  }
  return types.size === 1 ? [...types][0] : undefined;
}

const typeOf = (node: Node): BaseType => (node.kind === 'number' && isInteger(node) ? 'integer' : node.kind);
