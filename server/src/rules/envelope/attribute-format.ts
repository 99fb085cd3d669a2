import { valueFault } from '../../envelopes/attribute-value.ts';
import type { Fix } from '../../model/finding.ts';
import type { StringNode } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { isDateTime, isUri, isUriReference } from '../../text/formats.ts';
import { removeFix, replaceFix } from '../fixes.ts';
import { parentPointer } from '../pointers.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { asWritten, type Present, presentAttributes } from './attributes.ts';

export const attributeFormat = defineRule({
  id: 'envelope/attribute-format',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'An attribute is empty, or is not written as the envelope wants it.',
  *check(subject, context) {
    for (const present of presentAttributes(subject, context)) {
      const { attribute, name, value } = present;
      if (attribute?.kind !== 'core' || attribute.type === 'Binary' || value.kind !== 'string' || subject.envelopeSchema) continue;
      // Versions have a rule of their own.
      if (attribute.pointer === subject.envelope?.version) continue;
      const fault = valueFault(attribute, value);
      if (fault?.kind !== 'format') continue;
      yield {
        at: value,
        ...(attribute.severity && { severity: attribute.severity }),
        message: `\`${name}\` ${fault.says}.${fault.advice ? ` ${fault.advice}` : ''}`,
        fixes: fixesFor(subject, present, value),
      };
    }
  },
});

function fixesFor({ sample, envelope }: SampleSubject, { attribute, property }: Present, value: StringNode): readonly Fix[] {
  const { tree, node } = sample;
  const holder = attribute && at(node, parentPointer(attribute.pointer));
  const removal = holder?.kind === 'object' && !attribute?.required ? [removeFix(tree, 'unsafe', holder, property.key.value)] : [];
  const better = value.value === '' ? undefined : rewritten(attribute?.type, value.value);
  if (better === undefined || !envelope || !attribute) return removal;
  return [replaceFix(tree, 'unsafe', value, asWritten(envelope, attribute.pointer, better)), ...removal];
}

/** The same in the form that is wanted, where the text leaves no doubt about it but its zone. */
function rewritten(type: string | undefined, text: string): string | undefined {
  if (type === 'Timestamp') {
    const parts = /^(\d{4}-\d\d-\d\d)(?:[Tt _](\d\d:\d\d)(:\d\d(?:[.,]\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim());
    if (!parts) return undefined;
    const [, day, minutes = '00:00', seconds = ':00', zone = 'Z'] = parts;
    const offset = zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
    const made = `${day}T${minutes}${seconds.replace(',', '.')}${offset}`;
    return isDateTime(made) ? made : undefined;
  }
  if (type === 'URI' || type === 'URI-reference') {
    const made = text.trim().replace(/[\s"<>\\^`{|}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
    return (type === 'URI' ? isUri(made) : isUriReference(made)) ? made : undefined;
  }
  return undefined;
}
