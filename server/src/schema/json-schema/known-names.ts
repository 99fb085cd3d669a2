import { distinct } from './evaluate.ts';
import type { Site } from './keyword.ts';
import { partsOf } from './parts.ts';
import { get } from '../../syntax/node.ts';

/** The names that a schema knows for the object it is applied to: for `additionalProperties` its own, else those of all its parts. */
export function knownNames(site: Site): readonly string[] {
  const schemas = site.keyword === 'additionalProperties' ? [site.within] : partsOf(site.within).map(({ schema }) => schema);
  const names = new Set<string>();
  for (const { node } of schemas) {
    const properties = get(node, 'properties');
    if (properties?.kind === 'object') for (const { key } of distinct(properties)) names.add(key.value);
  }
  return [...names];
}
