import type { EventDefinition } from '../../model/event-definition.ts';
import { hasMergeKey } from '../../syntax/node.ts';
import type { Field } from '../../model/field.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type InferredSchema, inferSchema } from '../../refactor/index.ts';
import { completeFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { valuesOf } from '../sample-values.ts';

export const untypedField = defineRule({
  id: 'type-safe/untyped-field',
  property: 'type-safe',
  on: 'field',
  severity: 'error',
  since: '0.1.0',
  summary: 'A field has no type.',
  *check({ definition, field, node }, { snapshot }) {
    if (field.types.length > 0 || field.enum || field.hasConst) return;
    if (node.kind === 'boolean' && !node.value) return;
    if (node.kind === 'object' && node.properties.some(({ key }) => tellTypes.has(key.value))) return;
    // What a merge key brings is a matter of the reader: `parseable/merge-key`.
    if (hasMergeKey(node)) return;
    const inferred = inferredFor(field, definition, snapshot);
    const type = inferred && [inferred.type].flat().join(' or ');
    const name = field.name === '[]' ? 'The items of this list have' : `\`${field.name}\` has`;
    yield {
      at: { place: field.place, key: field.name !== '[]' },
      ...(definition.format !== 'eventwright' && { severity: 'warning' as const }),
      message: `${name} no type, so any value fits. Say which it is${type === undefined ? '' : `: in the samples it is ${type}`}.`,
      why: 'A consumer cannot know what to expect, and a sender that changes the type breaks it unnoticed.',
      ...(inferred && { fixes: [completeFix(definition.tree, node, inferred)] }),
    };
  },
});

/** Keywords that tell the type by other means than `type`. */
const tellTypes = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'type']);

/** What the samples tell of it; nothing where all that they tell is that it may be null. */
function inferredFor(field: Field, definition: EventDefinition, snapshot: Snapshot): InferredSchema | undefined {
  const values = valuesOf(field, definition, snapshot);
  return values.some(({ kind }) => kind !== 'null') ? inferSchema(values) : undefined;
}
