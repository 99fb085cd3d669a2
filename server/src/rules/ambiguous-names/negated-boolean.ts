import type { Field } from '../../model/field.ts';
import { get, type Node } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';
import { joinWords, wordsOf } from '../words.ts';

export const negatedBoolean = defineRule({
  id: 'ambiguous-names/negated-boolean',
  property: 'ambiguous-names',
  on: 'field',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A boolean is named after what is not so, so that its `false` is a double negation.',
  options: {
    allowed: { type: 'array', items: { type: 'string' }, default: [], description: 'Names that may stay as they are.' },
  },
  *check({ field, node }, { options }) {
    const { name } = field;
    if (!isBoolean(field) || isTrueByDefault(node) || (Array.isArray(options.allowed) && options.allowed.includes(name))) return;
    const words = wordsOf(name);
    const positive = affirmed(words);
    if (!positive) return;
    yield {
      at: { place: field.place, key: true },
      message: `\`${name}: false\` says no twice. Name what is so, as in \`${joinWords(positive, name)}\`, and turn its values around.`,
      why: 'Two negations are where people, and conditions in code, go wrong.',
    };
  },
});

const isBoolean = ({ types, hasConst }: Field): boolean => types.filter((type) => type !== 'null').join() === 'boolean' && !hasConst;

/** Where `true` goes without saying, the name tells what is unusual, which is what a reader wants to know. */
function isTrueByDefault(node: Node): boolean {
  const value = get(node, 'default');
  return value?.kind === 'boolean' && value.value;
}

/** The words of the name without its negation; undefined where it has none, or where nothing would be left. */
function affirmed([first = '', second = '', ...rest]: readonly string[]): readonly string[] | undefined {
  if (rest.length > 0 && auxiliaries.has(first) && (second === 'not' || second === 'no')) return [first === 'do' ? 'may' : first, ...rest];
  if (second === '' || (first === 'no' && second === 'show')) return undefined;
  if (contractions.has(first)) return [contractions.get(first) ?? '', second, ...rest];
  if (first === 'disable' || first === 'disabled') return [second, ...rest, 'enabled'];
  if (first === 'not') return ['is', second, ...rest];
  if (first === 'no' || first === 'without') return ['has', second, ...rest];
  return undefined;
}

const auxiliaries: ReadonlySet<string> = new Set('is are was were has have had can could do does did should shall will would may must'.split(' '));

const contractions: ReadonlyMap<string, string> = new Map([
  ['isnt', 'is'],
  ['arent', 'are'],
  ['wasnt', 'was'],
  ['hasnt', 'has'],
  ['cannot', 'can'],
  ['cant', 'can'],
  ['dont', 'may'],
  ['doesnt', 'does'],
  ['didnt', 'did'],
  ['shouldnt', 'should'],
  ['wont', 'will'],
]);
