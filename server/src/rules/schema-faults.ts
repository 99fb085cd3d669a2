import { samePlace } from '../model/place.ts';
import type { SchemaFault } from '../schema/schema.ts';
import { at } from '../syntax/pointer.ts';
import type { Node, Property } from '../syntax/node.ts';
import { property } from '../syntax/node.ts';
import { lastToken, parentPointer } from './pointers.ts';
import type { DefinitionSubject, Report } from './rule.ts';
import { renameFix, replaceFix } from './fixes.ts';

/** Turns the mistakes of one kind that a schema knows of itself into reports, where they stand: a definition may refer to a schema in a file of its own. */
export function* reportFaults({ definition, schema }: DefinitionSubject, kinds: readonly SchemaFault['kind'][], why: string): Iterable<Report> {
  const faults = schema?.faults() ?? [];
  for (const fault of faults) {
    const tree = schema?.tree;
    if (!kinds.includes(fault.kind) || fault.place.uri !== tree?.source.uri) continue;
    // A pattern that does not compile breaks the meta-schema too; the narrower finding says more.
    if (fault.kind === 'invalid' && faults.some((other) => other.kind === 'invalid-pattern' && samePlace(other.place, fault.place))) continue;
    const holder = fault.key ? keyAt(tree.documents[fault.place.document], fault.place.pointer) : undefined;
    const { suggestion } = fault;
    yield {
      at: tree === definition.tree ? (holder?.key ?? fault.node) : { place: fault.place, key: holder !== undefined },
      message: fault.message,
      why,
      ...(suggestion !== undefined && {
        fixes: [
          holder ? renameFix(tree, 'unsafe', holder, suggestion) : replaceFix(tree, 'unsafe', fault.node, suggestedValue(fault.node, suggestion)),
        ],
      }),
    };
  }
}

/** A suggestion that only takes quotes away is a value; every other one stands for a text. */
function suggestedValue(node: Node, suggestion: string): unknown {
  const quoted = node.kind === 'string' ? node.value === suggestion : /^".*"$/.test(suggestion);
  try {
    return quoted ? JSON.parse(suggestion) : suggestion;
  } catch {
    return suggestion;
  }
}

function keyAt(root: Node | undefined, pointer: string): Property | undefined {
  const name = lastToken(pointer);
  return name === undefined ? undefined : property(at(root, parentPointer(pointer)), name);
}
