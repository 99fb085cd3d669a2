import { scoresOf, type WorkspaceSnapshot } from '../../server/src/index.ts';
import type { ScoredEvent } from './report/report.ts';
import { reportedFindings } from './reported.ts';

/** The scores of the events that some files define: those that lack most first, then by type and place. */
export function scoredEvents(snapshot: WorkspaceSnapshot, uris: readonly string[], nameOf: (uri: string) => string): readonly ScoredEvent[] {
  const wanted = new Set(uris);
  const events = snapshot.definitions().filter(({ place }) => wanted.has(place.uri));
  return [...scoresOf(snapshot, events).values()]
    .map(({ event: { type, version, place }, kept, properties }) => ({
      ...{ file: nameOf(place.uri), document: place.document, pointer: place.pointer, kept },
      ...(type !== undefined && { type }),
      ...(version !== undefined && { version }),
      properties: properties.map(({ findings, notes, ...scored }) => ({ ...scored, findings: reportedFindings(findings, snapshot, nameOf) })),
    }))
    .sort(worstFirst);
}

const worstFirst = (a: ScoredEvent, b: ScoredEvent): number =>
  a.kept - b.kept || broken(b) - broken(a) || compare(a.type ?? '', b.type ?? '') || compare(a.file, b.file) || a.document - b.document;

const broken = ({ properties }: ScoredEvent): number => properties.filter(({ state }) => state === 'broken').length;

/** By code unit: the same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
