import { placeKey } from '../../model/place.ts';
import type { Node, ObjectNode, Property } from '../../syntax/node.ts';
import { escapeToken } from '../../syntax/pointer.ts';
import type { Budget, Problem, When } from '../schema.ts';
import type { Path, Seen, Site, Subschema, Visit } from './keyword.ts';

/**
 * Deepest nesting of schemas applied within each other. A value is at most 200 deep, but chains of references are as long as
 * an author makes them; this is far above what real schemas need, and takes half of the usual stack.
 */
export const maxNesting = 800;

/** Judges a value from its root. */
export function judge(schema: Subschema, value: Node, budget: Budget): readonly Problem[] {
  const out: Problem[] = [];
  const run = { budget, depth: 0, judging: new Map(), unresolved: new Map<Node, Problem>() };
  try {
    apply(schema, value, { run, path: undefined, scope: { resource: schema.resource, outer: undefined }, out, seen: undefined });
  } catch (error) {
    // A stack smaller than usual, as some hosts have, ends the same way.
    if (!(error instanceof Stopped || error instanceof RangeError)) throw error;
    out.push({ keyword: 'budget', node: value, pointer: '', schema: schema.place });
  }
  return [...saidOnce(out), ...run.unresolved.values()];
}

/** A schema that is reached in several ways fails in each of them: without this a diamond of references tells one mistake a thousand times. */
function saidOnce(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  const seen = new Set<string>();
  return problems.filter(({ schema, keyword, property, pointer }) => {
    const key = JSON.stringify([placeKey(schema), keyword, property, pointer]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Applies a schema to a value in place. */
export function apply(schema: Subschema, value: Node, visit: Visit): boolean {
  const { run } = visit;
  if (--run.budget.steps < 0 || run.depth >= maxNesting) throw new Stopped();
  if (schema.verdict === true) return true;
  if (schema.verdict === false) {
    visit.out?.push({ keyword: 'false', node: value, pointer: pointerOf(visit.path), schema: schema.place, expected: schema.node });
    return false;
  }
  let inner = visit;
  if (schema.tracks || schema.resource !== visit.scope.resource) {
    const scope = schema.resource === visit.scope.resource ? visit.scope : { resource: schema.resource, outer: visit.scope };
    inner = { ...visit, scope, seen: schema.tracks ? nothingSeen() : visit.seen };
  }
  run.depth++;
  let fits = true;
  for (const check of schema.checks()) {
    if (check(value, inner)) continue;
    fits = false;
    if (!visit.out) break;
  }
  run.depth--;
  if (inner.seen && visit.seen && inner.seen !== visit.seen) addSeen(visit.seen, inner.seen);
  return fits;
}

/** Applies a schema to a part of the value. */
export function applyBelow(schema: Subschema, value: Node, token: string | number, visit: Visit): boolean {
  if (schema.verdict === true) return true;
  return apply(schema, value, below(visit, token));
}

export const below = (visit: Visit, token: string | number): Visit => ({
  run: visit.run,
  path: { parent: visit.path, token },
  scope: visit.scope,
  out: visit.out,
  seen: undefined,
});

/** Whether a schema fits, with nothing noted: for `not`, `if`, `contains`. */
export const fitsQuietly = (schema: Subschema, value: Node, visit: Visit, seen?: Seen): boolean =>
  apply(schema, value, { run: visit.run, path: visit.path, scope: visit.scope, out: undefined, seen });

/** Notes that a keyword failed. Always false, so that a check can return it. */
export function fail(site: Site, node: Node, visit: Visit, more?: Partial<Problem>, token?: string | number): false {
  if (visit.out) {
    // A problem costs memory, so it counts as many steps: a million of them help nobody.
    visit.run.budget.steps -= 50;
    const path = token === undefined ? visit.path : { parent: visit.path, token };
    visit.out.push({ keyword: site.keyword, node, pointer: pointerOf(path), schema: site.place, expected: site.value, within: site.schema, ...more });
  }
  return false;
}

/** Applies a schema that counts only under a condition, and notes the condition at each problem. */
export function applyWhen(when: When, schema: Subschema, value: Node, visit: Visit): boolean {
  const { out } = visit;
  const before = out?.length ?? 0;
  const fits = apply(schema, value, visit);
  if (!fits && out) out.push(...out.splice(before).map((problem) => ({ when, ...problem })));
  return fits;
}

/** Counts work that no schema is applied for, such as comparing. */
export function spend(visit: Visit, steps: number): void {
  visit.run.budget.steps -= steps;
  if (visit.run.budget.steps < 0) throw new Stopped();
}

export const nothingSeen = (): Seen => ({ names: new Set(), allNames: false, items: new Set(), firstItems: 0 });

export function addSeen(to: Seen, from: Seen): void {
  for (const name of from.names) to.names.add(name);
  for (const item of from.items) to.items.add(item);
  to.allNames ||= from.allNames;
  to.firstItems = Math.max(to.firstItems, from.firstItems);
}

/** The properties that count: of duplicate keys the last. */
export function distinct(node: ObjectNode): readonly Property[] {
  const { properties } = node;
  if (properties.length < 2) return properties;
  if (properties.length <= 8) {
    for (let a = 1; a < properties.length; a++) {
      for (let b = 0; b < a; b++) if (properties[a]?.key.value === properties[b]?.key.value) return lastOfEach(properties);
    }
    return properties;
  }
  const names = new Set<string>();
  for (const { key } of properties) names.add(key.value);
  return names.size === properties.length ? properties : lastOfEach(properties);
}

/** A schema or a value that takes more steps than there are. Caught in `judge`. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

const lastOfEach = (properties: readonly Property[]): readonly Property[] => [
  ...new Map(properties.map((property) => [property.key.value, property])).values(),
];

export function pointerOf(path: Path | undefined): string {
  const tokens: string[] = [];
  for (let at = path; at; at = at.parent) tokens.push(typeof at.token === 'number' ? `/${at.token}` : `/${escapeToken(at.token)}`);
  return tokens.reverse().join('');
}
