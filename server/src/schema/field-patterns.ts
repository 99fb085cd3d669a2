import { unescapeToken } from '../syntax/pointer.ts';

/**
 * Which fields an entry of the dictionary speaks of. A pattern without a slash is a name, wherever it stands; one with a slash is a
 * path from the root, `/name` the name at the root alone. `*` stands for any part of a name, `**` as a segment for any number of
 * segments, `[]` for the items of an array. `\*` is a star, `~1` a slash and `~0` a tilde in a name, as in a JSON Pointer.
 */
export interface FieldPattern {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** The last name, where it has no star. */
  readonly name?: string;
  /** What counts for `bySpecificity`, the weightiest first. */
  readonly weight: readonly number[];
}

/** The texts between the stars of one segment; `any` for `**`. */
type Segment = readonly string[] | 'any';

export function fieldPattern(text: string): FieldPattern {
  const written = text.split('/');
  const own = (text.startsWith('/') ? written.slice(1) : written).map(segmentOf);
  const segments: readonly Segment[] = written.length === 1 ? ['any', ...own] : own;
  const last = segments.at(-1);
  return {
    text,
    segments,
    weight: weightOf(segments),
    ...(last && last !== 'any' && last.length === 1 && last[0] !== undefined && { name: last[0] }),
  };
}

/** The pattern that says just this path, and no other. */
export const patternOfPath = (path: string): string => `/${escapeStars(path)}`;

/** The pattern that says just this name, wherever it stands; `name` as it stands in the last segment of a path. */
export const patternOfName = (name: string): string => escapeStars(name);

export const segmentsOf = (path: string): readonly string[] => path.split('/').map(unescapeToken);

/** Whether a pattern fits a path. Goes back at most to the last `**`, so the work is bounded by the product of both lengths. */
export function fits({ segments }: FieldPattern, path: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let any = -1;
  let begun = 0;
  while (at < path.length) {
    const segment = segments[next];
    if (segment === 'any') {
      any = next++;
      begun = at;
    } else if (segment && fitsName(segment, path[at] ?? '')) {
      next++;
      at++;
    } else if (any >= 0) {
      next = any + 1;
      at = ++begun;
    } else return false;
  }
  while (segments[next] === 'any') next++;
  return next === segments.length;
}

/** Below zero where `a` is more specific: it says more segments, it begins at the root, it has fewer stars, it writes more letters. */
export function bySpecificity(a: FieldPattern, b: FieldPattern): number {
  for (const [index, weight] of a.weight.entries()) if (weight !== b.weight[index]) return (b.weight[index] ?? 0) - weight;
  return 0;
}

function weightOf(segments: readonly Segment[]): readonly number[] {
  const named = segments.filter((segment) => segment !== 'any');
  const stars = named.reduce((sum, parts) => sum + parts.length - 1, 0);
  const letters = named.reduce((sum, parts) => sum + parts.join('').length, 0);
  return [named.length, segments[0] === 'any' ? 0 : 1, -stars, letters];
}

function fitsName(parts: readonly string[], name: string): boolean {
  const [first = ''] = parts;
  if (parts.length === 1) return name === first;
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function segmentOf(written: string): Segment {
  if (written === '**') return 'any';
  const parts = [''];
  for (let at = 0; at < written.length; at++) {
    const unit = written[at];
    const escaped = unit === '\\' && (written[at + 1] === '*' || written[at + 1] === '\\');
    if (unit === '*') parts.push('');
    else parts[parts.length - 1] += (escaped ? written[++at] : unit) ?? '';
  }
  return parts.map(unescapeToken);
}

const escapeStars = (path: string): string => path.replace(/[\\*]/g, '\\$&');
