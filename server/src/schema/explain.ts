import { get, type Node, property, type StringNode, textsOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { didYouMean } from '../text/similar.ts';
import { limitSentences } from './explain/limits.ts';
import { explainType, wantedTypes } from './explain/type.ts';
import { count, describe, either, name, placeOf, shorten, spell, subjectOf } from './explain/words.ts';
import type { Problem } from './schema.ts';

/** A problem in the words that a person uses. */
export interface Explanation {
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
  readonly why?: string;
  /** The smallest thing that is wrong: the value, or the key where `key` is set. */
  readonly at: Node | StringNode;
  readonly key?: boolean;
  /** What was most likely meant: a name, or a value as JSON writes it. */
  readonly suggestion?: string;
}

/** Says what is wrong with a value. `tree` is the one that the value stands in; it tells how things are spelled there. */
export function explain(problem: Problem, tree?: Tree): Explanation {
  const limit = limitSentences[problem.keyword];
  if (limit) return { at: problem.node, message: limit(problem) };
  return (sentences[problem.keyword] ?? otherwise)(problem, tree);
}

type Sentence = (problem: Problem, tree: Tree | undefined) => Explanation;

const sentences: Readonly<Record<string, Sentence>> = {
  type: explainType,
  enum: (problem) => notAmong(problem, problem.expected?.kind === 'array' ? problem.expected.items : []),
  const: explainConst,
  required: (problem) => ({ at: problem.node, message: `${name(problem.property ?? '')} is missing${placeOf(problem)}.` }),
  dependentRequired: explainDependency,
  dependencies: explainDependency,
  additionalProperties: unknownName,
  unevaluatedProperties: unknownName,
  propertyNames: explainName,
  false: (problem) => ({ at: problem.node, message: `${subjectOf(problem)} is not allowed here. Remove it.` }),
  items: tooMany,
  additionalItems: tooMany,
  unevaluatedItems: tooMany,
  not: explainNot,
  anyOf: explainBranches,
  oneOf: explainBranches,
  unresolved: ({ node, expected }) => ({
    at: node,
    message: `This was not checked as a whole, because the schema's reference ${expected ? spell(expected) : ''} leads nowhere.`,
  }),
  budget: ({ node }) => ({
    at: node,
    message: 'This was not checked as a whole, because it takes too many steps. Make the value smaller, or the schema simpler.',
  }),
};

const otherwise: Sentence = (problem) => ({ at: problem.node, message: `${subjectOf(problem)} does not fit \`${problem.keyword}\` of the schema.` });

function notAmong(problem: Problem, values: readonly Node[]): Explanation {
  const { node } = problem;
  const meant = nearValue(node, values);
  const only = values.length === 1 ? values[0] : undefined;
  const listed = values.slice(0, 8).map((value) => (value.kind === 'string' && node.kind === 'string' ? shorten(value.value) : spell(value)));
  const more = values.length > listed.length ? ` and ${values.length - listed.length} more` : '';
  const what = node.kind === 'null' && node.absent ? `${subjectOf(problem)} has no value; it must be` : `${spell(node)} is not`;
  const message = only ? `${subjectOf(problem)} must be ${spell(only)}; this is ${describe(node)}.` : `${what} one of: ${listed.join(', ')}${more}.`;
  if (!meant) return { at: node, message };
  return {
    at: node,
    message: only ? message : `${message} Did you mean ${spell(meant)}?`,
    suggestion: meant.kind === 'string' ? meant.value : spell(meant),
  };
}

/** The listed value that was most likely meant: written alike but for its type, or nearly alike. */
export function nearValue(node: Node, values: readonly Node[]): Node | undefined {
  if (node.kind === 'array' || node.kind === 'object' || (node.kind === 'null' && node.absent)) return undefined;
  const plain = (value: Node): string => (value.kind === 'string' ? value.value : spell(value));
  const alike = values.find((value) => plain(value).toLowerCase() === plain(node).toLowerCase());
  if (alike) return alike;
  if (values.length === 1) return values[0];
  const texts = values.filter((value) => value.kind === 'string');
  const near =
    node.kind === 'string'
      ? didYouMean(
          node.value,
          texts.map(({ value }) => value),
        )
      : undefined;
  return near === undefined ? undefined : texts.find(({ value }) => value === near);
}

function explainConst(problem: Problem): Explanation {
  const { expected, node } = problem;
  if (expected && expected.kind !== 'array' && expected.kind !== 'object') return notAmong(problem, [expected]);
  return { at: node, message: `${subjectOf(problem)} must be just what \`const\` of the schema says.` };
}

function explainDependency(problem: Problem): Explanation {
  const { expected, node, property: missing = '' } = problem;
  const asks = (names: Node): boolean => textsOf(names).some(({ value }) => value === missing);
  const cause = expected?.kind === 'object' ? expected.properties.find(({ key, value }) => asks(value) && property(node, key.value)) : undefined;
  const because = cause ? `, and ${name(cause.key.value)} needs it` : '';
  return { at: node, message: `${name(missing)} is missing${placeOf(problem)}${because}.` };
}

function unknownName(problem: Problem): Explanation {
  const { property: wrong = '', known = [], node, key } = problem;
  const at = key ? { at: key, key: true } : { at: node };
  const meant = didYouMean(wrong, known);
  const not = `${name(wrong)} is not known ${placeOf(problem, 1).trim() || 'here'}.`;
  if (meant) return { ...at, message: `${not} Did you mean ${name(meant)}?`, suggestion: meant };
  if (known.length === 0) return { ...at, message: `${not} Remove it, or add it to the schema.` };
  const names = known.slice(0, 6).map(name);
  return { ...at, message: `${not} What may stand here besides: ${names.join(', ')}${known.length > 6 ? ` and ${known.length - 6} more` : ''}.` };
}

function explainName(problem: Problem, tree: Tree | undefined): Explanation {
  const { property: wrong = '', known = [], node, key, branch = [] } = problem;
  const at = key ? { at: key, key: true } : { at: node };
  const meant = didYouMean(wrong, known);
  if (meant) return { ...at, message: `${name(wrong)} is not a name that may stand here. Did you mean ${name(meant)}?`, suggestion: meant };
  const [first] = branch;
  const inner = first && explain(first, tree).message;
  const told = inner?.startsWith(subjectOf(problem)) ? inner.slice(subjectOf(problem).length).replace(/;.*$/, '.') : undefined;
  return { ...at, message: told ? `The name ${name(wrong)}${told}` : `${name(wrong)} is not a name that may stand here.${inner ? ` ${inner}` : ''}` };
}

function tooMany(problem: Problem): Explanation {
  return { at: problem.node, message: `${subjectOf(problem)} is one too many: no item may stand here. Remove it.` };
}

function explainNot(problem: Problem): Explanation {
  const { node, expected } = problem;
  const names = textsOf(get(expected, 'required')).map(({ value }) => name(value));
  if (names.length > 0) {
    const together = names.length === 1 ? `must not have ${names[0]}` : `must not have ${names.slice(0, -1).join(', ')} and ${names.at(-1)} together`;
    return { at: node, message: `${subjectOf(problem)} ${together}.` };
  }
  const types = textsOf(get(expected, 'type'));
  if (get(expected, 'const') || get(expected, 'enum')) return { at: node, message: `${subjectOf(problem)} must not be ${spell(node)}.` };
  if (types.length > 0 && expected?.kind === 'object' && expected.properties.length === 1)
    return { at: node, message: `${subjectOf(problem)} must not be ${describe(node)}.` };
  return { at: node, message: `${subjectOf(problem)} is what the schema forbids (\`not\`): ${describe(node)}.` };
}

/** The branch that was most likely meant speaks; where all branches say the same kind of thing, they speak with one voice. */
function explainBranches(problem: Problem, tree: Tree | undefined): Explanation {
  const { node, branch = [], branches = [], matched } = problem;
  if (matched) {
    const which = matched.map((index) => `the ${ordinal(index + 1)}`);
    const message = `${subjectOf(problem)} fits ${count(matched.length, 'alternative')} of the schema (${which.join(', ')}), and must fit just one.`;
    return { at: node, message };
  }
  const types = wantedTypes(problem);
  if (types.length > 0) return explainType(problem, tree);
  const { first, values } = speakerOf(problem);
  if (!first) return { at: node, message: `${subjectOf(problem)} fits none of the alternatives of the schema.` };
  if (values.length > 0) return notAmong(first, values);
  const names = branches.map((problems) => (problems.length === 1 && problems[0]?.keyword === 'required' ? problems[0].property : undefined));
  if (names.length > 1 && names.every((missing) => missing !== undefined)) {
    return { at: node, message: `${either([...new Set(names)].map(name))} is missing${placeOf(first)}.` };
  }
  const told = explain(first, tree);
  const others = branch.length > 1 ? ` (And ${count(branch.length - 1, 'more problem')} with what this seems to be.)` : '';
  return { ...told, message: told.message + others };
}

/** The problem that speaks for a failed `anyOf` or `oneOf`, and the values that its branches take there where each takes only some. */
export function speakerOf({ branch = [], branches = [] }: Problem): { readonly first?: Problem; readonly values: readonly Node[] } {
  const [first] = [...branch].sort((a, b) => rank(a) - rank(b));
  if (!first) return { values: [] };
  const values = branches.map((problems) => problems.filter(({ pointer }) => pointer === first.pointer).flatMap(valuesOf));
  return { first, values: values.every((list) => list.length > 0) ? distinctValues(values.flat()) : [] };
}

/** Which of the problems of a branch is said: a wrong mark before all, then a wrong name, then the rest as they come. */
function rank({ keyword }: Problem): number {
  if (keyword === 'const' || keyword === 'enum') return 0;
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties' ? 1 : 2;
}

function valuesOf({ keyword, expected }: Problem): readonly Node[] {
  if (!expected || (keyword !== 'const' && keyword !== 'enum')) return [];
  return keyword === 'enum' && expected.kind === 'array' ? expected.items : [expected];
}

const distinctValues = (values: readonly Node[]): readonly Node[] => [
  ...new Map(values.map((value) => [`${value.kind} ${spell(value)}`, value])).values(),
];

function ordinal(number: number): string {
  const ending = number % 100 > 10 && number % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
