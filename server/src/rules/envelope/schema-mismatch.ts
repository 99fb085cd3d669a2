import { pointersOf } from '../../envelopes/roles.ts';
import { explain } from '../../schema/explain.ts';
import { defaultSteps, type Problem } from '../../schema/schema.ts';
import { child } from '../../syntax/pointer.ts';
import { defineRule, type SampleSubject } from '../rule.ts';
import { mismatchFixes } from '../type-safe/mismatch-fixes.ts';
import { smallest } from '../smallest.ts';
import { misreadByYaml, presentAttributes } from './attributes.ts';

export const schemaMismatch = defineRule({
  id: 'envelope/schema-mismatch',
  property: 'envelope',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: "A sample does not fit the schema of the team's own envelope.",
  *check(subject, context) {
    const { sample, envelope, envelopeSchema } = subject;
    if (!envelope || !envelopeSchema || sample.partial) return;
    const misread = new Set(presentAttributes(subject, context).flatMap((present) => (misreadByYaml(subject, present) ? [present.value] : [])));
    for (const problem of envelopeSchema.check(sample.node, { steps: defaultSteps })) {
      if (saidElsewhere(problem, subject) || misread.has(problem.node)) continue;
      const { at: wrong, message, why } = explain(problem, sample.tree);
      yield {
        at: smallest(wrong, sample.tree.documents[sample.place.document], sample.place.pointer + problem.pointer),
        message,
        why: why ?? `${envelope.title} has it so.`,
        related: [{ place: problem.schema, message: 'The envelope asks for it here.' }],
        fixes: mismatchFixes(problem, sample.node, sample.tree, envelopeSchema, context),
      };
    }
  },
});

/** A missing attribute is told as one, and what is inside the data is the definition's business where one judges it. */
function saidElsewhere({ keyword, pointer, property }: Problem, { envelope, judge }: SampleSubject): boolean {
  if (!envelope) return false;
  if (keyword === 'required' && property !== undefined) {
    const missing = child(pointer, property);
    return envelope.attributes.some((attribute) => attribute.required && attribute.pointer === missing);
  }
  return judge?.schema !== undefined && pointersOf(envelope, 'data').some((place) => pointer === place || pointer.startsWith(`${place}/`));
}
