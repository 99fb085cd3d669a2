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
      for (const event of sorted) {
        const others = sorted.filter((other) => other !== event);
        const differs = others.some((other) => other.digest !== event.digest && other.format === 'eventwright');
        const version = event.version === undefined ? '' : ` in version ${event.version}`;
        yield {
          at: { place: typePlace(event) },
          severity: event.format === 'eventwright' && differs ? 'error' : 'warning',
          message: `${event.type}${version} is defined ${others.length === 1 ? 'twice' : `${sorted.length} times`}. Keep one definition, or give this one another version.`,
          why: differs
            ? 'The definitions differ, so which of them judges a sample would be chance.'
            : 'The next change will be made in one of them only.',
          related: others.map((other) => ({ place: typePlace(other), message: 'Also defined here.' })),
        };
      }
    }
  },
});
