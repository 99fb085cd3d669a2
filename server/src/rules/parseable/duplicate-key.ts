import type { Property } from '../../syntax/node.ts';
import { removeProperty } from '../../refactor/index.ts';
import { linesOf } from '../../text/lines.ts';
import { fixIn } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { faultsOf, heldAt } from './faults.ts';

export const duplicateKey = defineRule({
  id: 'parseable/duplicate-key',
  property: 'parseable',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'An object has the same key twice.',
  *check({ tree }) {
    for (const { span, related } of faultsOf(tree, 'duplicate-key')) {
      const held = heldAt(tree, span.start);
      const first = related && heldAt(tree, related.start);
      if (!held || !first) continue;
      const line = linesOf(tree.source).position(tree.span(first.property.key).start).line + 1;
      const remove = (title: string, property: Property) => fixIn(tree, title, 'unsafe', () => removeProperty(tree, held.object, property));
      yield {
        at: held.property,
        message: `\`${held.property.key.value}\` stands in this object already, in line ${line}. Remove one of the two.`,
        why: 'Some readers take the first of equal keys, some the last, and some turn the whole text away (RFC 8259, section 4).',
        fixes: [remove('Remove this one', held.property), remove(`Remove the one in line ${line}`, first.property)],
      };
    }
  },
});
