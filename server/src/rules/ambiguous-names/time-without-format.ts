import type { EventDefinition } from '../../model/event-definition.ts';
import type { Field } from '../../model/field.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { property } from '../../syntax/node.ts';
import { formats } from '../../text/formats.ts';
import { insertFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { valuesOf } from '../sample-values.ts';
import { wordsOf } from '../words.ts';

export const timeWithoutFormat = defineRule({
  id: 'ambiguous-names/time-without-format',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A field that is named like a time is plain text without a format.',
  *check({ definition, field, node }, { snapshot }) {
    if (field.types.filter((type) => type !== 'null').join() !== 'string' || node.kind !== 'object') return;
    if (field.format !== undefined || field.enum || field.hasConst || toldOtherwise.some((keyword) => property(node, keyword))) return;
    const format = formatOf(field.name);
    if (!format) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${field.name}\` is named like a ${format === 'date' ? 'date' : 'time'}, but any text fits. Add \`format: ${format}\`.`,
      why: 'Without a format one sender writes 07/01/2026, another 2026-01-07T10:00:00Z, and both are right.',
      // Where a sample holds something else, the format would only move the finding there.
      fixes: isKept(format, field, definition, snapshot) ? [insertFix(definition.tree, 'unsafe', node, 'format', format, 'type')] : [],
    };
  },
});

const isKept = (format: 'date' | 'date-time', field: Field, definition: EventDefinition, snapshot: Snapshot): boolean =>
  valuesOf(field, definition, snapshot).every((node) => node.kind !== 'string' || formats.get(format)?.(node.value) === true);

const toldOtherwise = ['pattern', '$ref', 'allOf', 'anyOf', 'oneOf', 'contentEncoding'];

/** The format that a name promises. */
export function formatOf(name: string): 'date' | 'date-time' | undefined {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (last === 'date' || last === 'day' || last === 'birthday') return words.length > 1 || last !== 'day' ? 'date' : undefined;
  if (last === 'on' && words.length > 1 && /ed$/.test(words.at(-2) ?? '') && !notTimes.has(words.at(-2) ?? '')) return 'date';
  if (last === 'at' && words.length > 1 && !notTimes.has(words.at(-2) ?? '')) return 'date-time';
  return ['timestamp', 'datetime', 'time'].includes(last) && !['run', 'life', 'real', 'elapsed', 'response', 'lead'].includes(words.at(-2) ?? '')
    ? 'date-time'
    : undefined;
}

/** `basedOn`, `lookedAt`: what stands before is no moment. */
const notTimes = new Set(['based', 'depended', 'hosted', 'located', 'looked', 'clicked', 'pointed', 'focused', 'targeted', 'aimed', 'look', 'point']);
