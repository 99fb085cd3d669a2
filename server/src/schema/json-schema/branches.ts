import type { Problem } from '../schema.ts';

/**
 * Which of several branches was most likely meant: the one whose own mark (`kind: { const: card }`) the value carries,
 * then the one with the right type, then the one with the fewest problems, and of these the one that got deepest.
 */
export function bestBranch(branches: readonly (readonly Problem[])[]): number {
  let best = 0;
  for (let index = 1; index < branches.length; index++) {
    if (compare(score(branches[index] ?? []), score(branches[best] ?? [])) < 0) best = index;
  }
  return best;
}

/** Lower is better, the first difference decides. */
function score(problems: readonly Problem[]): readonly number[] {
  const root = Math.min(...problems.map(depth));
  const wrongKind = problems.some((problem) => depth(problem) === root && ['type', 'false'].includes(problem.keyword) && isWhole(problem, problems));
  const wrongMark = problems.filter(({ keyword }) => keyword === 'const' || keyword === 'enum').length;
  return [wrongKind ? 1 : 0, wrongMark, problems.length, -Math.max(...problems.map(depth))];
}

/** Whether the problem is with the value as a whole, so that nothing else of it can be right. */
const isWhole = (problem: Problem, problems: readonly Problem[]): boolean => problems.every((other) => other.pointer.startsWith(problem.pointer));

const depth = ({ pointer }: Problem): number => pointer.split('/').length;

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}
