import { compilePattern } from '../../text/formats.ts';
import { looksExplosive } from '../json-schema/patterns.ts';
import type { WhyNot } from './formats.ts';
import { either, shorten } from './words.ts';

/** What a simple pattern asks for, behind `must`: `be 3 capital letters`; nothing for a pattern that says more than a few words can. */
export function meaningOf(pattern: string): string | undefined {
  if (pattern.length > 200) return undefined;
  const begins = /^\^((?:[\w/:@ -]|\\[./+-])+)$/.exec(pattern)?.[1];
  if (begins !== undefined && !/\\/.test(begins.replaceAll(/\\[./+-]/g, ''))) return `begin with "${unescaped(begins)}"`;
  if (/^\^\\S[+*]\$$/.test(pattern)) return 'be without spaces';
  const words = /^\^\(\??:?((?:[\w -]+\|)+[\w -]+)\)\$$/.exec(pattern)?.[1]?.split('|');
  if (words) return words.length <= 8 ? `be ${either(words.map((word) => `"${word}"`))}` : undefined;
  const body = /^\^(.*)\$$/s.exec(pattern)?.[1];
  const pieces = body === undefined || body.length > 80 ? undefined : piecesOf(body);
  if (!pieces || pieces.length === 0 || pieces.length > 5) return undefined;
  const [only] = pieces;
  if (pieces.length === 1 && only && only.least <= 1 && only.most === Number.POSITIVE_INFINITY && only.plural) return `have only ${only.plural}`;
  const said = pieces.map(inWords);
  return said.every((part) => part !== undefined) ? `be ${said.join(', then ')}` : undefined;
}

/** What is wrong with a text that nearly matches. */
export function whyNotMatched(pattern: string, text: string): WhyNot | undefined {
  if (text === '' || text.length > 200) return undefined;
  const regex = looksExplosive(pattern) ? undefined : compilePattern(pattern);
  if (!regex) return undefined;
  const mends: readonly (readonly [hint: string, write: string])[] = [
    ['A space stands before or behind it.', text.trim()],
    ['Write it in capital letters.', text.toUpperCase()],
    ['Write it in small letters.', text.toLowerCase()],
  ];
  const [hint, write] = mends.find(([, candidate]) => candidate !== text && regex.test(candidate)) ?? [];
  return hint === undefined || write === undefined ? undefined : { hint, write };
}

interface Piece {
  readonly singular: string;
  /** Undefined for characters that stand for themselves. */
  readonly plural?: string;
  readonly least: number;
  readonly most: number;
}

function piecesOf(body: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let rest = body;
  while (rest !== '') {
    const [whole = '', literal, set, shorthand, times] =
      /^(?:((?:[A-Za-z0-9_@/:# -]|\\[.\-+/*?()[\]{}|$^])+?(?![?*+{]))|\[([^\]^\\]*(?:\\[dw.-][^\]^\\]*)*)\]|(\\[dw]))([?*+]|\{\d+(?:,\d*)?\})?/.exec(
        rest,
      ) ?? [];
    if (whole === '') return undefined;
    rest = rest.slice(whole.length);
    const last = pieces.at(-1);
    if (literal !== undefined) {
      if (last && last.plural === undefined) pieces[pieces.length - 1] = { ...last, singular: last.singular.replace(/"$/, `${unescaped(literal)}"`) };
      else pieces.push({ singular: `"${unescaped(literal)}"`, least: 1, most: 1 });
      continue;
    }
    const kinds = set === undefined ? shorthands[shorthand ?? ''] : kindsOf(set);
    if (!kinds) return undefined;
    pieces.push({
      singular: either(kinds.map(([one]) => one)),
      plural: either(kinds.map(([, many]) => many)).replace(/ or (?=[^ ]+(?: [^ ]+)?$)/, ' and '),
      ...boundsOf(times),
    });
  }
  return pieces;
}

type Kind = readonly [one: string, many: string];

const letter: Kind = ['a letter', 'letters'];
const capital: Kind = ['a capital letter', 'capital letters'];
const small: Kind = ['a small letter', 'small letters'];
const digit: Kind = ['a digit', 'digits'];
const shorthands: Readonly<Record<string, readonly Kind[]>> = {
  '\\d': [digit],
  '\\w': [letter, digit, ['`_`', '`_`']],
};

/** What a set of characters holds, in words. */
function kindsOf(set: string): readonly Kind[] | undefined {
  const found: Kind[] = [];
  let rest = set;
  const take = (part: string): boolean => {
    const held = rest.includes(part);
    rest = rest.replace(part, '');
    return held;
  };
  const [hasWord, hasCapital, hasSmall] = [take('\\w'), take('A-Z'), take('a-z')];
  const hasDigit = take('0-9') || take('\\d');
  const hasHex = !hasSmall && take('a-f');
  if (!hasCapital && take('A-F') && !hasHex) return undefined;
  if (hasHex) found.push(['a hexadecimal digit', 'hexadecimal digits']);
  if (hasWord || (hasCapital && hasSmall)) found.push(letter);
  else if (hasCapital) found.push(capital);
  else if (hasSmall) found.push(small);
  if (hasWord || (hasDigit && !hasHex)) found.push(digit);
  if (hasWord) found.push(['`_`', '`_`']);
  // A range that is left is none that has a name.
  if (/[^\\-]-[^-]/.test(rest) || /\\[dw]/.test(rest)) return undefined;
  for (const character of rest.replaceAll('\\', '')) found.push(character === ' ' ? ['a space', 'spaces'] : [`\`${character}\``, `\`${character}\``]);
  return found.length > 0 && found.length <= 6 ? found : undefined;
}

function boundsOf(times: string | undefined): { least: number; most: number } {
  if (times === undefined) return { least: 1, most: 1 };
  if (times === '?') return { least: 0, most: 1 };
  if (times === '+' || times === '*') return { least: times === '+' ? 1 : 0, most: Number.POSITIVE_INFINITY };
  const [, least = '', comma, most] = /^\{(\d+)(,)?(\d*)\}$/.exec(times) ?? [];
  return { least: Number(least), most: comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY };
}

function inWords({ singular, plural, least, most }: Piece): string | undefined {
  if (plural === undefined || (least === 1 && most === 1)) return singular;
  if (least === 0 && most === 1) return `${singular} or nothing`;
  if (least === most) return `${least} ${plural}`;
  if (most === Number.POSITIVE_INFINITY) return least === 0 ? `any number of ${plural}` : least === 1 ? plural : `at least ${least} ${plural}`;
  return `${least} to ${most} ${plural}`;
}

const unescaped = (text: string): string => shorten(text.replaceAll(/\\(.)/g, '$1'), 60);
