import type { Node } from '../../../syntax/node.ts';
import { fail } from '../evaluate.ts';
import type { Keyword } from '../keyword.ts';

/** `min…` and `max…` of anything that can be counted; what cannot be counted fits. */
export function limit(count: (value: Node) => number | undefined, side: 'least' | 'most'): Keyword {
  return (site) => {
    if (site.value.kind !== 'number') return undefined;
    const bound = site.value.value;
    return (value, visit) => {
      const counted = count(value);
      if (counted === undefined || (side === 'least' ? counted >= bound : counted <= bound)) return true;
      return fail(site, value, visit);
    };
  };
}
