import type { Node } from '../../../syntax/node.ts';
import { splitFragment } from '../../../text/uri.ts';
import { apply, pointerOf } from '../evaluate.ts';
import type { Check, Keyword, Scope, Site, Subschema, Visit } from '../keyword.ts';
import type { Target } from '../resources.ts';

export const ref: Keyword = (site) => following(site, (target) => () => target);

/** 2020-12 core, 8.2.3.2: the outermost resource on the way that has a dynamic anchor of that name. */
export const dynamicRef: Keyword = (site) =>
  following(site, (target, reference) => {
    const name = splitFragment(reference)[1];
    if (!target.resource.dynamicAnchors.has(name) || name.startsWith('/')) return () => target;
    return (scope) => outermost(scope, (resource) => resource.dynamicAnchors.get(name)) ?? target;
  });

/** 2019-09 core, 8.2.4.2.1. */
export const recursiveRef: Keyword = (site) =>
  following(site, (target) => {
    if (!target.resource.recursive) return () => target;
    return (scope) => outermost(scope, (resource) => (resource.recursive ? resource.target : undefined)) ?? target;
  });

type Choice = (scope: Scope) => Target;

function following(site: Site, choose: (target: Target, reference: string) => Choice): Check | undefined {
  if (site.value.kind !== 'string') return undefined;
  const reference = site.value.value;
  const target = site.follow(reference);
  if (!target.ok) return target.reason === 'remote' ? undefined : (value, visit) => noteUnresolved(site, value, visit);
  const choice = choose(target, reference);
  return (value, visit) => applyOnce(site.subschemaAt(choice(visit.scope)), value, visit);
}

/** A reference that comes back to itself with the same value asks for nothing more. */
function applyOnce(schema: Subschema, value: Node, visit: Visit): boolean {
  const { judging } = visit.run;
  const before = judging.get(schema);
  if (before === value) return true;
  judging.set(schema, value);
  const fits = apply(schema, value, visit);
  if (before) judging.set(schema, before);
  else judging.delete(schema);
  return fits;
}

/** Said once; nothing more can be known, so the value is not blamed. */
function noteUnresolved(site: Site, value: Node, visit: Visit): boolean {
  const { unresolved } = visit.run;
  if (!unresolved.has(site.value)) {
    unresolved.set(site.value, { keyword: 'unresolved', node: value, pointer: pointerOf(visit.path), schema: site.place, expected: site.value });
  }
  return true;
}

function outermost(scope: Scope, find: (resource: Scope['resource']) => Target | undefined): Target | undefined {
  let found: Target | undefined;
  for (let at: Scope | undefined = scope; at; at = at.outer) found = find(at.resource) ?? found;
  return found;
}
