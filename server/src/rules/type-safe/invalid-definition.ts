import { type Node, property } from '../../syntax/node.ts';
import { at } from '../../syntax/pointer.ts';
import { renameFix } from '../fixes.ts';
import { lastToken, parentPointer } from '../pointers.ts';
import { defineRule } from '../rule.ts';

export const invalidDefinition = defineRule({
  id: 'type-safe/invalid-definition',
  property: 'type-safe',
  on: 'tree',
  severity: 'error',
  since: '0.1.0',
  summary: 'A definition is not put together as its format wants it.',
  *check({ tree, faults }) {
    for (const { node, place, message, meantKey } of faults) {
      const root = tree.documents[place.document];
      if (lacksType(root) && (place.pointer === '/event' || (place.pointer === '' && message.includes('`event`')))) continue;
      const holder = at(root, parentPointer(place.pointer));
      const held = meantKey === undefined ? undefined : property(holder, lastToken(place.pointer) ?? '');
      const fixes = held && meantKey !== undefined && !property(holder, meantKey) ? [renameFix(tree, 'unsafe', held, meantKey)] : [];
      yield { at: node, message, fixes };
    }
  },
});

/** That there is no event type is what `event-type/missing` says. */
function lacksType(root: Node | undefined): boolean {
  const type = property(root, 'event')?.value;
  return !type || type.kind === 'null' || (type.kind === 'string' && type.value === '');
}
