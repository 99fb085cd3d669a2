import { type Node, textsOf } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { parseDecimal, isWhole } from '../../text/decimal.ts';
import type { Problem } from '../schema.ts';
import type { Explanation } from '../explain.ts';
import type { FixPlan } from '../fix-for.ts';
import { describe, either, spell, subjectOf, typeWord } from './words.ts';

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
  const mend = conversion(node, types, tree);
  const is = node.kind === 'string' && mend?.bare ? `; this is the text ${node.value}` : `; this is ${describe(node)}`;
  return {
    at: node,
    message: `${must}${is}.${mend ? ` ${mend.advice}` : ''}`,
    ...(mend?.why && { why: mend.why }),
    ...(mend && { suggestion: mend.text }),
  };
}

export function typeFix(problem: Problem, tree: Tree | undefined): FixPlan | undefined {
  const mend = conversion(problem.node, wantedTypes(problem), tree);
  return mend && { kind: 'convert', node: problem.node, pointer: problem.pointer, to: mend.to, text: mend.text };
}

interface Conversion {
  readonly to: 'string' | 'number' | 'boolean' | 'array';
  /** The value as it has to be written, in JSON's way, which YAML reads alike. */
  readonly text: string;
  readonly advice: string;
  readonly why?: string;
  /** A YAML word without quotes. */
  readonly bare?: boolean;
}

/** The same value in the type that is wanted, where there is just one way. */
function conversion(node: Node, types: readonly string[], tree: Tree | undefined): Conversion | undefined {
  const wants = (type: string): boolean => types.includes(type);
  const yaml = tree?.syntax === 'yaml';
  if (node.kind === 'string') {
    const bare = yaml && node.style === 'plain';
    const truth = /^(?:y|yes|on|true)$/i.test(node.value) ? 'true' : /^(?:n|no|off|false)$/i.test(node.value) ? 'false' : undefined;
    if (wants('boolean') && truth) {
      if (!bare)
        return truth === node.value
          ? { to: 'boolean', text: truth, advice: 'Remove the quotes.' }
          : { to: 'boolean', text: truth, advice: `Write ${truth}.` };
      const why = `YAML 1.2 reads ${node.value} as a text; only true and false are truth values.`;
      return { to: 'boolean', text: truth, advice: `Write ${truth}.`, why, bare };
    }
    const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.value) ? parseDecimal(node.value) : undefined;
    if (decimal && (wants('number') || (wants('integer') && isWhole(decimal)))) {
      const why = isUnsafe(node.value)
        ? `${node.value} is beyond 2^53, where many readers of JSON lose digits. If it has to stay exact everywhere, let the schema ask for a text.`
        : undefined;
      return { to: 'number', text: node.value, advice: 'Remove the quotes.', ...(why && { why }) };
    }
  }
  if (wants('string') && (node.kind === 'number' || node.kind === 'boolean')) {
    const written = spellingOf(node, tree);
    const why = yaml ? yamlHabit(node, written) : undefined;
    return { to: 'string', text: JSON.stringify(written), advice: 'Put it in quotes.', ...(why && { why }) };
  }
  if (wants('array') && node.kind !== 'array' && node.kind !== 'null' && tree) {
    const { start, end } = tree.span(node);
    const written = tree.source.text.slice(start, end);
    if (!written.includes('\n')) return { to: 'array', text: `[${written}]`, advice: 'Put it into a list.' };
  }
  return undefined;
}

/** The value as it is written in the file, which for `1.10` and `0x1F` is not what it means. */
function spellingOf(node: Node, tree: Tree | undefined): string {
  if (node.kind === 'number') return node.raw;
  if (!tree) return spell(node);
  const { start, end } = tree.span(node);
  return tree.source.text.slice(start, end);
}

function yamlHabit(node: Node, written: string): string | undefined {
  if (node.kind === 'boolean') return `Without quotes YAML reads ${written} as a truth value.`;
  if (node.kind !== 'number') return undefined;
  const meant = String(node.value);
  return meant === written ? undefined : `Without quotes YAML reads ${written} as the number ${meant}.`;
}

const isUnsafe = (digits: string): boolean => /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits));
