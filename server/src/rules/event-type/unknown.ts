import type { Config } from '../../model/config.ts';
import type { Fix } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { definitionFromSamples } from '../../refactor/index.ts';
import { textOf } from '../../syntax/node.ts';
import { memo } from '../../text/memo.ts';
import { editDistance } from '../../text/similar.ts';
import { domainOf } from '../domains.ts';
import { typeFix } from '../type-fix.ts';
import { defineRule } from '../rule.ts';
import { spellingOf } from '../words.ts';

export const unknown = defineRule({
  id: 'event-type/unknown',
  property: 'event-type',
  on: 'sample',
  severity: 'warning',
  since: '0.1.0',
  summary: "A sample's type is defined nowhere, though other types of its domain are.",
  *check(subject, { config, snapshot }) {
    const { sample, judge } = subject;
    const node = sample.roles.type;
    const type = textOf(node);
    if (judge || !node || !type) return;
    const domain = domainOf(type, config);
    const { near, domains } = knownTypes(snapshot, config);
    const meant = near(type);
    // Where nobody defines anything of that domain, the sample is of somebody else's event.
    if (meant === undefined && !domains.has(domain)) return;
    yield {
      at: node,
      message: meant
        ? `No definition has the type ${type}. Did you mean ${meant}?`
        : `No definition has the type ${type}. Define it, or correct the type.`,
      why: 'Other types of its domain are defined here, so this sample is checked against nothing by mistake rather than by intent.',
      fixes: meant === undefined ? [defineFix(type, snapshot)] : typeFix(subject, meant),
    };
  },
});

const defineFix = (type: string, snapshot: Snapshot): Fix => ({
  title: `Create the definition of ${type} from its samples`,
  safety: 'unsafe',
  reach: 'new file',
  edits: () => definitionFromSamples(snapshot, type, snapshot.samplesOfType(type)),
});

interface KnownTypes {
  readonly domains: ReadonlySet<string>;
  /** The type that was plainly meant by a misspelt one. */
  near(type: string): string | undefined;
}

/** Asked for every line of a capture, so that what is found for a type is found once. */
const knownTypes = memo((snapshot: Snapshot, config: Config): KnownTypes => {
  const types = [...new Set(snapshot.definitions().flatMap(({ type }) => type ?? []))];
  const bySpelling = new Map(types.map((type) => [spellingOf(type), type]));
  const found = new Map<string, string | undefined>();
  let comparisons = 0;
  return {
    domains: new Set(types.map((type) => domainOf(type, config))),
    near(type) {
      if (found.has(type)) return found.get(type);
      comparisons += types.length;
      const meant = bySpelling.get(spellingOf(type)) ?? (comparisons > mostComparisons ? undefined : nearest(type, types));
      found.set(type, meant);
      return meant;
    },
  };
});

/** A file with thousands of unknown types is of another system, rather than full of slips. */
const mostComparisons = 200_000;

/** The type that differs in a letter or two; a whole other word, as in `order.paid` and `order.placed`, is another type. */
function nearest(type: string, types: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = (type.length < 8 ? 1 : 2) + 1;
  for (const other of types) {
    if (Math.abs(other.length - type.length) >= bestDistance) continue;
    const [left, right] = withoutCommonEnds(type, other);
    // Another number is another version, and no slip of a finger.
    if (left.length > longestDifference || right.length > longestDifference || /^\d*$/.test(left + right)) continue;
    const distance = editDistance(left, right);
    if (distance < bestDistance) [best, bestDistance] = [other, distance];
  }
  return best;
}

/** Texts that still differ over more than that, once what they share at both ends is cut off, are no misspellings of each other. */
const longestDifference = 40;

function withoutCommonEnds(a: string, b: string): readonly [string, string] {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}
