import type { Fix } from '../../model/finding.ts';
import { explain, fixFor } from '../../schema/explain.ts';
import { defaultSteps, type Problem } from '../../schema/schema.ts';
import { property, textOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { insertFix, removeFix, renameFix, replaceFix } from '../fixes.ts';
import { defineRule, type Report, type SampleSubject } from '../rule.ts';

export const sampleMismatch = defineRule({
  id: 'type-safe/sample-mismatch',
  property: 'type-safe',
  on: 'sample',
  severity: 'error',
  since: '0.1.0',
  summary: 'A sample does not fit its definition.',
  *check(subject) {
    const { sample, judge } = subject;
    if (!judge) return;
    yield* typeDisagrees(subject);
    const { schema, value, event } = judge;
    if (!schema) return;
    if (!value) {
      yield* dataMissing(subject);
      return;
    }
    for (const problem of schema.check(value.node, { steps: defaultSteps })) {
      const { at, message, why } = explain(problem, sample.tree);
      yield {
        at,
        message,
        why: why ?? `The definition of ${event.type ?? 'this event'} says so.`,
        related: [{ place: problem.schema, message: 'The definition asks for it here.' }],
        fixes: fixesFor(problem, sample.tree),
      };
    }
  },
});

function* typeDisagrees({ sample, judge }: SampleSubject): Iterable<Report> {
  const type = textOf(sample.roles.type);
  if (judge?.by !== 'listed' || !sample.roles.type || type === undefined || judge.event.type === undefined || type === judge.event.type) return;
  yield {
    at: sample.roles.type,
    message: `This sample is listed by the definition of ${judge.event.type}, but its type is ${type}.`,
    why: 'It is checked against the definition that lists it. Correct the type, or list it elsewhere.',
    related: [{ place: judge.event.place, message: `The definition of ${judge.event.type}.` }],
    fixes: [replaceFix(sample.tree, 'unsafe', sample.roles.type, judge.event.type)],
  };
}

/** An event may be without data, unless its definition has fields that must be there. */
function* dataMissing({ sample, judge }: SampleSubject): Iterable<Report> {
  const { node } = sample;
  if (judge?.event.describes !== 'data' || node.kind !== 'object' || ['data_base64', 'dataref'].some((name) => property(node, name))) return;
  const required = judge.schema?.fields().find((field) => field.required && !field.path.includes('/'));
  if (!required) return;
  yield {
    at: sample.roles.type ?? node.properties[0]?.key ?? node,
    message: `\`data\` is missing: the definition of ${judge.event.type ?? 'this event'} requires \`${required.name}\` in it.`,
    related: [{ place: required.place, message: `\`${required.name}\` is defined here.`, key: true }],
  };
}
