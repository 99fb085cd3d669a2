import type { Finding } from '../model/finding.ts';
import type { Sample } from '../model/sample.ts';
import { placeKey } from '../model/place.ts';
import { type ContextOf, type FileSubjects, type RawFinding, runFile, runSuppressions, runWorkspace } from '../rules/run.ts';
import type { Cancel } from '../text/cancel.ts';
import type { Config } from '../model/config.ts';
import type { Source } from '../text/source.ts';
import type { Scope } from './discover.ts';
import { isOwn } from './envelopes.ts';
import { type Sifted, siftFile } from './sift.ts';
import type { Kept, WorkspaceSnapshot } from './snapshot.ts';
import { sampleSubject } from './subjects.ts';
import { type Dependencies, type Question, questionKey, questionOf, track } from './tracking.ts';

/** The findings of the rules that look at one file, with what they were made from. */
export interface FileResult {
  readonly source: Source;
  readonly config: Config;
  readonly asked: Dependencies;
  readonly findings: readonly RawFinding[];
}

/** The findings of the rules that compare all definitions of one workspace. */
export interface WorkspaceResult {
  readonly config: Config;
  readonly stamp: string;
  /** What the rules asked beyond the definitions and their fields, which the stamp covers. */
  readonly asked: Dependencies;
  readonly byFile: ReadonlyMap<string, readonly RawFinding[]>;
}

/** All that is to be said of a file, without what somebody has silenced. */
export function checkFile(snapshot: WorkspaceSnapshot, uri: string, kept: Kept, cancel: Cancel): Sifted {
  return siftFile(snapshot, uri, findingsIn(snapshot, uri, kept, cancel), {
    judge: (subjects) =>
      runSuppressions(
        subjects,
        contextFor(snapshot, snapshot.scopeOf(uri), cancel, uri, () => {}),
      ).flatMap((raw) => materialise(snapshot, raw)),
    order: byPlace,
    cancel,
  });
}

/** All findings that lie in a file: its own, those of the whole workspace, and those that files which refer to it have in it. */
function findingsIn(snapshot: WorkspaceSnapshot, uri: string, kept: Kept, cancel: Cancel): readonly Finding[] {
  const own = fileFindings(snapshot, uri, kept, cancel);
  const foreign = snapshot.referrers(uri).flatMap((other) => (other === uri ? [] : fileFindings(snapshot, other, kept, cancel)));
  const wide = snapshot.wideFindings(snapshot.scopeOf(uri), kept, cancel).get(uri) ?? [];
  const found = [...own, ...foreign, ...wide].flatMap((raw) => (raw.uri === uri ? materialise(snapshot, raw) : []));
  return unique(found).sort(byPlace);
}

function fileFindings(snapshot: WorkspaceSnapshot, uri: string, kept: Kept, cancel: Cancel): readonly RawFinding[] {
  const tree = snapshot.tree(uri);
  const kind = snapshot.kind(uri);
  if (!tree || kind === undefined || kind === 'other') return [];
  const scope = snapshot.scopeOf(uri);
  const before = kept.results.get(uri);
  if (before && before.source === tree.source && before.config === scope.config && isCurrent(snapshot, scope, before.asked)) return before.findings;

  const questions = new Set<string>();
  const note = (question: Question): void => {
    questions.add(questionKey(question));
  };
  // What kind of file it is, and which definition lists it, is told by others.
  note({ ask: 'listed', uri });
  const findings = runFile(subjectsOf(snapshot, uri, kind, note), contextFor(snapshot, scope, cancel, uri, note));
  // Answers are taken at the end: only then has every schema asked all that it wanted to know of others.
  const asked = answersTo(questions, snapshot, scope);
  kept.results.set(uri, { source: tree.source, config: scope.config, asked, findings });
  return findings;
}

function subjectsOf(snapshot: WorkspaceSnapshot, uri: string, holds: FileSubjects['holds'], note: (question: Question) => void): FileSubjects {
  const tree = snapshot.tree(uri);
  if (!tree) throw new Error(`${uri} has a kind and no tree`);
  // What is missing in a torn line is not the event's fault: that the line is torn says all.
  const torn = new Set(tree.faults.flatMap(({ kind, document }) => (kind === 'torn-line' ? document : [])));
  const { definitions, faults } =
    holds === 'definitions' ? snapshot.structure(uri) : { definitions: [], faults: holds === 'envelope' ? snapshot.envelopeFaults(uri) : [] };
  const samples = snapshot.samples(uri);
  if (holds === 'envelope') note({ ask: 'envelope', id: uri });
  noteEnvelopes(snapshot, uri, samples, note);
  return {
    tree,
    holds,
    faults,
    definitions: definitions.map((definition) => {
      const event = snapshot.event(definition.place);
      // Its own text is in the file's identity; what its schema asks of others is not.
      note({ ask: 'event', place: placeKey(definition.place) });
      const schema = event && snapshot.schemaOf(event);
      return { definition, ...(schema && { schema }), fields: event ? snapshot.fieldsOf(event) : [] };
    }),
    samples: samples.flatMap((sample) => {
      if (torn.has(sample.place.document)) return [];
      const type = sample.roles.type?.kind === 'string' ? sample.roles.type.value : undefined;
      if (type !== undefined) note({ ask: 'definitions', type });
      const judge = snapshot.judge(sample);
      if (judge) note({ ask: 'event', place: placeKey(judge.event.place) });
      return sampleSubject(snapshot, sample, judge);
    }),
  };
}

/** Which envelope an event is in, and what that asks for, is said in other files where the envelope is a team's own. */
function noteEnvelopes(snapshot: WorkspaceSnapshot, uri: string, samples: readonly Sample[], note: (question: Question) => void): void {
  const named = [snapshot.config(uri).envelope, ...samples.map(({ envelope }) => envelope ?? '')];
  for (const sample of samples) named.push(snapshot.judge(sample)?.event.envelope ?? '');
  for (const id of new Set(named)) if (isOwn(id)) note({ ask: 'envelope', id });
}

const answersTo = (questions: ReadonlySet<string>, snapshot: WorkspaceSnapshot, scope: Scope): Dependencies =>
  new Map([...questions].map((question) => [question, snapshot.digestOf(questionOf(question), scope)]));

function contextFor(
  snapshot: WorkspaceSnapshot,
  scope: Scope,
  cancel: Cancel,
  own: string | undefined,
  note: (question: Question) => void,
): ContextOf {
  return {
    config: scope.config,
    snapshot: track(snapshot.within(scope), own, note),
    cancel,
    today: snapshot.host.today(),
    newId: () => snapshot.host.newId(),
  };
}

function isCurrent(snapshot: WorkspaceSnapshot, scope: Scope, asked: Dependencies): boolean {
  for (const [question, answer] of asked) if (snapshot.digestOf(questionOf(question), scope) !== answer) return false;
  return true;
}

/** The findings of the rules that compare all definitions of a workspace, by file. */
export function workspaceFindings(snapshot: WorkspaceSnapshot, scope: Scope, kept: Kept, cancel: Cancel): WorkspaceResult['byFile'] {
  const stamp = snapshot.stampOf(scope);
  const before = kept.workspaces.get(scope.config.root);
  if (before && before.config === scope.config && before.stamp === stamp && isCurrent(snapshot, scope, before.asked)) return before.byFile;
  const questions = new Set<string>();
  const note = (question: Question): void => {
    if (!stamped.has(question.ask)) questions.add(questionKey(question));
  };
  const found = runWorkspace(snapshot.eventsOf(scope), contextFor(snapshot, scope, cancel, undefined, note));
  const byFile = Map.groupBy(found, (finding) => finding.uri);
  kept.workspaces.set(scope.config.root, { config: scope.config, stamp, asked: answersTo(questions, snapshot, scope), byFile });
  return byFile;
}

/** What the stamp of a workspace covers: to ask for each name and each event again would cost more than the rules do. */
const stamped: ReadonlySet<Question['ask']> = new Set(['definitions', 'event', 'fields', 'fieldNames']);

/** Gives a finding its span, as the file is now. */
function materialise(snapshot: WorkspaceSnapshot, raw: RawFinding): readonly Finding[] {
  const { key, span = snapshot.locate({ uri: raw.uri, document: raw.document, pointer: raw.pointer }, key), ...rest } = raw;
  return span ? [{ ...rest, span }] : [];
}

/** One schema may be judged through several definitions: what they say of it is said once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start} ${span.end} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

const byPlace = (a: Finding, b: Finding): number =>
  a.span.start - b.span.start ||
  a.span.end - b.span.end ||
  (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
