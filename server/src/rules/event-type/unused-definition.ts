import { placeKey } from '../../model/place.ts';
import { defineRule } from '../rule.ts';

export const unusedDefinition = defineRule({
  id: 'event-type/unused-definition',
  property: 'event-type',
  on: 'definition',
  severity: 'hint',
  since: '0.1.0',
  summary: 'No sample shows an event of this type.',
  *check({ definition }, { snapshot }) {
    const { type, typeNode, node, place, format, samples, deprecated } = definition;
    // A sample that is listed counts even where it cannot be read: other rules tell that.
    if (type === undefined || deprecated || samples.length > 0) return;
    const versions = snapshot.definitions(type).filter((event) => !event.deprecated);
    const own = versions.at(-1);
    // Older versions are kept for those who still read them; samples show the newest.
    if (!own || placeKey(own.place) !== placeKey(place) || versions.some((event) => snapshot.samplesOf(event).length > 0)) return;
    // Definitions in formats of others are often kept without samples at all; one that is left out among many is worth a word.
    if (format !== 'eventwright' && !snapshot.hasSamples()) return;
    yield {
      at: typeNode ?? node,
      message: `No sample shows ${type}. Add one to its \`samples\`, or as a file in a folder of that name.`,
      why: 'A sample is what consumers copy, and what tells that the definition means what it says.',
    };
  },
});
