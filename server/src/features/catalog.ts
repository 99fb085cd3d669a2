import type { DefinedEvent } from '../model/facts.ts';
import { type Finding, messageOf, type Property, type Severity } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import { linesOf, type Range } from '../text/lines.ts';
import { compareVersions } from '../text/versions.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { typePlace } from './definition.ts';
import { describeEvent, paragraphs } from './describe.ts';
import { describeScore, propertyTitles, scoreTitle } from './describe-score.ts';
import { sampleLabel, samplesOf } from './samples-of.ts';
import type { PropertyState, Score, ScoreOf } from './score.ts';

export interface CatalogEvent {
  readonly type: string;
  readonly version?: string;
  readonly summary?: string;
  readonly deprecated: boolean;
  /** The event type to use instead of a deprecated one, where the definition names it. */
  readonly use?: string;
  readonly format: string;
  readonly location: ShownPlace;
  readonly samples: readonly { readonly label: string; readonly location: ShownPlace }[];
  readonly replies: readonly string[];
  readonly targets: DefinedEvent['targets'];
  /** Absent as long as the workspace was not judged to its end. */
  readonly score?: ScoreInShort;
}

/** A score as a list shows it. */
export interface ScoreInShort {
  readonly kept: number;
  readonly of: number;
  /** The most serious finding behind it. */
  readonly worst?: Extract<Severity, 'error' | 'warning'>;
}

/** A place with the range that it has now. */
export type ShownPlace = Place & { readonly range: Range };

/** All events of the workspace, by type and then from the newest version to the oldest. */
export function catalogOf(snapshot: WorkspaceSnapshot, scoreOf: ScoreOf = () => undefined): readonly CatalogEvent[] {
  return snapshot
    .definitions()
    .flatMap((event) => (event.type === undefined ? [] : [catalogEvent(snapshot, event, event.type, scoreOf(event))]))
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : compareVersions(b.version, a.version)));
}

function catalogEvent(snapshot: WorkspaceSnapshot, event: DefinedEvent, type: string, score: Score | undefined): CatalogEvent {
  const samples = samplesOf(snapshot, event);
  return {
    type,
    ...(event.version !== undefined && { version: event.version }),
    ...(event.summary !== undefined && { summary: event.summary }),
    deprecated: event.deprecated !== undefined,
    ...(event.deprecated?.use !== undefined && { use: event.deprecated.use }),
    format: event.format,
    location: { ...shownPlace(snapshot, typePlace(snapshot, event)), pointer: event.place.pointer },
    samples: samples.map((sample) => ({ label: sampleLabel(snapshot, sample, samples), location: shownPlace(snapshot, sample.place) })),
    replies: event.replies,
    targets: event.targets,
    ...(score && { score: inShort(score) }),
  };
}

function inShort({ kept, properties }: Score): ScoreInShort {
  const severities = properties.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const worst = severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : undefined;
  return { kept, of: properties.length, ...(worst && { worst }) };
}

/** A score with all that is behind it. */
export interface ShownScore {
  readonly type?: string;
  readonly version?: string;
  readonly title: string;
  readonly markdown: string;
  readonly properties: readonly {
    readonly property: Property;
    readonly title: string;
    readonly state: PropertyState;
    readonly reason?: string;
    readonly findings: readonly ShownFinding[];
  }[];
}

export interface ShownFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: ShownPlace;
}

/** Nobody looks through more findings behind one property. */
const mostFindings = 100;

export function shownScore(snapshot: WorkspaceSnapshot, score: Score): ShownScore {
  const { type, version } = score.event;
  return {
    ...(type !== undefined && { type }),
    ...(version !== undefined && { version }),
    title: scoreTitle(score),
    markdown: paragraphs(describeEvent(score.event), describeScore(score)),
    properties: score.properties.map(({ property, state, findings, reason }) => ({
      ...{ property, title: propertyTitles[property], state },
      findings: findings.slice(0, mostFindings).map((finding) => shownFinding(snapshot, finding)),
      ...(reason !== undefined && { reason }),
    })),
  };
}

function shownFinding(snapshot: WorkspaceSnapshot, finding: Finding): ShownFinding {
  const { rule, severity, uri, document, pointer, span } = finding;
  const tree = snapshot.tree(uri);
  const place = { uri, document, pointer };
  const location = tree ? { ...place, range: linesOf(tree.source).range(span) } : shownPlace(snapshot, place);
  return { rule, severity, message: messageOf(finding), location };
}

/** The range of a place in the text as it is now; the begin of the file where the place is gone. */
export function shownPlace(snapshot: WorkspaceSnapshot, place: Place): ShownPlace {
  const tree = snapshot.tree(place.uri);
  const span = tree && snapshot.locate(place);
  const start = { line: 0, character: 0 };
  return { ...place, range: tree && span ? linesOf(tree.source).range(span) : { start, end: start } };
}
