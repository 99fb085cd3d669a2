import { pointersOf } from '../../envelopes/roles.ts';
import { explain } from '../../schema/explain.ts';
import { mistakesOf } from '../../schema/explain/mistakes.ts';
import { defaultSteps } from '../../schema/schema.ts';
import { property, textOf } from '../../syntax/node.ts';
import { typeFix } from '../type-fix.ts';
import { lastToken } from '../pointers.ts';
import { defineRule, type Report, type SampleSubject } from '../rule.ts';
import { smallest } from '../smallest.ts';
import { typePlace } from '../type-places.ts';
import { mismatchFixes } from './mismatch-fixes.ts';

export const sampleMismatch = defineRule({
  id: 'type-safe/sample-mismatch',
  property: 'type-safe',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'A sample does not fit its definition.',
  *check(subject, context) {
    const { sample, judge } = subject;
    if (!judge) return;
    yield* typeDisagrees(subject);
    const { schema, value, event } = judge;
    if (!schema) return;
    if (!value) {
      yield* dataMissing(subject);
      return;
    }
    for (const problem of mistakesOf(schema.check(value.node, { steps: defaultSteps }))) {
      const { at: wrong, message, why, schema: place = problem.schema } = explain(problem, sample.tree);
      yield {
        at: smallest(wrong, sample.tree.documents[sample.place.document], value.pointer + problem.pointer),
        message,
        why: why ?? `The definition of ${event.type ?? 'this event'} says so.`,
        related: [{ place, message: 'The definition asks for it here.' }],
        fixes: mismatchFixes(problem, value.node, sample.tree, schema, context),
      };
    }
  },
});

function* typeDisagrees(subject: SampleSubject): Iterable<Report> {
  const { sample, judge } = subject;
  const type = textOf(sample.roles.type);
  if (judge?.by !== 'listed' || !sample.roles.type || type === undefined || judge.event.type === undefined || type === judge.event.type) return;
  yield {
    at: sample.roles.type,
    message: `This sample is listed by the definition of ${judge.event.type}, but its type is ${type}.`,
    why: 'It is checked against the definition that lists it. Correct the type, or list it elsewhere.',
    related: [{ place: typePlace(judge.event), message: `The definition of ${judge.event.type}.` }],
    fixes: typeFix(subject, judge.event.type),
  };
}

/** An event may be without data, unless its definition has fields that must be there. */
function* dataMissing({ sample, judge, envelope }: SampleSubject): Iterable<Report> {
  const { node } = sample;
  if (judge?.event.describes !== 'data' || node.kind !== 'object' || ['data_base64', 'dataref'].some((name) => property(node, name))) return;
  const required = judge.schema?.fields().find((field) => field.required && !field.path.includes('/'));
  if (!required) return;
  yield {
    at: sample.roles.type ?? node.properties[0]?.key ?? node,
    message: `\`${lastToken((envelope && pointersOf(envelope, 'data')[0]) ?? '/data')}\` is missing: the definition of ${judge.event.type ?? 'this event'} requires \`${required.name}\` in it.`,
    related: [{ place: required.place, message: `\`${required.name}\` is defined here.`, key: true }],
  };
}
