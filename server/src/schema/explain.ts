import type { Place } from '../model/place.ts';
import { get, type Node, type Property, property, type StringNode, textsOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { didYouMean } from '../text/similar.ts';
import { explainBranches } from './explain/branches.ts';
import { limitSentences } from './explain/limits.ts';
import { conditionOf, listedBy, relativeClause } from './explain/schema-words.ts';
import { explainType } from './explain/type.ts';
import { explainConst, notAmong } from './explain/values.ts';
import { describe, name, placeOf, shorten, spell, subjectOf } from './explain/words.ts';
import type { Problem, When } from './schema.ts';

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
  /** Where one alternative of several speaks: the place of its keyword. */
  readonly schema?: Place;
}

/** Says what is wrong with a value. `tree` is the one that the value stands in; it tells how things are spelled there. */
export function explain(problem: Problem, tree?: Tree): Explanation {
  const limit = limitSentences[problem.keyword];
  const told = limit ? { at: problem.node, message: limit(problem) } : (sentences[problem.keyword] ?? otherwise)(problem, tree);
  const why = told.why ?? (problem.when && whenAsked(problem.when));
  return why === undefined ? told : { ...told, why };
}

type Sentence = (problem: Problem, tree: Tree | undefined) => Explanation;

const sentences: Readonly<Record<string, Sentence>> = {
  type: explainType,
  enum: (problem) => notAmong(problem, problem.expected?.kind === 'array' ? problem.expected.items : []),
  const: explainConst,
  required: explainMissing,
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

function whenAsked(when: When): string | undefined {
  if (when.keyword === 'dependentSchemas') return `The schema asks for this where ${name(when.property)} is there.`;
  const condition = conditionOf(when.condition, when.keyword === 'then');
  return condition && `The schema asks for this where ${condition}.`;
}

/** A name that nobody knows and that is nearly the missing one is what is wrong. */
function explainMissing(problem: Problem): Explanation {
  const missing = problem.property ?? '';
  const message = `${name(missing)} is missing${placeOf(problem)}.`;
  const misspelt = misspeltOf(problem);
  if (!misspelt) return { at: problem.node, message };
  return { at: misspelt.key, key: true, message: `${message} Is ${name(misspelt.key.value)} meant to be it?`, suggestion: missing };
}

/** The property that was most likely meant to be the missing one. */
export function misspeltOf({ node, property: missing = '', known = [] }: Problem): Property | undefined {
  if (node.kind !== 'object' || node.properties.length > 50) return undefined;
  const strangers = node.properties.filter(({ key }) => !known.includes(key.value));
  const near = didYouMean(
    missing,
    strangers.map(({ key }) => key.value),
  );
  return near === undefined ? undefined : strangers.find(({ key }) => key.value === near);
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
  const subject = subjectOf(problem);
  const say = (must: string): Explanation => ({ at: node, message: `${subject} ${must}.` });
  const keywords = expected?.kind === 'object' ? expected.properties.map(({ key }) => key.value) : [];
  if (keywords.length === 0) return say('is not allowed here. Remove it');
  const names = textsOf(get(expected, 'required')).map(({ value }) => name(value));
  const isOnly = (...only: readonly string[]): boolean => keywords.every((keyword) => only.includes(keyword));
  if (names.length > 0 && isOnly('required', 'type'))
    return say(names.length === 1 ? `must not have ${names[0]}` : `must not have ${names.slice(0, -1).join(', ')} and ${names.at(-1)} together`);
  if (listedBy(expected).length > 0) return say(`must not be ${spell(node)}`);
  if (isOnly('type')) return say(`must not be ${describe(node)}`);
  const pattern = get(expected, 'pattern');
  if (pattern?.kind === 'string' && isOnly('pattern', 'type')) return say(`must not match \`${shorten(pattern.value, 60)}\`; this is ${spell(node)}`);
  const clause = isOnly('properties', 'required', 'type') ? relativeClause(expected) : undefined;
  if (clause) return say(`must not be one ${clause}`);
  return say(`is what the schema forbids (\`not\`): ${describe(node)}`);
}
