import { valueFault } from '../../envelopes/attribute-value.ts';
import type { Fix } from '../../model/finding.ts';
import type { Node } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { parentPointer } from '../pointers.ts';
import { quoteFix, removeFix, replaceFix } from '../fixes.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { isTextual, type KnownAttribute, misreadByYaml, presentAttributes } from './attributes.ts';

export const knownExtension = defineRule({
  id: 'envelope/known-extension',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'A documented extension, or one that the definition declares, has another type than it should.',
  *check(subject, context) {
    for (const present of presentAttributes(subject, context)) {
      const { attribute, name, value } = present;
      if (attribute?.kind !== 'extension' || value.kind === 'object' || value.kind === 'array' || misreadByYaml(subject, present)) continue;
      const fault = valueFault(attribute, value);
      if (!fault) continue;
      const place = attribute.declaredAt;
      yield {
        at: value,
        message: `\`${name}\` ${fault.says}.${fault.advice ? ` ${fault.advice}` : ''}`,
        why: place
          ? 'The definition of this event gives the attribute that type.'
          : `\`${name}\` is documented beside CloudEvents as ${attribute.type}: ${attribute.description}`,
        ...(place && { related: [{ place, message: 'Declared here.' }] }),
        fixes: fixesFor(subject, attribute, value),
      };
    }
  },
});

function fixesFor({ sample: { tree, node } }: SampleSubject, attribute: KnownAttribute, value: Node): readonly Fix[] {
  const holder = at(node, parentPointer(attribute.pointer));
  if (isTextual(attribute)) {
    if (value.kind === 'number' || value.kind === 'boolean') return [quoteFix(tree, 'unsafe', value)];
    return value.kind === 'string' && value.value === '' && holder?.kind === 'object' ? [removeFix(tree, 'unsafe', holder, attribute.name)] : [];
  }
  // In a header there are no quotes to take away.
  if (value.kind !== 'string' || tree.syntax === 'http') return [];
  const converted = attribute.type === 'Integer' ? wholeNumber(value.value) : attribute.type === 'Boolean' ? truth(value.value) : undefined;
  if (converted === undefined || (typeof converted === 'number' && converted < (attribute.minimum ?? -2147483648))) return [];
  return [replaceFix(tree, 'unsafe', value, converted, `Take the quotes away: ${converted}`)];
}

const wholeNumber = (text: string): number | undefined => (/^-?(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined);

const truth = (text: string): boolean | undefined => (text === 'true' ? true : text === 'false' ? false : undefined);
