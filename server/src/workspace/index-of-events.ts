import type { DefinedEvent, Facts } from '../model/facts.ts';
import { placeKey } from '../model/place.ts';
import { canonicalUri } from './uris.ts';
import { resolveUri, splitFragment } from '../text/uri.ts';
import { compareVersions } from '../text/versions.ts';

/** What the definition files of one workspace say together. Made anew only when the Facts of one of them changed. */
export interface EventIndex {
  readonly all: readonly DefinedEvent[];
  readonly byType: ReadonlyMap<string, readonly DefinedEvent[]>;
  readonly byPlace: ReadonlyMap<string, DefinedEvent>;
  /** For each file that a definition lists as its sample: that definition. */
  readonly listedBy: ReadonlyMap<string, DefinedEvent>;
  /** For each file that others refer to: who does. */
  readonly referrers: ReadonlyMap<string, ReadonlySet<string>>;
}

export function indexEvents(facts: Iterable<Facts>): EventIndex {
  const all: DefinedEvent[] = [];
  const listedBy = new Map<string, DefinedEvent>();
  const referrers = new Map<string, Set<string>>();
  for (const { uri, defines, refersTo } of facts) {
    all.push(...defines);
    for (const event of defines) {
      for (const { reference } of event.samples) {
        const target = reference === undefined ? undefined : fileOf(reference, uri);
        if (target !== undefined && !listedBy.has(target)) listedBy.set(target, event);
      }
    }
    for (const reference of refersTo) {
      const target = fileOf(reference, uri);
      referrers.set(target, (referrers.get(target) ?? new Set()).add(uri));
    }
  }
  const byType = Map.groupBy(
    all.filter((event) => event.type !== undefined),
    (event) => event.type ?? '',
  );
  for (const events of byType.values()) events.sort((a, b) => compareVersions(a.version, b.version));
  return { all, byType, byPlace: new Map(all.map((event) => [placeKey(event.place), event])), listedBy, referrers };
}

const fileOf = (reference: string, from: string): string => canonicalUri(splitFragment(resolveUri(from, reference))[0]);
