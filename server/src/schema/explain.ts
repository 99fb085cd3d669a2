import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Problem } from './schema.ts';
export interface Explanation { readonly message: string; readonly why?: string; readonly at: Node; readonly key?: boolean; readonly suggestion?: string }
export function explain(problem: Problem, _tree?: Tree): Explanation {
  return { message: problem.keyword, at: problem.node };
}
