import { compilePattern } from '../../text/formats.ts';
import type { SchemaOptions } from '../schema.ts';

export type Pattern = { readonly kind: 'usual' | 'slow'; readonly regex: RegExp } | { readonly kind: 'invalid' };

/** The regular expressions of one schema, each compiled once. */
export interface Patterns {
  get(pattern: string): Pattern;
  /** What judges a text; everything fits where the pattern cannot or must not be run. */
  matcher(pattern: string): (text: string) => boolean;
}

export function createPatterns(match: SchemaOptions['match']): Patterns {
  const kept = new Map<string, Pattern>();
  const getPattern = (pattern: string): Pattern => {
    let known = kept.get(pattern);
    if (!known) {
      const regex = compilePattern(pattern);
      known = regex ? { kind: looksExplosive(pattern) ? 'slow' : 'usual', regex } : { kind: 'invalid' };
      kept.set(pattern, known);
    }
    return known;
  };
  return {
    get: getPattern,
    matcher(pattern) {
      const ready = getPattern(pattern);
      if (ready.kind === 'usual') return (text) => ready.regex.test(text);
      if (ready.kind === 'invalid' || !match) return () => true;
      return (text) => match(pattern, text) !== false;
    },
  };
}

/**
 * Whether a backtracking engine may need far more time than the text is long: something repeated without bound that can
 * itself match one text in several ways, such as `(a+)+` or `(a|a)*`, or several such parts in a row, such as `a*a*a*`. Looks at
 * the shape only: `(\.[a-z]+)*` is fine, since each round begins with a character that nothing else in it takes.
 */
export function looksExplosive(pattern: string): boolean {
  if (!/[*+{]/.test(pattern)) return false;
  const reader: Reader = { text: pattern, at: 0 };
  return alternatives(reader).some((sequence) => sequence.some(isExplosive) || pilesUp(sequence));
}

interface Reader {
  readonly text: string;
  at: number;
}

interface Atom {
  /** One character's worth of pattern; empty for groups and for what matches no character. */
  readonly source: string;
  readonly group?: readonly (readonly Atom[])[];
  readonly least: number;
  readonly most: number;
}

const many = 16;

function isExplosive(atom: Atom): boolean {
  if (!atom.group) return false;
  if (atom.most >= many && atom.group.some((sequence) => isAmbiguous(sequence)) && !isSeparated(atom.group)) return true;
  if (atom.most >= many && overlaps(atom.group)) return true;
  return atom.group.some((sequence) => sequence.some(isExplosive));
}

/** Whether three parts in a row, each without bound, may share one text out among them: that takes the cube of its length, or worse. */
function pilesUp(sequence: readonly Atom[]): boolean {
  let row: string[] = [];
  for (const { source, least, most } of sequence.flatMap(inlined)) {
    if (most === Number.POSITIVE_INFINITY && source) {
      const last = row.at(-1);
      row = last !== undefined && meets(last, source) ? [...row, source] : [source];
      if (row.length === 3) return true;
    } else if (least > 0) row = [];
  }
  return sequence.some(({ group }) => group?.some(pilesUp) ?? false);
}

/** A group that only holds together what stands in it, as its parts. */
function inlined(atom: Atom): readonly Atom[] {
  const [only, ...others] = atom.group ?? [];
  return only && others.length === 0 && atom.least === 1 && atom.most === 1 ? only.flatMap(inlined) : [atom];
}

/** Whether a part may take more or fewer characters: even one that may be left out, repeated often enough, doubles the ways each time. */
const isAmbiguous = (sequence: readonly Atom[]): boolean =>
  sequence.some((atom) => atom.most !== atom.least || (atom.group?.some(isAmbiguous) ?? false));

/** Whether each round begins or ends with one character that nothing else in it takes. */
function isSeparated(group: readonly (readonly Atom[])[]): boolean {
  return group.every((sequence, index) =>
    [sequence[0], sequence.at(-1)].some((mark) => {
      if (!mark || mark.group || !mark.source || mark.least !== 1 || mark.most !== 1) return false;
      const others = [...sequence.filter((atom) => atom !== mark), ...group.filter((_, other) => other !== index).flat()];
      return leaves(others).every((atom) => !meets(mark.source, atom.source));
    }),
  );
}

/** Whether two alternatives may begin with the same character, one of them being no more than that. */
function overlaps(group: readonly (readonly Atom[])[]): boolean {
  return group.some((one, index) => {
    const first = one[0];
    if (one.length !== 1 || !first?.source) return false;
    return group.some((other, at) => at !== index && firsts(other).some((atom) => meets(first.source, atom.source)));
  });
}

const leaves = (sequence: readonly Atom[]): readonly Atom[] =>
  sequence.flatMap((atom) => (atom.group ? atom.group.flatMap(leaves) : [atom])).filter(({ source }) => source);

function firsts(sequence: readonly Atom[]): readonly Atom[] {
  const found: Atom[] = [];
  for (const atom of sequence) {
    if (atom.group) found.push(...atom.group.flatMap(firsts));
    else if (atom.source) found.push(atom);
    if (atom.least > 0) break;
  }
  return found;
}

const characters = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é', 'Ж', '中'];

/** Whether some character fits both. The engine itself tells. */
function meets(a: string, b: string): boolean {
  const [one, other] = [compilePattern(`^(?:${a})$`), compilePattern(`^(?:${b})$`)];
  return !one || !other || characters.some((character) => one.test(character) && other.test(character));
}

function alternatives(reader: Reader): readonly (readonly Atom[])[] {
  const found: Atom[][] = [[]];
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      reader.at++;
      found.push([]);
    } else found.at(-1)?.push(atom(reader));
  }
  return found;
}

function atom(reader: Reader): Atom {
  const { text } = reader;
  const from = reader.at;
  if (text[from] === '(') {
    const look = /^\(\?(?:[=!]|<[=!])/.test(text.slice(from, from + 4));
    reader.at += /^\(\?(?::|<?[=!]|<[^>]*>)/.exec(text.slice(from))?.[0].length ?? 1;
    const group = alternatives(reader);
    reader.at++;
    const times = quantifier(reader);
    return look ? { source: '', least: 0, most: 0, group } : { source: '', group, ...times };
  }
  if (text[from] === '[') {
    reader.at++;
    while (reader.at < text.length && text[reader.at] !== ']') reader.at += text[reader.at] === '\\' ? 2 : 1;
    reader.at++;
  } else if (text[from] === '\\')
    reader.at += /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)/s.exec(text.slice(from))?.[0].length ?? 1;
  else reader.at++;
  const source = text.slice(from, reader.at);
  return { source: /^(?:\^|\$|\\[bB])$/.test(source) ? '' : source, ...quantifier(reader) };
}

function quantifier(reader: Reader): { least: number; most: number } {
  const match = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.text.slice(reader.at, reader.at + 24));
  if (!match) return { least: 1, most: 1 };
  reader.at += match[0].length;
  const [, sign, least, range, most] = match;
  if (sign === '*') return { least: 0, most: Number.POSITIVE_INFINITY };
  if (sign === '+') return { least: 1, most: Number.POSITIVE_INFINITY };
  if (sign === '?') return { least: 0, most: 1 };
  return { least: Number(least), most: range === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY };
}
