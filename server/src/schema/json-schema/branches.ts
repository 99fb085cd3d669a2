import type { Problem } from '../schema.ts';

/**
 * Which of several branches was most likely meant: the one whose own mark (`kind: { const: card }`) the value carries,
 * then the one with the right type, then the one with the fewest problems, and of these the one that got deepest.
 */
export function bestBranch(branches: readonly (readonly Problem[])[], pointer: string): number {
  let best = 0;
  for (let index = 1; index < branches.length; index++) {
    if (compare(score(branches[index] ?? [], pointer), score(branches[best] ?? [], pointer)) < 0) best = index;
  }
  return best;
}

/** Lower is better, the first difference decides. */
function score(problems: readonly Problem[], pointer: string): readonly number[] {
  const wrongKind = problems.some((problem) => problem.pointer === pointer && (problem.keyword === 'type' || problem.keyword === 'false'));
  const wrongMark = problems.filter((problem) => isMark(problem, pointer)).length;
  return [wrongKind ? 1 : 0, wrongMark, problems.length, -Math.max(...problems.map(depth))];
}

/** Whether the value itself, or a property right below it, is one of other values: that tells branches apart. */
const isMark = ({ keyword, pointer }: Problem, base: string): boolean =>
  (keyword === 'const' || keyword === 'enum') && pointer.lastIndexOf('/') <= base.length;

const depth = ({ pointer }: Problem): number => pointer.split('/').length;

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}
