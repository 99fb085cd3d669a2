import type { Node } from '../../../syntax/node.ts';
import type { Problem } from '../../schema.ts';
import { bestBranch } from '../branches.ts';
import { addSeen, apply, applyWhen, fail, fitsQuietly, nothingSeen, pointerOf } from '../evaluate.ts';
import type { Keyword, Seen, Site, Subschema, Visit } from '../keyword.ts';

export const allOf: Keyword = (site) => {
  const schemas = branchesOf(site);
  return (value, visit) => {
    let fits = true;
    for (const schema of schemas) {
      if (apply(schema, value, visit)) continue;
      fits = false;
      if (!visit.out) break;
    }
    return fits;
  };
};

export const anyOf: Keyword = (site) => {
  const schemas = branchesOf(site);
  if (schemas.length === 0) return undefined;
  return (value, visit) => {
    const tried: Tried[] = [];
    let fits = false;
    for (const schema of schemas) {
      const branch = attempt(schema, value, visit);
      if (branch.fits) {
        fits = true;
        if (!visit.seen) return true;
        if (branch.seen) addSeen(visit.seen, branch.seen);
      } else tried.push(branch);
    }
    return fits || failAll(site, value, visit, tried);
  };
};

export const oneOf: Keyword = (site) => {
  const schemas = branchesOf(site);
  if (schemas.length === 0) return undefined;
  return (value, visit) => {
    const tried: Tried[] = [];
    const matched: number[] = [];
    for (const [index, schema] of schemas.entries()) {
      const branch = attempt(schema, value, visit);
      if (!branch.fits) {
        tried.push(branch);
        continue;
      }
      matched.push(index);
      if (visit.seen && branch.seen) addSeen(visit.seen, branch.seen);
      if (matched.length > 1 && !visit.out) return false;
    }
    if (matched.length === 1) return true;
    return matched.length === 0 ? failAll(site, value, visit, tried) : fail(site, value, visit, { matched });
  };
};

export const not: Keyword = (site) => {
  const schema = site.subschema(site.value, site.keyword);
  return (value, visit) => !fitsQuietly(schema, value, visit) || fail(site, value, visit);
};

/** `if` with its `then` and `else`, which mean nothing without it. */
export const ifThenElse: Keyword = (site) => {
  const condition = site.subschema(site.value, 'if');
  const [then, otherwise] = ['then', 'else'].map((name) => {
    const node = site.sibling(name);
    return node && site.subschema(node, name);
  });
  return (value, visit) => {
    const seen = visit.seen && nothingSeen();
    const fits = fitsQuietly(condition, value, visit, seen);
    if (fits && visit.seen && seen) addSeen(visit.seen, seen);
    const next = fits ? then : otherwise;
    return !next || applyWhen({ keyword: fits ? 'then' : 'else', condition: site.value }, next, value, visit);
  };
};

interface Tried {
  readonly fits: boolean;
  readonly problems: readonly Problem[];
  readonly seen: Seen | undefined;
}

function attempt(schema: Subschema, value: Node, visit: Visit): Tried {
  const problems: Problem[] = [];
  const seen = visit.seen && nothingSeen();
  const fits = apply(schema, value, { run: visit.run, path: visit.path, scope: visit.scope, out: visit.out && problems, seen });
  return { fits, problems, seen };
}

function failAll(site: Site, value: Node, visit: Visit, tried: readonly Tried[]): false {
  if (!visit.out) return false;
  const branches = tried.map(({ problems }) => problems);
  const best = bestBranch(branches, pointerOf(visit.path));
  const seen = tried[best]?.seen;
  // What the branch that was meant looked at is not reported once more as unknown.
  if (visit.seen && seen) addSeen(visit.seen, seen);
  return fail(site, value, visit, { branch: branches[best] ?? [], branches });
}

const branchesOf = (site: Site): readonly Subschema[] =>
  site.value.kind === 'array' ? site.value.items.map((item, index) => site.subschema(item, site.keyword, index)) : [];
