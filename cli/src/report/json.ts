import { messageOf } from '../../../server/src/index.ts';
import type { Outcome } from './report.ts';

/**
 * The contract for programs, version 1. Lines and characters count from zero, characters in UTF-16 units as in LSP;
 * `document` is the index within a file of several. Keys are only ever added.
 */
export function jsonReport({ files, definitions, samples, findings, durationMs }: Outcome): string {
  const report = {
    version: 1,
    files,
    definitions,
    samples,
    findings: findings.map(({ file, document, rule, severity, message, why, range, pointer, fixes, related }) => ({
      file,
      document,
      rule,
      severity,
      message: messageOf({ message, ...(why !== undefined && { why }) }),
      range,
      pointer,
      fixes: fixes.map(({ title, safety }) => ({ title, safety })),
      related: related.map((place) => ({
        file: place.file,
        document: place.document,
        pointer: place.pointer,
        range: place.range,
        message: place.message,
      })),
    })),
    durationMs,
  };
  return `${JSON.stringify(report)}\n`;
}
