import type { Problem } from '../schema.ts';
import { count, describe, name, shorten, spell, subjectOf } from './words.ts';

/** The sentences of keywords that compare the value with one other value. */
export const limitSentences: Readonly<Record<string, (problem: Problem) => string>> = {
  minimum: (problem) => `${subjectOf(problem)} must be at least ${wanted(problem)}; this is ${spell(problem.node)}.`,
  maximum: (problem) => `${subjectOf(problem)} must be at most ${wanted(problem)}; this is ${spell(problem.node)}.`,
  exclusiveMinimum: (problem) => `${subjectOf(problem)} must be more than ${wanted(problem)}; this is ${spell(problem.node)}.`,
  exclusiveMaximum: (problem) => `${subjectOf(problem)} must be less than ${wanted(problem)}; this is ${spell(problem.node)}.`,
  multipleOf: (problem) => `${subjectOf(problem)} must be a multiple of ${wanted(problem)}; this is ${spell(problem.node)}.`,
  minLength: (problem) =>
    size(problem) === 0
      ? `${subjectOf(problem)} must not be empty${limitOf(problem) > 1 ? `, but have at least ${characters(limitOf(problem))}` : ''}.`
      : `${subjectOf(problem)} must have at least ${characters(limitOf(problem))}; ${describe(problem.node)} has ${size(problem)}.`,
  maxLength: (problem) => `${subjectOf(problem)} must have at most ${characters(limitOf(problem))}; ${describe(problem.node)} has ${size(problem)}.`,
  pattern: (problem) =>
    `${subjectOf(problem)} must match \`${shorten(problem.expected?.kind === 'string' ? problem.expected.value : '', 60)}\`; this is ${spell(problem.node)}.`,
  minItems: (problem) =>
    size(problem) === 0 && limitOf(problem) === 1
      ? `${subjectOf(problem)} must not be empty.`
      : `${subjectOf(problem)} must have at least ${count(limitOf(problem), 'item')}; it has ${size(problem)}.`,
  maxItems: (problem) => `${subjectOf(problem)} must have at most ${count(limitOf(problem), 'item')}; it has ${size(problem)}.`,
  minProperties: (problem) => `${subjectOf(problem)} must have at least ${properties(limitOf(problem))}; it has ${size(problem)}.`,
  maxProperties: (problem) => `${subjectOf(problem)} must have at most ${properties(limitOf(problem))}; it has ${size(problem)}.`,
  minContains: (problem) => `${subjectOf(problem)} must have at least ${count(limitOf(problem), 'item')} of the kind that \`contains\` asks for.`,
  maxContains: (problem) => `${subjectOf(problem)} must have at most ${count(limitOf(problem), 'item')} of the kind that \`contains\` asks for.`,
  contains: (problem) => `${subjectOf(problem)} must have an item of the kind that \`contains\` asks for; it has none.`,
  uniqueItems: (problem) => `${subjectOf(problem)} repeats an earlier one, and each may stand there only once: ${spell(problem.node)}. Remove it.`,
  format: explainFormat,
};

const forms: Readonly<Record<string, string>> = {
  'date-time': 'a date and time such as 2026-01-07T10:00:00Z',
  date: 'a date such as 2026-01-07',
  time: 'a time with its zone such as 10:00:00Z',
  duration: 'a duration such as P1DT2H',
  email: 'an e-mail address',
  'idn-email': 'an e-mail address',
  hostname: 'a host name such as example.com',
  'idn-hostname': 'a host name such as example.com',
  ipv4: 'an IPv4 address such as 192.0.2.1',
  ipv6: 'an IPv6 address such as 2001:db8::1',
  uri: 'a URI with its scheme, such as https://example.com/orders/1',
  'uri-reference': 'a URI or a path, such as /shop/orders',
  iri: 'a URI with its scheme, such as https://example.com/orders/1',
  'iri-reference': 'a URI or a path, such as /shop/orders',
  'uri-template': 'a URI template such as /orders/{orderId}',
  uuid: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000',
  'json-pointer': 'a JSON Pointer such as /data/orderId',
  'relative-json-pointer': 'a relative JSON Pointer such as 1/orderId',
  regex: 'a regular expression',
};

function explainFormat(problem: Problem): string {
  const format = problem.expected?.kind === 'string' ? problem.expected.value : '';
  const text = problem.node.kind === 'string' ? problem.node.value : '';
  const must = `${subjectOf(problem)} must be ${forms[format] ?? name(format)}; this is ${spell(problem.node)}.`;
  const hint = format === 'date-time' ? dateTimeHint(text) : undefined;
  return hint ? `${must} ${hint}` : must;
}

function dateTimeHint(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'The time of day is missing.';
  if (/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)) return 'The zone is missing: Z, or an offset such as +02:00.';
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)) return 'Between date and time stands a T.';
  return /^\d{4}-\d\d-\d\dT/.test(text) ? 'There is no such day or time.' : undefined;
}

const wanted = ({ expected }: Problem): string => (expected ? spell(expected) : '');

const limitOf = ({ expected }: Problem): number => (expected?.kind === 'number' ? expected.value : 0);

const characters = (number: number): string => count(number, 'character');

const properties = (number: number): string => count(number, 'property', 'properties');

function size({ node }: Problem): number {
  if (node.kind === 'string') return [...node.value].length;
  if (node.kind === 'array') return node.items.length;
  return node.kind === 'object' ? new Set(node.properties.map(({ key }) => key.value)).size : 0;
}
