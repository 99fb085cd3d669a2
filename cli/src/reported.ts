import { type Finding, linesOf, type Source, type WorkspaceSnapshot } from '../../server/src/index.ts';
import type { Reported, ReportedPlace } from './report/report.ts';

/** Findings as reports want them, in an order that depends on nothing but themselves: by file, then by place. */
export function reportedFindings(
  findings: readonly Finding[],
  snapshot: WorkspaceSnapshot,
  nameOf: (uri: string) => string,
  sources: ReadonlyMap<string, Source> = new Map(),
): readonly Reported[] {
  const sourceOf = (uri: string): Source | undefined => sources.get(uri) ?? snapshot.tree(uri)?.source;
  return findings
    .flatMap((finding): Reported[] => {
      const source = sourceOf(finding.uri);
      if (!source) return [];
      const { rule, severity, message, why, document, pointer, fixes } = finding;
      const related = finding.related.flatMap(({ place, key, message: told }): ReportedPlace[] => {
        const other = sourceOf(place.uri);
        const span = snapshot.locate(place, key);
        if (!other || !span) return [];
        return [{ file: nameOf(place.uri), document: place.document, pointer: place.pointer, range: linesOf(other).range(span), message: told }];
      });
      return [
        {
          file: nameOf(finding.uri),
          document,
          rule,
          severity,
          message,
          ...(why !== undefined && { why }),
          range: linesOf(source).range(finding.span),
          pointer,
          fixes,
          related,
          source,
        },
      ];
    })
    .sort(byPlace);
}

function byPlace(a: Reported, b: Reported): number {
  const { start, end } = a.range;
  return (
    compare(a.file, b.file) ||
    start.line - b.range.start.line ||
    start.character - b.range.start.character ||
    end.line - b.range.end.line ||
    end.character - b.range.end.character ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

/** By code unit: the same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
