import type { Node } from '../../syntax/node.ts';
import { tokensOf } from '../../syntax/pointer.ts';
import type { Problem } from '../schema.ts';

const most = 40;

/** A text for a message: on one line and not longer than forty characters. */
export function shorten(text: string, length = most): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

export const name = (text: string): string => `\`${shorten(text)}\``;

/** What is spoken of: a property by its name, an item by its number, counted from one as people do. */
export function subjectOf({ pointer }: Problem): string {
  const tokens = tokensOf(pointer) ?? [];
  const last = tokens.at(-1);
  if (last === undefined) return 'The value';
  if (!/^\d+$/.test(last)) return name(last);
  const list = tokens.findLast((token) => !/^\d+$/.test(token));
  return list === undefined ? `Item ${Number(last) + 1}` : `Item ${Number(last) + 1} of ${name(list)}`;
}

/** ` in …` for what lacks or holds something; nothing at the root. */
export function placeOf(problem: Problem, levels = 0): string {
  const pointer = (tokensOf(problem.pointer) ?? []).slice(0, levels === 0 ? undefined : -levels);
  if (pointer.length === 0) return '';
  const subject = subjectOf({ ...problem, pointer: `/${pointer.map((token) => token.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` });
  return ` in ${subject.replace(/^Item/, 'item')}`;
}

/** A value as it may stand in a list of values: texts in quotes. */
export function spell(node: Node): string {
  switch (node.kind) {
    case 'string':
      return `"${shorten(node.value)}"`;
    case 'number':
      return shorten(node.raw);
    case 'array':
      return node.items.length === 0 ? 'an empty list' : 'a list';
    case 'object':
      return node.properties.length === 0 ? 'an empty object' : 'an object';
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
  }
}

/** A small list or object as JSON writes it; nothing for one that would fill the message. */
export function spellWhole(node: Node, budget = { left: 60 }): string | undefined {
  let text: string | undefined;
  if (node.kind === 'array' || node.kind === 'object') {
    if ((node.kind === 'array' ? node.items : node.properties).length > 6) return undefined;
    const parts =
      node.kind === 'array'
        ? node.items.map((item) => spellWhole(item, budget))
        : node.properties.map(({ key, value }) => {
            const spelled = spellWhole(value, budget);
            return spelled && `${JSON.stringify(key.value)}: ${spelled}`;
          });
    if (parts.includes(undefined)) return undefined;
    text = node.kind === 'array' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  } else {
    text = spell(node);
    budget.left -= text.length;
  }
  return budget.left < 0 || text.length > 60 ? undefined : text;
}

/** A value with its type: `the text "42"`. */
export function describe(node: Node): string {
  if (node.kind === 'string') return node.value === '' ? 'an empty text' : `the text ${spell(node)}`;
  if (node.kind === 'number') return `the number ${spell(node)}`;
  return spell(node);
}

const typeWords: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['null', 'null'],
  ['array', 'a list'],
  ['object', 'an object'],
]);

export const typeWord = (type: string): string => typeWords.get(type) ?? type;

/** Several values of a type: `texts`, `whole numbers`. */
export const typesWord = (type: string): string => (/^an? /.test(typeWord(type)) ? `${typeWord(type).replace(/^an? /, '')}s` : typeWord(type));

/** `a, b or c` */
export function either(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
