import { textOf } from '../../../syntax/node.ts';
import type { Subschema } from '../keyword.ts';
import { childOf, type Conjunction, kindsOf, listOf, narrowed } from './conjunction.ts';
import { disjoint, implied, report, schemaPlace } from './implied.ts';
import { type Query, quietly } from './run.ts';
import { examplesOf, isBroken } from './witness.ts';

export function reference({ writer, reader, value, at }: Query): boolean {
  const target = reader.follow(textOf(value) ?? '');
  return !target || implied(writer, target, at);
}

export function allOf({ writer, reader, at }: Query): boolean {
  let proven = true;
  for (const schema of listOf(reader, 'allOf')) {
    proven = implied(writer, schema, at) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

export function anyOf(query: Query): boolean {
  const { writer, reader, at } = query;
  const branches = listOf(reader, 'anyOf');
  if (branches.length === 0 || branches.some((branch) => implied(writer, branch, quietly(at)))) return true;
  return byKind(query, anyOf) ?? (at.out ? intoTheOne(query, branches) : false);
}

export function oneOf(query: Query): boolean {
  const { writer, reader, at } = query;
  const branches = listOf(reader, 'oneOf');
  if (branches.length === 0) return true;
  const isTheOne = (branch: Subschema): boolean =>
    implied(writer, branch, quietly(at)) && branches.every((other) => other === branch || disjoint(writer, other, at));
  if (branches.some(isTheOne)) return true;
  return byKind(query, oneOf) ?? (at.out ? intoTheOne(query, branches) : false);
}

/** Kind by kind, where there are several: a text may go one way and a number another. */
function byKind(query: Query, check: (query: Query) => boolean): boolean | undefined {
  const { writer, at } = query;
  const kinds = kindsOf(writer);
  if (kinds.size < 2) return undefined;
  let proven = true;
  for (const kind of kinds) {
    const narrow: Conjunction = { ...writer, only: new Set([kind]) };
    proven = check({ ...query, writer: narrow }) && proven;
    if (!proven && !at.out) return false;
  }
  return proven;
}

/** Where only one branch can be meant, what it does not take tells more than that none fits. */
function intoTheOne(query: Query, branches: readonly Subschema[]): boolean {
  const { writer, at } = query;
  const possible = branches.filter((branch) => !disjoint(writer, branch, at));
  const [only] = possible;
  if (only && possible.length === 1) return implied(writer, only, at);
  const chosen = writer.schemas.length > 1 ? writer.schemas.at(-1) : undefined;
  return report(query, { certain: isBroken(query, examplesOfAll(query)), ...(chosen && { writer: schemaPlace(chosen) }) });
}

const examplesOfAll = ({ writer, at }: Query): readonly unknown[] => [...kindsOf(writer)].flatMap((kind) => examplesOf(writer, kind, at.run));

export function not(query: Query): boolean {
  const { writer, reader, at } = query;
  const unwanted = childOf(reader, 'not');
  if (!unwanted || disjoint(writer, unwanted, at)) return true;
  return at.out ? report(query, { certain: isBroken(query, examplesOfAll(query)) }) : false;
}

/** Whatever may be sent fits the condition or does not, and what follows has to hold in each case. */
export function condition({ writer, reader, at }: Query): boolean {
  const when = childOf(reader, 'if');
  const [then, otherwise] = [childOf(reader, 'then'), childOf(reader, 'else')];
  if (!when) return true;
  const yes = !then || disjoint(writer, when, at) || implied(narrowed(writer, [when], []), then, at);
  if (!yes && !at.out) return false;
  const no = !otherwise || implied(writer, when, quietly(at)) || implied(narrowed(writer, [], [when]), otherwise, at);
  return yes && no;
}
