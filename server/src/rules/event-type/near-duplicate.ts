import type { DefinedEvent } from '../../model/facts.ts';
import { placeKey } from '../../model/place.ts';
import { defineRule } from '../rule.ts';
import { typePlace } from '../type-places.ts';
import { spellingOf } from '../words.ts';

export const nearDuplicate = defineRule({
  id: 'event-type/near-duplicate',
  property: 'event-type',
  on: 'workspace',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Two event types differ only in case or separators.',
  *check({ definitions }) {
    // Who renames a type keeps the old one for a while, as deprecated.
    const written = definitions.filter((event) => event.typeWritten && event.type !== undefined && !event.deprecated);
    for (const alike of Map.groupBy(written, ({ type = '' }) => spellingOf(type)).values()) {
      const [usual, ...others] = spellings(alike);
      for (const event of others.flat()) {
        const [first] = usual ?? [];
        if (!first) continue;
        yield {
          at: { place: typePlace(event) },
          message: `${event.type} and ${first.type} differ only in how they are written. Keep one of them, or tell them apart by a word.`,
          why: 'People and routing rules take them for the same event, or miss one of the two.',
          related: [{ place: typePlace(first), message: `${first.type} is defined here.` }],
        };
      }
    }
  },
});

/** The definitions by the spelling of their type: the one that most have first, else the one that comes first in the workspace. */
function spellings(alike: readonly DefinedEvent[]): readonly (readonly DefinedEvent[])[] {
  const byType = Map.groupBy(alike, ({ type }) => type).values();
  const sorted = [...byType].map((events) => events.toSorted((a, b) => compare(placeKey(a.place), placeKey(b.place))));
  return sorted.sort((a, b) => b.length - a.length || compare(placeKeyOf(a), placeKeyOf(b)));
}

const placeKeyOf = ([first]: readonly DefinedEvent[]): string => (first ? placeKey(first.place) : '');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
