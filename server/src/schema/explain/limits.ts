import { get, type Node, textOf } from '../../syntax/node.ts';
import type { Problem } from '../schema.ts';
import { formWords, type WhyNot, whyNot } from './formats.ts';
import { meaningOf, whyNotMatched } from './patterns.ts';
import { relativeClause } from './schema-words.ts';
import { count, describe, name, shorten, spell, subjectOf } from './words.ts';

/** The sentences of keywords that compare the value with one other value. */
export const limitSentences: Readonly<Record<string, (problem: Problem) => string>> = {
  minimum: (problem) => `${subjectOf(problem)} must be at least ${wanted(problem)}; this is ${spell(problem.node)}.`,
  maximum: (problem) => `${subjectOf(problem)} must be at most ${wanted(problem)}; this is ${spell(problem.node)}.`,
  exclusiveMinimum: (problem) => `${subjectOf(problem)} must be more than ${wanted(problem)}; this is ${spell(problem.node)}.`,
  exclusiveMaximum: (problem) => `${subjectOf(problem)} must be less than ${wanted(problem)}; this is ${spell(problem.node)}.`,
  multipleOf: explainMultiple,
  minLength: (problem) =>
    size(problem) === 0
      ? `${subjectOf(problem)} must not be empty${limitOf(problem) > 1 ? `, but have ${bound(problem, 'maxLength', 'at least')} ${characters(limitOf(problem))}` : ''}.`
      : `${subjectOf(problem)} must have ${bound(problem, 'maxLength', 'at least')} ${characters(limitOf(problem))}; ${describe(problem.node)} has ${size(problem)}.`,
  maxLength: (problem) =>
    `${subjectOf(problem)} must have ${bound(problem, 'minLength', 'at most')} ${characters(limitOf(problem))}; ${describe(problem.node)} has ${size(problem)}.`,
  pattern: explainPattern,
  minItems: (problem) =>
    size(problem) === 0 && limitOf(problem) === 1
      ? `${subjectOf(problem)} must not be empty.`
      : `${subjectOf(problem)} must have ${bound(problem, 'maxItems', 'at least')} ${count(limitOf(problem), 'item')}; it has ${size(problem)}.`,
  maxItems: (problem) =>
    `${subjectOf(problem)} must have ${bound(problem, 'minItems', 'at most')} ${count(limitOf(problem), 'item')}; it has ${size(problem)}.`,
  minProperties: (problem) => `${subjectOf(problem)} must have at least ${properties(limitOf(problem))}; it has ${size(problem)}.`,
  maxProperties: (problem) => `${subjectOf(problem)} must have at most ${properties(limitOf(problem))}; it has ${size(problem)}.`,
  minContains: (problem) =>
    `${subjectOf(problem)} must have at least ${count(limitOf(problem), 'item')} ${contained(problem, limitOf(problem) > 1)}.`,
  maxContains: (problem) => `${subjectOf(problem)} must have at most ${count(limitOf(problem), 'item')} ${contained(problem, limitOf(problem) > 1)}.`,
  contains: (problem) => `${subjectOf(problem)} must have an item ${contained(problem)}; it has none.`,
  uniqueItems: ({ matched, ...problem }) =>
    `${subjectOf(problem)} is the same as item ${(matched?.[0] ?? 0) + 1}, and each may stand there only once${isScalar(problem.node) ? `: ${spell(problem.node)}` : ''}. Remove it.`,
  format: explainFormat,
};

function explainFormat(problem: Problem): string {
  const format = problem.expected?.kind === 'string' ? problem.expected.value : '';
  const text = textOf(problem.node) ?? '';
  const why = text === '' ? { hint: 'Where there is no value, leave it out.' } : whyNot(format, text);
  return `${subjectOf(problem)} must be ${formWords[format] ?? name(format)}; this is ${spellText(problem.node)}.${why ? ` ${mendOf(why)}` : ''}`;
}

function explainPattern(problem: Problem): string {
  const pattern = textOf(problem.expected) ?? '';
  const meaning = meaningOf(pattern);
  const why = whyNotMatched(pattern, textOf(problem.node) ?? '');
  const must = meaning === undefined ? `match \`${shorten(pattern, 60)}\`` : `${meaning} (\`${shorten(pattern, 60)}\`)`;
  return `${subjectOf(problem)} must ${must}; this is ${spellText(problem.node)}.${why ? ` ${mendOf(why)}` : ''}`;
}

const mendOf = ({ hint, write }: WhyNot): string => (write === undefined ? hint : `${hint.replace(/\.$/, '')}: ${shorten(write, 60)}.`);

/** `multipleOf: 0.01` is how schemas ask for a number of decimal places. */
function explainMultiple(problem: Problem): string {
  const step = wanted(problem);
  const places = step === '1' ? 0 : /^0\.(0*1)$/.exec(step)?.[1]?.length;
  const is = `this is ${spell(problem.node)}`;
  if (places === undefined) return `${subjectOf(problem)} must be a multiple of ${step}; ${is}.`;
  return `${subjectOf(problem)} must ${places === 0 ? 'be a whole number' : `have at most ${count(places, 'decimal place')}`}; ${is}.`;
}

/** How a limit is spoken of: `exactly` where its counterpart says the same. */
function bound({ within, expected }: Problem, counterpart: string, otherwise: string): string {
  const other = get(within, counterpart);
  return other?.kind === 'number' && expected?.kind === 'number' && other.value === expected.value ? 'exactly' : otherwise;
}

const contained = ({ within }: Problem, many = false): string =>
  relativeClause(get(within, 'contains'), many) ?? 'of the kind that `contains` asks for';

const isScalar = ({ kind }: Node): boolean => kind !== 'object' && kind !== 'array';

/** What a text is, an empty one in words. */
const spellText = (node: Node): string => (textOf(node) === '' ? 'an empty text' : spell(node));

const wanted = ({ expected }: Problem): string => (expected ? spell(expected) : '');

const limitOf = ({ expected }: Problem): number => (expected?.kind === 'number' ? expected.value : 0);

const characters = (number: number): string => count(number, 'character');

const properties = (number: number): string => count(number, 'property', 'properties');

function size({ node }: Problem): number {
  if (node.kind === 'string') return [...node.value].length;
  if (node.kind === 'array') return node.items.length;
  return node.kind === 'object' ? new Set(node.properties.map(({ key }) => key.value)).size : 0;
}
