import type { StructureFault } from '../model/event-definition.ts';
import { property } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { renameFix } from './fixes.ts';
import { lastToken, parentPointer } from './pointers.ts';
import type { Report } from './rule.ts';

/** What a shipped schema found wrong, as a report: a misspelt key can be renamed to the one that was meant. */
export function reportOf(tree: Tree, { node, place, message, meantKey }: StructureFault): Report {
  const holder = at(tree.documents[place.document], parentPointer(place.pointer));
  const held = meantKey === undefined ? undefined : property(holder, lastToken(place.pointer) ?? '');
  const fixes = held && meantKey !== undefined && !property(holder, meantKey) ? [renameFix(tree, 'unsafe', held, meantKey)] : [];
  return { at: node, message, fixes };
}
