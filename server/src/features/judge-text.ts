import type { Finding, Severity } from '../model/finding.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Sample } from '../model/sample.ts';
import type { Judge } from '../rules/rule.ts';
import { runFile } from '../rules/run.ts';
import { parse } from '../syntax/index.ts';
import type { Tree } from '../syntax/tree.ts';
import { textOf } from '../syntax/node.ts';
import { type Cancel, never } from '../text/cancel.ts';
import { linesOf, type Range } from '../text/lines.ts';
import { createSource } from '../text/source.ts';
import type { Scope } from '../workspace/discover.ts';
import { readSamples } from '../workspace/samples.ts';
import { sampleSubject } from '../workspace/subjects.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type ShownPlace, shownPlace } from './catalog.ts';
import { newest } from './completion/proposal.ts';
import { typePlace } from './definition.ts';
import { isWithin } from './locate.ts';

/** What the engine says of one event. */
export interface TextVerdict {
  readonly type?: string;
  readonly definition?: { readonly type: string; readonly version?: string; readonly location: ShownPlace };
  readonly problems: readonly TextProblem[];
}

export interface TextProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly pointer: string;
  readonly range: Range;
}

export interface JudgeTextOptions {
  /** Judge by this type whatever the event says. */
  readonly type?: string;
  /** ISO 8601 date. */
  readonly today: string;
  newId(): string;
  readonly cancel?: Cancel;
}

/** Judges a structured event as JSON text, by the same rules as a sample file of the workspace: for what arrived from a broker. */
export function judgeText(snapshot: WorkspaceSnapshot, text: string, { type, today, newId, cancel = never }: JudgeTextOptions): TextVerdict {
  const { scope, read } = placed(snapshot, text, type);
  const within = scope ? snapshot.within(scope) : snapshot;
  const asked = type === undefined ? undefined : newest(within.definitions(type));
  const config = snapshot.config(read.source.uri);
  const samples = readSamples(read, { assumed: snapshot.envelope(asked?.envelope ?? config.envelope) }).map((sample) => {
    const judge: Judge | undefined = asked ? snapshot.judgeBy(sample, asked) : snapshot.judge(sample);
    return sampleSubject(snapshot, sample, judge);
  });
  const findings = runFile(
    { tree: read, holds: 'samples', faults: [], definitions: [], samples },
    { config, snapshot: within, cancel, today, newId },
  );
  const lines = linesOf(read.source);
  const first = samples[0];
  return {
    ...typeAndDefinition(snapshot, first?.sample, first?.judge?.event),
    problems: findings.flatMap(({ rule, severity, message, pointer, span }) =>
      span ? [{ rule, severity, message, pointer, range: lines.range(span) }] : [],
    ),
  };
}

/** The text as if it lay in the workspace that knows its type, or in the first one: workspaces may have rules of their own. */
function placed(snapshot: WorkspaceSnapshot, text: string, asked: string | undefined): { readonly scope?: Scope; readonly read: Tree } {
  const readIn = (root: string): Tree => parse(createSource(`${root}eventwright-text.json`, text), 'json');
  const [first] = snapshot.scopes;
  if (!first) return { read: readIn('file:///') };
  const read = readIn(first.config.root);
  if (snapshot.scopes.length === 1) return { scope: first, read };
  const type = asked ?? textOf(readSamples(read, { assumed: snapshot.envelope(first.config.envelope) })[0]?.roles.type);
  const scope = snapshot.scopes.find((candidate) => type !== undefined && snapshot.within(candidate).definitions(type).length > 0) ?? first;
  return { scope, read: scope === first ? read : readIn(scope.config.root) };
}

/** What the findings of a file say of one of its samples. */
export function verdictOf(snapshot: WorkspaceSnapshot, sample: Sample, findings: readonly Finding[]): TextVerdict {
  const lines = linesOf(sample.tree.source);
  return {
    ...typeAndDefinition(snapshot, sample, snapshot.judge(sample)?.event),
    problems: findings
      .filter(({ document, pointer }) => document === sample.place.document && isWithin(pointer, sample.place.pointer))
      .map(({ rule, severity, message, pointer, span }) => ({ rule, severity, message, pointer, range: lines.range(span) })),
  };
}

function typeAndDefinition(
  snapshot: WorkspaceSnapshot,
  sample: Sample | undefined,
  event: DefinedEvent | undefined,
): Pick<TextVerdict, 'type' | 'definition'> {
  const type = textOf(sample?.roles.type) ?? event?.type;
  return {
    ...(type !== undefined && { type }),
    ...(event?.type !== undefined && {
      definition: {
        type: event.type,
        ...(event.version !== undefined && { version: event.version }),
        location: shownPlace(snapshot, typePlace(snapshot, event)),
      },
    }),
  };
}
