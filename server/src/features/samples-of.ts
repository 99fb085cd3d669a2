import type { DefinedEvent } from '../model/facts.ts';
import { type Place, samePlace } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** More samples than this of one event are not listed: a capture may hold thousands. */
export const maxSamples = 200;

/** The samples that a definition judges, those that are written in it first. */
export function samplesOf(snapshot: WorkspaceSnapshot, event: DefinedEvent): readonly Sample[] {
  const found = snapshot.samplesOf(event).slice(0, maxSamples);
  const own = found.filter(({ place, listedBy }) => place.uri === event.place.uri && listedBy && samePlace(listedBy, event.place));
  return own.length === 0 ? found : [...own, ...found.filter((sample) => !own.includes(sample))];
}

/** The name of a sample in a list: its file, or its number where it is written in the definition. */
export function sampleLabel(snapshot: WorkspaceSnapshot, sample: Sample, siblings: readonly Sample[]): string {
  const { place } = sample;
  const sameFile = siblings.filter((other) => other.place.uri === place.uri);
  const number = sameFile.findIndex((other) => samePlace(other.place, place)) + 1;
  if (sample.listedBy && sample.listedBy.uri === place.uri) return `Sample ${number}`;
  const path = relativePath(snapshot, place);
  return sameFile.length > 1 ? `${path} (${number})` : path;
}

function relativePath(snapshot: WorkspaceSnapshot, { uri }: Place): string {
  const { root } = snapshot.config(uri);
  const path = uri.startsWith(root) ? uri.slice(root.length) : uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
