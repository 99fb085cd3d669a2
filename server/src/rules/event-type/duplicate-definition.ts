import { placeKey } from '../../model/place.ts';
import { defineRule } from '../rule.ts';
import { typePlace } from '../type-places.ts';

export const duplicateDefinition = defineRule({
  id: 'event-type/duplicate-definition',
  property: 'event-type',
  on: 'workspace',
  severity: 'error',
  since: '0.1.0',
  summary: 'Two definitions define the same version of the same event type.',
  *check({ definitions }) {
    // A type that was derived from something else is nobody's claim.
    const written = definitions.filter((event) => event.type !== undefined && event.typeWritten);
    for (const same of Map.groupBy(written, (event) => `${event.type} ${event.version ?? ''}`).values()) {
      if (same.length < 2) continue;
      const sorted = same.toSorted((a, b) => (placeKey(a.place) < placeKey(b.place) ? -1 : 1));
      const ours = new Set(same.filter(({ format }) => format === 'eventwright').map(({ digest }) => digest));
      for (const event of sorted) {
        const others = sorted.slice(0, mostRelated + 1).filter((other) => other !== event);
        const differs = ours.size > 1 || !ours.has(event.digest);
        const version = event.version === undefined ? '' : ` in version ${event.version}`;
        yield {
          at: { place: typePlace(event) },
          severity: event.format === 'eventwright' && differs ? 'error' : 'warning',
          message: `${event.type}${version} is defined ${sorted.length === 2 ? 'twice' : `${sorted.length} times`}. Keep one definition, or give this one another version.`,
          why: differs
            ? 'The definitions differ, so which of them judges a sample would be chance.'
            : 'The next change will be made in one of them only.',
          related: others.slice(0, mostRelated).map((other) => ({ place: typePlace(other), message: 'Also defined here.' })),
        };
      }
    }
  },
});

const mostRelated = 5;
