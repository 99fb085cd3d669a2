import type { Node } from '../../syntax/node.ts';
import { didYouMean } from '../../text/similar.ts';
import type { Explanation } from '../explain.ts';
import type { Problem } from '../schema.ts';
import { describe, shorten, spell, spellWhole, subjectOf } from './words.ts';

/** A value that is none of those that are listed. */
export function notAmong(problem: Problem, values: readonly Node[]): Explanation {
  const { node } = problem;
  const only = values.length === 1 ? values[0] : undefined;
  const meant = meantValue(node, values);
  const listed = values.slice(0, 8).map((value) => (value.kind === 'string' && node.kind === 'string' ? shorten(value.value) : spell(value)));
  const more = values.length > listed.length ? ` and ${values.length - listed.length} more` : '';
  const message = only
    ? `${subjectOf(problem)} must be ${spell(only)}; this is ${describe(node)}.`
    : `${isNot(problem)} one of: ${listed.join(', ')}${more}.`;
  if (!meant) return { at: node, message };
  return {
    at: node,
    message: only ? message : `${message} Did you mean ${spell(meant)}?`,
    suggestion: meant.kind === 'string' ? meant.value : spell(meant),
  };
}

function isNot(problem: Problem): string {
  const { node } = problem;
  if (node.kind === 'null' && node.absent) return `${subjectOf(problem)} has no value; it must be`;
  if (node.kind === 'string' && node.value.trim() === '') return `${subjectOf(problem)} is an empty text; it must be`;
  if (node.kind === 'array' || node.kind === 'object') return `${subjectOf(problem)} is ${spell(node)}; it must be`;
  return `${spell(node)} is not`;
}

export function explainConst(problem: Problem): Explanation {
  const { expected, node } = problem;
  if (expected && expected.kind !== 'array' && expected.kind !== 'object') return notAmong(problem, [expected]);
  const whole = expected && spellWhole(expected);
  return { at: node, message: `${subjectOf(problem)} must be ${whole ?? 'just what `const` of the schema says'}.` };
}

/** The listed value that a mend writes: the one that was most likely meant, or the only one. */
export function meantValue(node: Node, values: readonly Node[]): Node | undefined {
  if (node.kind === 'array' || node.kind === 'object' || (node.kind === 'null' && node.absent)) return undefined;
  return nearValue(node, values) ?? (values.length === 1 ? values[0] : undefined);
}

/** The listed value that was most likely meant: written alike but for its type, or nearly alike. */
export function nearValue(node: Node, values: readonly Node[]): Node | undefined {
  if (node.kind === 'array' || node.kind === 'object' || (node.kind === 'null' && node.absent)) return undefined;
  const plain = (value: Node): string => (value.kind === 'string' ? value.value : spell(value)).trim().toLowerCase();
  const own = plain(node);
  const alike = values.find((value) => plain(value) === own);
  if (alike) return alike;
  const texts = values.filter((value) => value.kind === 'string');
  // `NO` without quotes is false for readers of YAML 1.1, and comes out of them as false.
  const spoken = node.kind === 'boolean' ? texts.filter(({ value }) => truths[String(node.value)]?.test(value)) : [];
  if (spoken.length > 0) return spoken.length === 1 ? spoken[0] : undefined;
  const near =
    node.kind === 'string'
      ? didYouMean(
          node.value.trim(),
          texts.map(({ value }) => value),
        )
      : undefined;
  return near === undefined ? undefined : texts.find(({ value }) => value === near);
}

const truths: Readonly<Record<string, RegExp>> = { true: /^(?:y|yes|on)$/i, false: /^(?:n|no|off)$/i };
