import { performance } from 'node:perf_hooks';
import { type Finding, listed, type WorkspaceSnapshot } from '../../../server/src/index.ts';
import { type Arguments, type Command, type ExitCode, UsageError } from '../command.ts';
import { fileNames, type Given, givenPaths, inputSource, openWorkspaces } from '../gather.ts';
import type { Io } from '../io.ts';
import { acceptFindings, staleNotes } from '../accept.ts';
import { checkAs } from '../check-as.ts';
import { type ReportFormat, reporters, reportFormats } from '../report/index.ts';
import type { Outcome } from '../report/report.ts';
import { counted, tally } from '../report/text.ts';
import { reportedFindings } from '../reported.ts';
import { scoredEvents } from '../scored.ts';

export const command: Command = {
  summary: 'Checks event definitions and samples.',
  usage: ['[PATH ...] [options]', '--as DEFINITION SAMPLE ... [options]'],
  options: {
    format: { type: 'string', values: reportFormats, description: 'How to write what was found; text without it.' },
    'max-warnings': { type: 'string', value: 'N', description: 'Fails when there are more warnings than this.' },
    accept: { type: 'boolean', description: 'Accepts what is found now, so that from then on only new findings are told.' },
    score: { type: 'boolean', description: 'Tells also which of the six properties each event has.' },
    as: { type: 'string', value: 'DEFINITION', description: 'Judges the samples by this definition or schema, whatever they say.' },
    describes: {
      type: 'string',
      values: ['event', 'data'],
      description: 'With --as and a JSON Schema: whether it is of the whole event or of its data. Told from the schema without it.',
    },
  },
  details: [
    [
      'Without a path, everything below the working directory is checked. Paths choose what is reported: the whole workspace is read all',
      'the same, since events are compared with each other. `-` reads from standard input.',
    ].join('\n'),
    [
      'DEFINITION is an event type of the workspace, a file with a definition (order-placed.event.yaml), or a JSON Schema file, with a',
      'pointer where it is a part of the file (schemas.json#/$defs/Order).',
    ].join('\n'),
    [
      '--accept writes the file that eventwright.yaml names under `accepted`. Not accepted is what keeps a text from being read, since it',
      'hides what else is wrong there, and what is said of suppressions.',
    ].join('\n'),
    'Exit codes: 0 no errors, 1 errors, or more warnings than --max-warnings, 2 misuse or trouble.',
  ],
  async run(args, io) {
    const maxWarnings = readMaxWarnings(args);
    const format = (args.value('format') ?? 'text') as ReportFormat;
    const as = args.value('as');
    if (as === undefined && args.has('describes')) throw new UsageError('--describes belongs to --as.');
    const accept = args.has('accept');
    if (accept && as !== undefined) throw new UsageError('--accept is of a workspace, and --as judges by something else: give one of the two.');
    if (as !== undefined && args.has('score')) throw new UsageError('--score is of the events of a workspace, so it does not go with --as.');
    const checked = as === undefined ? checkWorkspaces(args.positionals, { accept, withScore: args.has('score') }, io) : checkAs(as, args, io);
    const outcome: Outcome = { ...checked.outcome, durationMs: Math.round(performance.now()) };
    io.out(reporters[format](outcome, { colours: io.colours }));
    for (const note of checked.notes) io.err(`${note}\n`);
    io.err(`${summary(outcome, checked.formats)}\n`);
    return verdict(outcome, maxWarnings, io);
  },
};

/** What was checked, before the time is known. */
export interface Checked {
  readonly outcome: Omit<Outcome, 'durationMs'>;
  /** Whether `format` was asserted, in words. */
  readonly formats: string;
  readonly notes: readonly string[];
}

interface Wanted {
  readonly accept: boolean;
  readonly withScore: boolean;
}

function checkWorkspaces(paths: readonly string[], { accept, withScore }: Wanted, io: Io): Checked {
  const wantsInput = paths.includes('-');
  if (wantsInput && accept) throw new UsageError('What is found in standard input cannot be accepted: it is no file of the workspace.');
  const named = paths.filter((text) => text !== '-');
  const given = givenPaths(paths.length === 0 ? ['.'] : named, io);
  const { workspace } = openWorkspaces([...given.map(({ path }) => path), ...(wantsInput ? [io.cwd] : [])], io);
  const input = wantsInput ? inputSource(io) : undefined;
  if (input) workspace.open(input);
  const isAsked = (uri: string): boolean => uri === input?.uri || given.some((path) => holds(path, uri));
  const accepting = accept ? acceptFindings(workspace, isAsked, io) : [];
  const snapshot = workspace.snapshot();
  const uris = snapshot.uris.filter(isAsked);
  const findings = [...snapshot.checkAll(uris).values()].flat();
  const nameOf = fileNames(io, input);
  return {
    outcome: {
      ...counts(snapshot, uris),
      found: findings,
      findings: reportedFindings(listed(findings), snapshot, nameOf),
      ...(withScore && { score: scoredEvents(snapshot, uris, nameOf) }),
    },
    formats: formatsOf(snapshot, uris),
    notes: [
      ...given.filter(({ folder, uri }) => !folder && !uris.includes(uri)).map(({ written }) => `${written}: ${notOurs}`),
      ...(input && !uris.includes(input.uri) ? [`-: ${notOurs}`] : []),
      ...accepting,
      ...staleNotes(snapshot, uris, isAsked),
    ],
  };
}

const notOurs =
  'not checked: neither its name nor its content says that it is a definition or a sample. Name it in eventwright.yaml to have it checked.';

const holds = (given: Given, uri: string): boolean => uri === given.uri || (given.folder && uri.startsWith(given.uri.replace(/\/*$/, '/')));

function counts(snapshot: WorkspaceSnapshot, uris: readonly string[]): Pick<Outcome, 'files' | 'definitions' | 'samples'> {
  const sum = (count: (uri: string) => number) => uris.reduce((total, uri) => total + count(uri), 0);
  return {
    files: uris.length,
    definitions: sum((uri) => snapshot.readDefinitions(uri).length),
    samples: sum((uri) => snapshot.samples(uri).length),
  };
}

export function formatsOf(snapshot: WorkspaceSnapshot, uris: readonly string[]): string {
  const asserted = new Set(uris.map((uri) => snapshot.config(uri).assertFormats));
  if (asserted.size > 1) return 'formats asserted where eventwright.yaml says so';
  return asserted.has(false) ? 'formats not asserted' : 'formats asserted';
}

function summary(outcome: Outcome, formats: string): string {
  const { files, definitions, samples, found, durationMs } = outcome;
  const what = `${counted(files, 'file')} (${counted(definitions, 'definition')}, ${counted(samples, 'sample')})`;
  return `Checked ${what} in ${(durationMs / 1000).toFixed(2)} s, ${formats}: ${tally(found)}.`;
}

function verdict({ found }: Outcome, maxWarnings: number | undefined, io: Io): ExitCode {
  const count = (severity: Finding['severity']) => found.filter((finding) => finding.severity === severity).length;
  const warnings = count('warning');
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) io.err(`There ${warnings === 1 ? 'is' : 'are'} ${counted(warnings, 'warning')}, and --max-warnings allows ${maxWarnings}.\n`);
  return count('error') > 0 || tooMany ? 1 : 0;
}

function readMaxWarnings(args: Arguments): number | undefined {
  const written = args.value('max-warnings');
  if (written === undefined) return undefined;
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`--max-warnings is a whole number, not \`${written}\`.`);
  return Number(written);
}
