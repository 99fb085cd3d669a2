import { get, type Node } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { type Explanation, explain } from '../explain.ts';
import type { Problem } from '../schema.ts';
import { conversionOf } from './conversion.ts';
import { mistakesOf } from './mistakes.ts';
import { listedBy } from './schema-words.ts';
import { explainType, wantedTypes } from './type.ts';
import { nearValue, notAmong } from './values.ts';
import { count, describe, either, name, placeOf, spell, subjectOf, typeWord } from './words.ts';

/** The branch that was most likely meant speaks; where all branches say the same kind of thing, they speak with one voice. */
export function explainBranches(problem: Problem, tree: Tree | undefined): Explanation {
  const { node, branch = [], matched } = problem;
  if (matched) {
    const which = matched.map((index) => `the ${ordinal(index + 1)}`);
    const message = `${subjectOf(problem)} fits ${count(matched.length, 'alternative')} of the schema (${which.join(', ')}), and must fit just one.`;
    return { at: node, message };
  }
  if (wantedTypes(problem).length > 0) return explainType(problem, tree);
  const { first, values } = speakerOf(problem);
  if (!first) return { at: node, message: `${subjectOf(problem)} fits none of the alternatives of the schema.` };
  if (values.length > 0) return notAmong(first, values);
  const shapes = otherShapes(problem);
  if (shapes) {
    const wanted = [...shapes.values.slice(0, 6).map(spell), ...shapes.types.map(typeWord)];
    const advice = conversionOf(node, shapes.types, tree, undefined)?.advice;
    return { at: node, message: `${subjectOf(problem)} must be ${either(wanted)}; this is ${describe(node)}.${advice ? ` ${advice}` : ''}` };
  }
  return missingOf(problem, first) ?? told(first, branch, tree);
}

/** The problem that speaks for a failed `anyOf` or `oneOf`, and the values that its branches take there where each takes only some. */
export function speakerOf({ branch = [], branches = [] }: Problem): { readonly first?: Problem; readonly values: readonly Node[] } {
  const [first] = [...branch].sort((a, b) => rank(a) - rank(b));
  if (!first) return { values: [] };
  const values = branches.map((problems) => problems.filter(({ pointer }) => pointer === first.pointer).flatMap(valuesOf));
  return { first, values: values.every((list) => list.length > 0) ? distinctValues(values.flat()) : [] };
}

/** The values and types that the branches ask for, where the value is none of them and near to none, so that no branch speaks for all. */
export function otherShapes(problem: Problem): Shapes | undefined {
  const shapes = shapesOf(problem);
  return shapes && !nearValue(problem.node, shapes.values) ? shapes : undefined;
}

interface Shapes {
  readonly values: readonly Node[];
  readonly types: readonly string[];
}

function told(first: Problem, branch: readonly Problem[], tree: Tree | undefined): Explanation {
  const said = explain(first, tree);
  const others = mistakesOf(branch).length - 1;
  return {
    ...said,
    schema: said.schema ?? first.schema,
    message: said.message + (others > 0 ? ` (And ${count(others, 'more problem')} with what this seems to be.)` : ''),
  };
}

/** Where each branch lacks a name: which of them, and for one that tells the branches apart, what it may say. */
function missingOf({ branches = [] }: Problem, first: Problem): Explanation | undefined {
  const lacking = branches.map((problems) => problems.find(({ keyword, pointer }) => keyword === 'required' && pointer === first.pointer));
  if (lacking.length < 2 || !lacking.every((problem) => problem !== undefined)) return undefined;
  const names = [...new Set(lacking.flatMap((problem) => problem.property ?? []))];
  const [only = ''] = names;
  if (names.length > 1) {
    if (branches.some((problems) => problems.length > 1)) return undefined;
    return { at: first.node, message: `${either(names.map(name))} is missing${placeOf(first)}.` };
  }
  const values = lacking.map(({ within }) => listedBy(get(get(within, 'properties'), only)));
  if (!values.every((list) => list.length > 0)) return undefined;
  const listed = distinctValues(values.flat()).slice(0, 8).map(spell);
  return {
    at: first.node,
    message: `${name(only)} is missing${placeOf(first)}: it tells which of the alternatives this is. It may be ${either(listed)}.`,
  };
}

/** What the branches ask of the value itself, where each asks for some values or for some types and for nothing else that fails. */
function shapesOf({ pointer, branches = [] }: Problem): Shapes | undefined {
  const values: Node[] = [];
  const types: string[] = [];
  for (const branch of branches) {
    const own = branch.filter((problem) => problem.pointer === pointer);
    const listed = own.flatMap(valuesOf);
    const typed = own.filter(({ keyword }) => keyword === 'type').flatMap(wantedTypes);
    if (own.length < branch.length || listed.length + typed.length === 0) return undefined;
    if (listed.length > 0) values.push(...listed);
    else types.push(...typed);
  }
  return { values: distinctValues(values), types: [...new Set(types)] };
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
