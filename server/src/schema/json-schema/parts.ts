import { get, type Node, textOf } from '../../syntax/node.ts';
import { distinct } from './evaluate.ts';
import type { Subschema } from './keyword.ts';

/** A schema that is applied to the same value as another one. */
export interface Part {
  readonly schema: Subschema;
  /** Whether it always is, rather than in one branch of several. */
  readonly always: boolean;
}

/** The most parts that are looked at: what has more is no longer meant for people. */
const most = 500;

/** Which steps are taken: those that describe a value, or also `not` and `if`, which only ask about it. */
export type Steps = 'describing' | 'all';

/**
 * A schema and all that it applies in place: through references, `allOf`, every branch of `anyOf`, `oneOf`, `then`,
 * `else` and of dependent schemas. Each once, so that circles end.
 */
export function partsOf(schema: Subschema, steps: Steps = 'describing'): readonly Part[] {
  const found = new Map<Node, Part>();
  const add = (part: Subschema, always: boolean): void => {
    const known = found.get(part.node);
    if (known || found.size >= most || part.node.kind !== 'object') {
      if (known && always && !known.always) found.set(part.node, { schema: part, always });
      return;
    }
    found.set(part.node, { schema: part, always });
    for (const { schema: next, always: certain } of stepsOf(part, steps)) add(next, always && certain);
  };
  add(schema, true);
  return [...found.values()];
}

/** What one schema applies in place, one step far. */
export function stepsOf(schema: Subschema, which: Steps = 'describing'): readonly Part[] {
  const { node, resource } = schema;
  if (node.kind !== 'object') return [];
  const steps: Part[] = [];
  const alone = resource.draft.refAlone && textOf(get(node, '$ref')) !== undefined;
  for (const { key, value } of distinct(node)) {
    const name = key.value;
    if (!Object.hasOwn(resource.keywords, name) || (alone && name !== '$ref')) continue;
    if (name === '$ref' || name === '$dynamicRef' || name === '$recursiveRef') {
      const target = value.kind === 'string' ? schema.follow(value.value) : undefined;
      if (target) steps.push({ schema: target, always: true });
    } else if ((name === 'allOf' || name === 'anyOf' || name === 'oneOf') && value.kind === 'array') {
      for (const [index, item] of value.items.entries()) {
        steps.push({ schema: schema.child(item, name, index), always: name === 'allOf' || value.items.length === 1 });
      }
    } else if (which === 'all' && (name === 'not' || name === 'if')) {
      steps.push({ schema: schema.child(value, name), always: false });
    } else if (name === 'then' || name === 'else') {
      if (get(node, 'if')) steps.push({ schema: schema.child(value, name), always: false });
    } else if ((name === 'dependentSchemas' || name === 'dependencies') && value.kind === 'object') {
      for (const entry of distinct(value)) {
        if (entry.value.kind === 'object') steps.push({ schema: schema.child(entry.value, name, entry.key.value), always: false });
      }
    }
  }
  return steps;
}
