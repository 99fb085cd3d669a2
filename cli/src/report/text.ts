import { linesOf, type Severity } from '../../../server/src/index.ts';
import { colour, type Style } from './colour.ts';
import { scoreTable } from './score.ts';
import { visible, width } from './visible.ts';
import type { Outcome, Reported, ReportOptions } from './report.ts';

/** For people: where, how serious, which rule, what; then the line with the span underlined, and the places that belong to it. Scores last. */
export function textReport({ findings, score }: Outcome, { colours }: ReportOptions): string {
  return findings.map((finding) => `${paragraph(finding, colours).join('\n')}\n\n`).join('') + (score ? scoreTable(score, { colours }) : '');
}

function paragraph(finding: Reported, colours: boolean): readonly string[] {
  const paint = (style: Style, text: string) => (colours ? colour(style, text) : text);
  return [
    `${paint('bold', place(finding))} ${paint(finding.severity, finding.severity)} ${paint('dim', finding.rule)}`,
    ...indented(finding.message),
    ...excerpt(finding, (text) => paint(finding.severity, text)),
    ...(finding.why === undefined ? [] : indented(finding.why)),
    ...finding.related.map((related) => `  ${paint('dim', `${place(related)}:`)} ${visible(related.message)}`),
    ...finding.fixes.map(({ title }) => `  ${paint('dim', 'fix:')} ${visible(title)}`),
  ];
}

/** `file:line:column`, counted from one, as terminals and editors make links of it. */
function place({ file, range }: Pick<Reported, 'file' | 'range'>): string {
  return `${visible(file)}:${range.start.line + 1}:${range.start.character + 1}`;
}

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${visible(line)}`);

/** What fits on a line of a usual terminal, the margin apart. */
const room = 100;

function excerpt({ source, range }: Reported, paint: (text: string) => string): readonly string[] {
  const lines = linesOf(source);
  const span = lines.line(range.start.line);
  const line = source.text.slice(span.start, span.end);
  if (line.trim() === '') return [];
  const end = range.end.line > range.start.line ? line.length : range.end.character;
  // A line of a capture is one long event: show what stands around the span.
  const from = end <= room ? 0 : Math.max(0, range.start.character - room / 2);
  const shown = line.slice(from, from + room);
  const before = (from > 0 ? '…' : '') + line.slice(from, range.start.character);
  const marked = shown.slice(range.start.character - from, Math.max(end, range.start.character) - from);
  const text = (from > 0 ? '…' : '') + shown + (from + room < line.length ? '…' : '');
  const number = String(range.start.line + 1);
  return [
    `  ${number} | ${visible(text)}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(width(visible(before)))}${paint('~'.repeat(Math.max(1, width(visible(marked)))))}`,
  ];
}

export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** `2 errors, 1 warning`; `nothing wrong` where there is none. */
export function tally(findings: readonly Pick<Reported, 'severity'>[]): string {
  const parts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return parts.join(', ') || 'nothing wrong';
}

export const counted = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 || noun === 'info' ? '' : 's'}`;
