import type { Config } from '../../model/config.ts';
import { looksExplosive } from '../../schema/json-schema/patterns.ts';

/** How a workspace writes its event types. */
export interface TypePattern {
  fits(type: string): boolean;
  /** In words, with an example; undefined for a regular expression of the workspace's own. */
  readonly named?: { readonly says: string; readonly example: string };
}

/** What is expected where a workspace does not say: CloudEvents 1.0 wants a reverse-DNS name in front of a type (`type`, SHOULD). */
export const usualPattern = 'reverse-dns';

/** The pattern of a workspace; undefined where it cannot be run. */
export function typePatternOf({ typePattern = usualPattern }: Pick<Config, 'typePattern'>): TypePattern | undefined {
  const known = patterns.get(typePattern);
  const test = known?.test ?? own(typePattern);
  if (!test) return undefined;
  return { fits: (type) => type.length > maxLength || test.test(type), ...(known && { named: known }) };
}

/** Nobody's type is longer; a pattern of one's own is not run on more. */
const maxLength = 500;

const patterns: ReadonlyMap<string, { readonly test: RegExp; readonly says: string; readonly example: string }> = new Map([
  [
    'reverse-dns',
    {
      test: /^[a-z]{2,63}(\.[A-Za-z0-9_-]+){2,}$/,
      says: 'a reversed domain name with what happened behind it',
      example: 'com.example.order.placed',
    },
  ],
  ['dotted', { test: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/, says: 'a list of words with dots between them', example: 'order.placed' }],
  ['slashed', { test: /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/, says: 'a list of words with slashes between them', example: 'order/placed' }],
]);

/** The patterns that have a name. */
export const namedPatterns: readonly string[] = [...patterns.keys()];

/** A pattern of the workspace's own, for the whole type. */
function own(written: string): RegExp | undefined {
  if (looksExplosive(written)) return undefined;
  try {
    return new RegExp(`^(?:${written})$`, 'u');
  } catch {
    return undefined;
  }
}
