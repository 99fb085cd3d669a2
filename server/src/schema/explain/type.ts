import { textOf, textsOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Explanation } from '../explain.ts';
import type { FixPlan } from '../fix-for.ts';
import type { Problem } from '../schema.ts';
import { type Conversion, conversionOf } from './conversion.ts';
import { describe, either, subjectOf, typeWord } from './words.ts';

/** The types that a schema allows at a place, over all branches of `anyOf` or `oneOf` where each asks for no more than a type. */
export function wantedTypes({ keyword, expected, pointer, branches = [] }: Problem): readonly string[] {
  if (keyword === 'type') return textsOf(expected).map(({ value }) => value);
  const types = branches.map((branch) => branch.filter((problem) => problem.keyword === 'type' && problem.pointer === pointer).flatMap(wantedTypes));
  return types.every((list) => list.length > 0) ? [...new Set(types.flat())] : [];
}

export function explainType(problem: Problem, tree: Tree | undefined): Explanation {
  const { node } = problem;
  const types = wantedTypes(problem);
  const must = `${subjectOf(problem)} must be ${either(types.map(typeWord))}`;
  if (node.kind === 'null' && node.absent) return { at: node, message: `${must}; nothing is written here.` };
  const mend = conversion(problem, tree, types);
  const is = node.kind === 'string' && mend?.bare ? `; this is the text ${node.value}` : `; this is ${describe(node)}`;
  const advice = mend?.advice ?? hint(problem, types);
  return {
    at: node,
    message: `${must}${is}.${advice ? ` ${advice}` : ''}`,
    ...(mend?.why && { why: mend.why }),
    ...(mend?.text !== undefined && { suggestion: mend.text }),
  };
}

/** How the value becomes one of the types, where there is just one way. */
export function typeFix(problem: Problem, tree: Tree | undefined, types = wantedTypes(problem)): FixPlan | undefined {
  const mend = conversion(problem, tree, types);
  if (mend?.text === undefined || mend.to === undefined) return undefined;
  const { to, text, quotes } = mend;
  return { kind: 'convert', node: problem.node, pointer: problem.pointer, to, text, ...(quotes && { quotes }) };
}

function conversion(problem: Problem, tree: Tree | undefined, types: readonly string[]): Conversion | undefined {
  return conversionOf(problem.node, types, tree, problem.keyword === 'type' ? problem.within : undefined);
}

/** What to do where no value can be made of the one that is there. */
function hint({ node, pointer }: Problem, types: readonly string[]): string | undefined {
  // What stands in a list cannot be left out without moving what is behind it.
  const isNamed = pointer !== '' && !/\/\d+$/.test(pointer);
  if (node.kind === 'null' && isNamed) return 'Where there is no value, leave it out, or let the schema allow null.';
  if (textOf(node) === '' && !types.includes('string') && isNamed) return 'Where there is no value, leave it out.';
  return undefined;
}
