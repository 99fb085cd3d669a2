import { messageOf } from '../../../server/src/index.ts';
import type { Outcome, Reported } from './report.ts';

/**
 * The contract for programs, version 1. Lines and characters count from zero, characters in UTF-16 units as in LSP;
 * `document` is the index within a file of several. Keys are only ever added.
 */
export function jsonReport({ files, definitions, samples, findings, score, durationMs }: Outcome): string {
  const report = {
    version: 1,
    files,
    definitions,
    samples,
    findings: findings.map((finding) => ({
      ...inShort(finding),
      fixes: finding.fixes.map(({ title, safety }) => ({ title, safety })),
      related: finding.related.map((place) => ({
        file: place.file,
        document: place.document,
        pointer: place.pointer,
        range: place.range,
        message: place.message,
      })),
    })),
    ...(score && {
      score: score.map(({ file, document, pointer, type, version, kept, properties }) => ({
        ...{ file, document, pointer, type, version, kept },
        properties: properties.map(({ property, state, reason, findings: behind }) => ({ property, state, reason, findings: behind.map(inShort) })),
      })),
    }),
    durationMs,
  };
  return `${JSON.stringify(report)}\n`;
}

const inShort = ({ file, document, rule, severity, message, why, range, pointer }: Reported) => ({
  ...{ file, document, rule, severity },
  message: messageOf({ message, ...(why !== undefined && { why }) }),
  ...{ range, pointer },
});
