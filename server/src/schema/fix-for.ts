import { type Node, type StringNode, textOf } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { didYouMean } from '../text/similar.ts';
import { misspeltOf } from './explain.ts';
import { otherShapes, speakerOf } from './explain/branches.ts';
import { whyNot } from './explain/formats.ts';
import { whyNotMatched } from './explain/patterns.ts';
import { meantValue } from './explain/values.ts';
import type { Conversion } from './explain/conversion.ts';
import { typeFix, wantedTypes } from './explain/type.ts';
import type { Problem } from './schema.ts';

/** What would mend a problem. A description only: `refactor` makes edits of it. Pointers count from the judged value's root. */
export type FixPlan =
  /** The same value in another type; `text` is how JSON writes it, which YAML reads alike. */
  | {
      readonly kind: 'convert';
      readonly node: Node;
      readonly pointer: string;
      readonly to: NonNullable<Conversion['to']>;
      readonly text: string;
      /** Set where quotes around what is written are all that it takes. */
      readonly quotes?: true;
    }
  /** `pointer` is that of the property under its old name. */
  | { readonly kind: 'rename-key'; readonly key: StringNode; readonly pointer: string; readonly to: string }
  | { readonly kind: 'replace-value'; readonly node: Node; readonly pointer: string; readonly value: Node }
  /** `node` and `pointer` are the object's that lacks the property. */
  | { readonly kind: 'add-property'; readonly node: Node; readonly pointer: string; readonly name: string }
  | { readonly kind: 'remove-property'; readonly key: StringNode; readonly node: Node; readonly pointer: string };

/** The ways to mend a problem, the likeliest first; empty where only a person can tell. */
export function fixFor(problem: Problem, tree?: Tree): readonly FixPlan[] {
  const { node, pointer, expected, key, known = [], property = '', branch = [], branches = [] } = problem;
  switch (problem.keyword) {
    case 'type':
      return [typeFix(problem, tree)].filter((plan) => plan !== undefined);
    case 'enum':
      return replacing(problem, expected?.kind === 'array' ? expected.items : []);
    case 'const':
      return expected ? [{ kind: 'replace-value', node, pointer, value: expected }] : [];
    case 'required': {
      const misspelt = misspeltOf(problem);
      if (misspelt) return [{ kind: 'rename-key', key: misspelt.key, pointer: child(pointer, misspelt.key.value), to: property }];
      return property === '' ? [] : [{ kind: 'add-property', node, pointer, name: property }];
    }
    case 'format':
      return rewriting(problem, whyNot(textOf(expected) ?? '', textOf(node) ?? '')?.write);
    case 'pattern':
      return rewriting(problem, whyNotMatched(textOf(expected) ?? '', textOf(node) ?? '')?.write);
    case 'dependentRequired':
    case 'dependencies':
      return property === '' ? [] : [{ kind: 'add-property', node, pointer, name: property }];
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'propertyNames': {
      if (!key) return [];
      const to = didYouMean(property, known);
      const remove: FixPlan = { kind: 'remove-property', key, node, pointer };
      return to === undefined ? [remove] : [{ kind: 'rename-key', key, pointer, to }, remove];
    }
    case 'anyOf':
    case 'oneOf': {
      if (wantedTypes(problem).length > 0) return [typeFix(problem, tree)].filter((plan) => plan !== undefined);
      const { first, values } = speakerOf(problem);
      if (first && values.length > 0) return replacing(first, values);
      const shapes = otherShapes(problem);
      if (shapes) return [typeFix(problem, tree, shapes.types)].filter((plan) => plan !== undefined);
      return branch.length === 1 && branches.length > 0 && !alternatives(branches) ? branch.flatMap((inner) => fixFor(inner, tree)) : [];
    }
    default:
      return [];
  }
}

/** Whether each branch lacks a name of its own, so that nobody knows which to add. */
const alternatives = (branches: readonly (readonly Problem[])[]): boolean =>
  branches.length > 1 && branches.every(([problem]) => problem?.keyword === 'required');

const rewriting = ({ node, pointer }: Problem, text: string | undefined): readonly FixPlan[] =>
  text === undefined ? [] : [{ kind: 'convert', node, pointer, to: 'string', text: JSON.stringify(text) }];

function replacing({ node, pointer }: Problem, values: readonly Node[]): readonly FixPlan[] {
  const value = meantValue(node, values);
  return value ? [{ kind: 'replace-value', node, pointer, value }] : [];
}
