import type { Attribute, Envelope } from '../../envelopes/envelope.ts';
import { otherPrefixes } from '../../envelopes/headers.ts';
import { pointersOf, typeAsWritten } from '../../envelopes/roles.ts';
import { type Node, type ObjectNode, property, textOf } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { insertFix } from '../fixes.ts';
import { lastToken, parentPointer } from '../pointers.ts';
import { defineRule, type RuleContext, type SampleSubject } from '../rule.ts';
import { asWritten, knownAttributes, presentAttributes } from './attributes.ts';

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
      present
        .filter(({ value }) => value.kind !== 'null')
        .map(({ attribute, nearMiss }) => attribute?.pointer ?? envelope.attributes.find(({ name }) => name === nearMiss?.name)?.pointer),
    );
    for (const attribute of knownAttributes(subject, context)) {
      if (!isRequired(attribute, sample.node) || there.has(attribute.pointer)) continue;
      const holder = at(sample.node, parentPointer(attribute.pointer));
      if (holder?.kind !== 'object' || isMisprefixed(envelope, holder, attribute)) continue;
      const unset = present.find((candidate) => candidate.attribute?.pointer === attribute.pointer);
      // Null is a value like others where an attribute may have any.
      if (unset && attribute.type === 'JSON') continue;
      const by = attribute.declaredAt ? `the definition of ${judge?.event.type ?? 'this event'}` : envelope.title;
      const value = unset ? undefined : generated(attribute, subject, context);
      yield {
        at: unset?.property.key ?? holder.properties[0]?.key ?? holder,
        message: unset
          ? `\`${attribute.name}\` is null, which means that it is not set, but ${by} requires it. Give it a value.`
          : `\`${attribute.name}\` is missing: ${by} requires it.`,
        ...(attribute.description !== '' && { why: attribute.description }),
        ...(attribute.declaredAt && { related: [{ place: attribute.declaredAt, message: 'Required here.' }] }),
        ...(value !== undefined && {
          fixes: [
            insertFix(
              sample.tree,
              'unsafe',
              holder,
              attribute.name,
              asWritten(envelope, attribute.pointer, value),
              before(holder, attribute, subject),
            ),
          ],
        }),
      };
    }
  },
});

/** Whether it is there under the prefix of another protocol, which `envelope/binary-mode-header` tells. */
function isMisprefixed({ members }: Envelope, holder: ObjectNode, { name }: Attribute): boolean {
  return members?.encoded === true && otherPrefixes.some((prefix) => property(holder, prefix + name.slice(members.prefix.length)) !== undefined);
}

function isRequired({ required, requiredWhen }: Attribute, event: Node): boolean {
  const value = requiredWhen && textOf(at(event, requiredWhen.pointer));
  return required || (value !== undefined && requiredWhen?.is.includes(value) === true);
}

/** A plausible value; nothing where only a person can know. */
function generated({ generate, type, example, values }: Attribute, { judge, envelope }: SampleSubject, context: RuleContext): unknown {
  if (typeof generate === 'object') return generate.value;
  switch (generate) {
    case 'id':
      return context.newId();
    case 'now':
      return `${context.today}T00:00:00Z`;
    case 'type':
      return envelope && judge?.event.type !== undefined ? typeAsWritten(envelope, judge.event.type, judge.event.version) : undefined;
    case 'source': {
      const { source, type: event } = judge?.event ?? {};
      if (source !== undefined && !source.includes('*')) return source;
      const parts = event?.split('.') ?? [];
      return parts.length > 2 ? `/${parts.slice(1, -1).join('/')}` : undefined;
    }
    case 'data':
      return {};
    default:
      return type === 'String' || type === 'Text' ? (example ?? values?.[0] ?? 'TODO') : undefined;
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
  const binary = new Set(order.flatMap(({ type, name }) => (type === 'Binary' ? [name] : [])));
  const data = new Set((envelope ? pointersOf(envelope, 'data') : []).map((pointer) => lastToken(pointer)));
  return earlier.findLast((name) => !data.has(name) && !binary.has(name));
}
