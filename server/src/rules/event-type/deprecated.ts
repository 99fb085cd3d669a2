import type { DefinedEvent } from '../../model/facts.ts';
import type { Fix, Related } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Node } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { replaceFix } from '../fixes.ts';
import { defineRule } from '../rule.ts';

export const deprecated = defineRule({
  id: 'event-type/deprecated',
  property: 'event-type',
  on: 'sample',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A sample or a `reply` uses an event type that is deprecated.',
  *check({ sample, judge }, { snapshot }) {
    const { type: node } = sample.roles;
    // The samples that a deprecated definition lists itself are its documentation.
    if (!node || judge?.by !== 'type' || !judge.event.deprecated) return;
    yield use(judge.event, node, sample.tree, snapshot);
  },
  also: {
    *definition({ definition }, { snapshot }) {
      // What is on its way out itself may well be answered by what goes with it.
      if (definition.deprecated) return;
      for (const { type, node } of definition.replies) {
        const events = snapshot.definitions(type);
        const newest = events.at(-1);
        if (!newest || events.some((event) => !event.deprecated)) continue;
        const named = new Set(definition.replies.map((reply) => reply.type));
        yield use(newest, node, definition.tree, snapshot, named);
      }
    },
  },
});

/** One use of a deprecated type. `taken`: the types that stand beside it already, so that a fix does not name one twice. */
function use(
  event: DefinedEvent,
  node: Node,
  tree: Tree,
  snapshot: Snapshot,
  taken: ReadonlySet<string> = new Set(),
): {
  readonly at: Node;
  readonly deprecated: true;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
} {
  const { type, place } = event;
  const { since, use: instead } = event.deprecated ?? {};
  // A type that nobody defines, or that is deprecated as well, would only be the next finding.
  const usable = instead !== undefined && instead !== type && !taken.has(instead) && snapshot.definitions(instead).some((other) => !other.deprecated);
  return {
    at: node,
    deprecated: true,
    message: `${type} is deprecated${since === undefined ? '' : ` since ${since}`}.${instead === undefined ? '' : ` Use ${instead} instead.`}`,
    related: [{ place: { ...place, pointer: `${place.pointer}/deprecated` }, message: 'Deprecated here.', key: true }],
    fixes: usable ? [replaceFix(tree, 'unsafe', node, instead)] : [],
  };
}
