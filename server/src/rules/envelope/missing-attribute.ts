import type { Attribute } from '../../envelopes/envelope.ts';
import type { ObjectNode } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { insertFix } from '../fixes.ts';
import { lastToken, parentPointer } from '../pointers.ts';
import { defineRule, type RuleContext, type SampleSubject } from '../rule.ts';
import { knownAttributes, presentAttributes } from './attributes.ts';

export const missingAttribute = defineRule({
  id: 'envelope/missing-attribute',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'An attribute that the envelope or the definition requires is absent.',
  *check(subject, context) {
    const { sample, envelope, judge } = subject;
    // A sample inside a definition writes only what differs; the rest is filled in when it is sent.
    if (!envelope || sample.partial || sample.node.kind !== 'object') return;
    const present = presentAttributes(subject, context);
    const there = new Set(
      present.filter(({ value }) => value.kind !== 'null').map(({ attribute, nearMiss }) => attribute?.pointer ?? `/${nearMiss?.name}`),
    );
    for (const attribute of knownAttributes(subject, context)) {
      if (!attribute.required || there.has(attribute.pointer)) continue;
      const holder = at(sample.node, parentPointer(attribute.pointer));
      if (holder?.kind !== 'object') continue;
      const unset = present.find((candidate) => candidate.attribute === attribute || candidate.attribute?.pointer === attribute.pointer);
      const by = attribute.declaredAt ? `the definition of ${judge?.event.type ?? 'this event'}` : envelope.title;
      const value = unset ? undefined : generated(attribute, subject, context);
      yield {
        at: unset?.property.key ?? holder.properties[0]?.key ?? holder,
        message: unset
          ? `\`${attribute.name}\` is null, which means that it is not set, but ${by} requires it. Give it a value.`
          : `\`${attribute.name}\` is missing: ${by} requires it.`,
        ...(attribute.description !== '' && { why: attribute.description }),
        ...(attribute.declaredAt && { related: [{ place: attribute.declaredAt, message: 'Required here.' }] }),
        ...(value !== undefined && { fixes: [insertFix(sample.tree, 'unsafe', holder, attribute.name, value, before(holder, attribute, subject))] }),
      };
    }
  },
});

/** A plausible value; nothing where only a person can know. */
function generated({ generate, type, example }: Attribute, { judge }: SampleSubject, context: RuleContext): unknown {
  if (typeof generate === 'object') return generate.value;
  switch (generate) {
    case 'id':
      return context.newId();
    case 'now':
      return `${context.today}T00:00:00Z`;
    case 'type':
      return judge?.event.type;
    case 'source': {
      const { source, type: event } = judge?.event ?? {};
      if (source !== undefined && !source.includes('*')) return source;
      const parts = event?.split('.') ?? [];
      return parts.length > 2 ? `/${parts.slice(1, -1).join('/')}` : undefined;
    }
    case 'data':
      return {};
    default:
      return type === 'String' ? (example ?? 'TODO') : undefined;
  }
}

/** The attribute to stand behind: the nearest one before it, in the order of the specification, that is present. */
function before(holder: ObjectNode, attribute: Attribute, { envelope }: SampleSubject): string | undefined {
  const order = (envelope?.attributes ?? []).filter(({ pointer }) => parentPointer(pointer) === parentPointer(attribute.pointer));
  const index = order.findIndex(({ pointer }) => pointer === attribute.pointer);
  const names = new Set(holder.properties.map(({ key }) => key.value));
  const earlier = order
    .slice(0, index < 0 ? order.length : index)
    .map(({ pointer }) => lastToken(pointer) ?? '')
    .filter((name) => names.has(name));
  return earlier.findLast((name) => name !== 'data' && name !== 'data_base64');
}
