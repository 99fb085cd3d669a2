import type { Finding, Severity } from '../model/finding.ts';

/** How many findings of one rule are listed for one file. Nobody reads more, and an editor that shows ten thousand stands still. */
export const mostListed = 100;

/**
 * The findings as a list shows them, in their order: of each rule and file the first hundred, then one that says how many more
 * there are. What counts findings, mends or silences them looks at all of them.
 */
export function listed(findings: readonly Finding[]): readonly Finding[] {
  const groups = [...Map.groupBy(findings, ({ uri, rule }) => `${rule} ${uri}`).values()];
  // A line that stands for one finding says less than the finding.
  const crowded = groups.filter(({ length }) => length > mostListed + 1);
  if (crowded.length === 0) return findings;
  const unlisted = new Map(
    crowded.flatMap((group) => group.slice(mostListed).map((finding, index) => [finding, index === 0 ? last(group) : undefined])),
  );
  return findings.flatMap((finding) => (unlisted.has(finding) ? (unlisted.get(finding) ?? []) : finding));
}

/** The line that stands for all that is not listed, where the first of it is. */
function last(group: readonly Finding[]): Finding | undefined {
  const [first, ...others] = group.slice(mostListed);
  if (!first) return undefined;
  const { rule, uri, span, document, pointer } = first;
  return {
    ...{ rule, uri, span, document, pointer },
    severity: severities.find((severity) => [first, ...others].some((finding) => finding.severity === severity)) ?? first.severity,
    message: `And ${(others.length + 1).toLocaleString('en')} more of this rule in this file, from here on: they count, but are not listed.`,
    why: 'So many mostly have one cause. Mend it where the first of them are, or say in eventwright.yaml how serious the rule is.',
    related: [],
    fixes: [],
  };
}

/** The most serious first. */
const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
