import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import { linesOf, type Range } from '../text/lines.ts';
import { compareVersions } from '../text/versions.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { typePlace } from './definition.ts';
import { sampleLabel, samplesOf } from './samples-of.ts';

export interface CatalogEvent {
  readonly type: string;
  readonly version?: string;
  readonly summary?: string;
  readonly deprecated: boolean;
  readonly format: string;
  readonly location: ShownPlace;
  readonly samples: readonly { readonly label: string; readonly location: ShownPlace }[];
  readonly replies: readonly string[];
  readonly targets: DefinedEvent['targets'];
}

/** A place with the range that it has now. */
export type ShownPlace = Place & { readonly range: Range };

/** All events of the workspace, by type and then from the newest version to the oldest. */
export function catalogOf(snapshot: WorkspaceSnapshot): readonly CatalogEvent[] {
  return snapshot
    .definitions()
    .flatMap((event) => (event.type === undefined ? [] : [catalogEvent(snapshot, event, event.type)]))
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : compareVersions(b.version, a.version)));
}

function catalogEvent(snapshot: WorkspaceSnapshot, event: DefinedEvent, type: string): CatalogEvent {
  const samples = samplesOf(snapshot, event);
  return {
    type,
    ...(event.version !== undefined && { version: event.version }),
    ...(event.summary !== undefined && { summary: event.summary }),
    deprecated: event.deprecated !== undefined,
    format: event.format,
    location: { ...shownPlace(snapshot, typePlace(snapshot, event)), pointer: event.place.pointer },
    samples: samples.map((sample) => ({ label: sampleLabel(snapshot, sample, samples), location: shownPlace(snapshot, sample.place) })),
    replies: event.replies,
    targets: event.targets,
  };
}

/** The range of a place in the text as it is now; the begin of the file where the place is gone. */
export function shownPlace(snapshot: WorkspaceSnapshot, place: Place): ShownPlace {
  const tree = snapshot.tree(place.uri);
  const span = tree && snapshot.locate(place);
  const start = { line: 0, character: 0 };
  return { ...place, range: tree && span ? linesOf(tree.source).range(span) : { start, end: start } };
}
