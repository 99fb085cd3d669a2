import { property } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';

export const invalidDefinition = defineRule({
  id: 'type-safe/invalid-definition',
  property: 'type-safe',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A definition is not put together as its format wants it.',
  *check({ tree, faults }) {
    for (const { node, place, message, fixes } of faults) {
      // That there is no event type is what `event-type/missing` says.
      const root = tree.documents[place.document];
      if (place.pointer === '' && message.includes('`event`') && !property(root, 'event')) continue;
      yield { at: node, message, ...(fixes && { fixes }) };
    }
  },
});
