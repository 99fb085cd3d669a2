import type { Property } from './node.ts';

/** Below this a comparison of all with all is faster than a Map; the work stays linear in the number of keys. */
const few = 8;

/** Calls back for each property whose key an earlier one of the same object has already. */
export function eachDuplicate(properties: readonly Property[], found: (later: Property, first: Property) => void): void {
  if (properties.length > few) {
    const firsts = new Map<string, Property>();
    for (const later of properties) {
      const first = firsts.get(later.key.value);
      if (first) found(later, first);
      else firsts.set(later.key.value, later);
    }
    return;
  }
  for (let index = 1; index < properties.length; index++) {
    const later = properties[index];
    if (!later) continue;
    const first = properties.find((candidate) => candidate.key.value === later.key.value);
    if (first && first !== later) found(later, first);
  }
}
