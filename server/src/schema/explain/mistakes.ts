import { hasMergeKey, isMergeKey } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import type { Problem } from '../schema.ts';

/** The problems without those that another one tells already: one mistake is told once. */
export function mistakesOf(problems: readonly Problem[]): readonly Problem[] {
  // A misspelt name is unknown, and the right one is missing.
  const renamed = new Set<string>();
  // What is none of the listed values need not be told that it has not their type.
  const listed = new Set<string>();
  for (const { keyword, pointer } of problems) if (keyword === 'enum' || keyword === 'const') listed.add(pointer);
  const strangers = problems.filter(({ keyword }) => unknown.has(keyword));
  // Where hundreds of names are unknown, they are not all misspelt.
  const mayBeRenamed = strangers.length <= 100 && problems.some(({ keyword }) => keyword === 'required');
  for (const { pointer, property, known } of mayBeRenamed ? strangers : []) {
    const meant = property === undefined ? undefined : didYouMean(property, known ?? []);
    if (meant !== undefined) renamed.add(`${pointer.slice(0, pointer.lastIndexOf('/'))} ${meant}`);
  }
  return problems.filter((problem) => {
    const { keyword, pointer, property } = problem;
    if (keyword === 'type') return !listed.has(pointer);
    return !isOfMergeKey(problem) && (keyword !== 'required' || !renamed.has(`${pointer} ${property ?? ''}`));
  });
}

/** Whether a merge key is to blame, which is told of itself: that it is unknown, or that what it may bring is missing. */
function isOfMergeKey({ keyword, key, node }: Problem): boolean {
  return keyword === 'required' ? hasMergeKey(node) : unknown.has(keyword) && key !== undefined && isMergeKey(key);
}

const unknown: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames']);
