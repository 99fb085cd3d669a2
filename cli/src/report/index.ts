import { jsonReport } from './json.ts';
import type { Reporter } from './report.ts';
import { textReport } from './text.ts';

/** One line for each way of writing what was found. */
export const reporters = {
  json: jsonReport,
  text: textReport,
} satisfies Readonly<Record<string, Reporter>>;

export type ReportFormat = keyof typeof reporters;

export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
