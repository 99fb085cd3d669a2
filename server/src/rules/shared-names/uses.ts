import type { Config } from '../../model/config.ts';
import type { DefinedEvent } from '../../model/facts.ts';
import type { BaseType, Field } from '../../model/field.ts';
import { placeKey } from '../../model/place.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { memo } from '../../text/memo.ts';
import { domainOf } from '../domains.ts';
import { parentPointer } from '../pointers.ts';

/** One field of one event, with everything that the event's schema says of it in its branches. */
export interface Use {
  readonly event: DefinedEvent;
  readonly domain: string;
  readonly field: Field;
  /** Without null, and with integer as the number it is; empty where nothing is known. */
  readonly types: ReadonlySet<BaseType>;
}

/** All uses of all names, newest version of each event only: what changes between versions is a matter of compatibility. */
export const usesOf: (snapshot: Snapshot, config: Config) => readonly Use[] = memo((snapshot: Snapshot, config: Config) => {
  const newest = new Set<string>();
  for (const { type } of snapshot.definitions()) {
    const last = type === undefined ? undefined : snapshot.definitions(type).at(-1);
    if (last) newest.add(placeKey(last.place));
  }
  const uses = new Map<string, Use>();
  for (const name of snapshot.fieldNames()) {
    for (const { event, field } of snapshot.fields(name)) {
      const eventKey = placeKey(event.place);
      if (event.type === undefined || !newest.has(eventKey)) continue;
      const key = `${eventKey} ${field.path}`;
      const known = uses.get(key);
      const types = new Set([...(known?.types ?? []), ...baseTypes(field)]);
      uses.set(key, { event, domain: domainOf(event.type, config), field: known?.field ?? field, types });
    }
  }
  return [...uses.values()];
});

export const disjoint = (a: Use, b: Use): boolean => a.types.size > 0 && b.types.size > 0 && a.types.isDisjointFrom(b.types);

/**
 * Those uses that stand against most others: each with the ones that it disagrees with. Where two sides are equally strong, both
 * are reported, since nothing tells which of them is meant. Uses of equal keys agree with each other and disagree with the same
 * others, so that a field of thousands of events is compared a few times only.
 */
export function minority(
  uses: readonly Use[],
  keyOf: (use: Use) => string,
  disagree: (a: Use, b: Use) => boolean,
): readonly { readonly use: Use; readonly against: readonly Use[] }[] {
  const sides = [...Map.groupBy(uses, keyOf).values()];
  if (sides.length < 2) return [];
  const split = sides.map((side) => {
    const against = sides.filter((other) => side[0] && other[0] && disagree(side[0], other[0]));
    return { side, against, support: uses.length - against.reduce((sum, other) => sum + other.length, 0) };
  });
  const support = new Map(split.map((one) => [one.side, one.support]));
  const best = Math.max(...support.values());
  return split
    .filter(({ against, support: own }) => against.length > 0 && (own < best || against.some((other) => support.get(other) === best)))
    .flatMap(({ side, against }) => {
      const others = against.flat();
      return side.map((use) => ({ use, against: others }));
    });
}

/** What tells apart for `toldApart` and `disjoint`, in one text. */
export function sideOf(use: Use, snapshot: Snapshot): string {
  const told = [...discriminators(use, snapshot)].map(([name, digest]) => `${name}=${digest}`);
  return `${[...use.types].sort().join()} ${use.field.hasConst} ${told.sort().join()}`;
}

/** Whether a constant or a single value beside the fields tells their objects apart, so that they are different things by design. */
export function toldApart(a: Use, b: Use, snapshot: Snapshot): boolean {
  if (a.field.hasConst && b.field.hasConst) return true;
  const mine = discriminators(a, snapshot);
  const theirs = discriminators(b, snapshot);
  return [...mine].some(([name, digest]) => theirs.has(name) && theirs.get(name) !== digest);
}

/** The constants beside a field. At the top they tell events apart, which their types do already, so they do not count there. */
function discriminators({ event, field }: Use, snapshot: Snapshot): ReadonlyMap<string, string> {
  const parent = parentPointer(`/${field.path}`).slice(1);
  return (parent === '' ? undefined : byParent(snapshot).get(`${placeKey(event.place)} ${parent}`)) ?? none;
}

const none: ReadonlyMap<string, string> = new Map();

const byParent = memo((snapshot: Snapshot): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const found = new Map<string, Map<string, string>>();
  for (const name of snapshot.fieldNames()) {
    for (const { event, field } of snapshot.fields(name)) {
      if (!field.hasConst && field.enum?.length !== 1) continue;
      const key = `${placeKey(event.place)} ${parentPointer(`/${field.path}`).slice(1)}`;
      const known = found.get(key) ?? new Map<string, string>();
      found.set(key, known.set(field.name, field.digest));
    }
  }
  return found;
});

/** A few event types in words: `a, b and 3 others`. */
export function eventsInWords(uses: readonly Use[]): string {
  const types = [...new Set(uses.map(({ event }) => event.type ?? ''))];
  const shown = types.slice(0, 2);
  const rest = types.length - shown.length;
  return rest === 0 ? shown.join(' and ') : `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
}

function baseTypes({ types }: Field): readonly BaseType[] {
  return types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type));
}
