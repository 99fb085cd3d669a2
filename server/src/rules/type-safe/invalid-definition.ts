import { type Node, property } from '../../syntax/node.ts';
import { defineRule } from '../rule.ts';
import { reportOf } from '../structure-faults.ts';

export const invalidDefinition = defineRule({
  id: 'type-safe/invalid-definition',
  property: 'type-safe',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A definition is not put together as its format wants it.',
  *check({ tree, holds, faults }) {
    if (holds !== 'definitions') return;
    for (const fault of faults) {
      const root = tree.documents[fault.place.document];
      const { pointer } = fault.place;
      if (lacksType(root) && (pointer === '/event' || (pointer === '' && fault.message.includes('`event`')))) continue;
      yield reportOf(tree, fault);
    }
  },
});

/** That there is no event type is what `event-type/missing` says. */
function lacksType(root: Node | undefined): boolean {
  const type = property(root, 'event')?.value;
  return !type || type.kind === 'null' || (type.kind === 'string' && type.value === '');
}
