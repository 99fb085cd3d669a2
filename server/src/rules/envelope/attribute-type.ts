import { anyValueFault, valueFault } from '../../envelopes/attribute-value.ts';
import type { Attribute } from '../../envelopes/envelope.ts';
import { type BooleanNode, get, type Node, type NumberNode, property, toValue } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { insertProperty, removeProperty } from '../../refactor/index.ts';
import { fixIn, quoteFix } from '../fixes.ts';
import { keepsItsNumbers } from './exact.ts';
import type { Fix } from '../../model/finding.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { isTextual, misreadByYaml, type Present, presentAttributes, takesExtensions } from './attributes.ts';

export const attributeType = defineRule({
  id: 'envelope/attribute-type',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'An attribute has a value that no attribute, or not this one, may have.',
  *check(subject, context) {
    for (const present of presentAttributes(subject, context)) {
      const { attribute, nearMiss, name, value } = present;
      if (nearMiss || attribute?.type === 'Binary' || subject.envelopeSchema || misreadByYaml(subject, present)) continue;
      // What is documented beside the specification has a rule of its own.
      if (attribute?.kind === 'extension' && value.kind !== 'object' && value.kind !== 'array') continue;
      const fault =
        attribute && attribute.type !== 'JSON' ? valueFault(attribute, value) : attribute?.kind === 'core' ? undefined : anyValueFault(value);
      if (fault?.kind !== 'type') continue;
      yield {
        at: value,
        message: `\`${name}\` ${fault.says}.${fault.advice ? ` ${fault.advice}` : ''}`,
        ...(attribute?.severity && { severity: attribute.severity }),
        why:
          attribute && subject.envelope && !takesExtensions(subject.envelope)
            ? `${subject.envelope.title} has it so: ${attribute.description}`
            : 'Attributes travel in headers and are compared by routers: only single values of the types of CloudEvents survive that.',
        fixes: fixesFor(subject, present, value),
      };
    }
  },
});

function fixesFor(subject: SampleSubject, { attribute, name }: Present, value: Node): readonly Fix[] {
  const { tree, node } = subject.sample;
  if (value.kind === 'number' || value.kind === 'boolean')
    return !attribute || fitsInQuotes(attribute, value, tree) ? [quoteFix(tree, 'unsafe', value)] : [];
  const data = get(node, 'data');
  if ((value.kind !== 'object' && value.kind !== 'array') || attribute || !subject.envelope || !takesExtensions(subject.envelope)) return [];
  if (node.kind !== 'object' || data?.kind !== 'object' || property(data, name) || !keepsItsNumbers(value)) return [];
  return [
    fixIn(tree, 'Move it into the data', 'unsafe', () => [...removeProperty(tree, node, name), ...insertProperty(tree, data, name, toValue(value))]),
  ];
}

/** Whether the attribute may have what is written there as a text: a number in quotes is still no time. */
function fitsInQuotes(attribute: Attribute, value: NumberNode | BooleanNode, tree: Tree): boolean {
  const { start, end } = tree.span(value);
  const text = tree.source.text.slice(start, end);
  if (!isTextual(attribute) || (attribute.values && !attribute.values.includes(text))) return false;
  return valueFault(attribute, { ...value, kind: 'string', value: text, style: 'double' }) === undefined;
}
