import type { Config } from '../../model/config.ts';
import type { DefinedEvent } from '../../model/facts.ts';
import type { BaseType, Field } from '../../model/field.ts';
import { samePlace } from '../../model/place.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { memo } from '../../text/memo.ts';
import { domainOf } from '../domains.ts';
import { parentPointer } from '../pointers.ts';
import { genericNames, wordsOf } from '../words.ts';

/** One field of one event. */
export interface Use {
  readonly event: DefinedEvent;
  readonly domain: string;
  readonly field: Field;
  /** Without null, and with integer as the number it is; empty where nothing is known. */
  readonly types: ReadonlySet<BaseType>;
  /** All fields of the same event. */
  readonly siblings: readonly Field[];
}

/** All uses of all names, newest version of each event only: what changes between versions is a matter of compatibility. */
export const usesOf: (snapshot: Snapshot, config: Config) => readonly Use[] = memo((snapshot: Snapshot, config: Config) =>
  newestEvents(snapshot).flatMap((event) => (event.type === undefined ? [] : usesIn(snapshot.fieldsOf(event), event, domainOf(event.type, config)))),
);

/** The events that are compared: the newest version of each type, and those of no type. */
export const newestEvents: (snapshot: Snapshot) => readonly DefinedEvent[] = memo((snapshot: Snapshot) =>
  snapshot.definitions().filter((event) => event.type === undefined || snapshot.definitions(event.type).at(-1) === event),
);

/** The fields of an event stay the same objects while nothing changes that they are made of, so a keystroke makes few uses anew. */
const usesIn = memo((siblings: readonly Field[], event: DefinedEvent, domain: string): readonly Use[] =>
  siblings.map((field) => ({ event, domain, field, types: baseTypes(field), siblings })),
);

/** The uses of one path in one domain, where there are several; names that say nothing by themselves are left out. */
export const usesByPath: (snapshot: Snapshot, config: Config) => readonly (readonly Use[])[] = memo((snapshot: Snapshot, config: Config) => {
  const groups = Map.groupBy(usesOf(snapshot, config), ({ domain, field }) => `${domain} ${field.path}`);
  return [...groups.values()].filter(([first, ...more]) => first && more.length > 0 && !isGeneric(first.field.name));
});

const isGeneric = (name: string): boolean => genericNames.includes(wordsOf(name).join(''));

export const disjoint = (a: Use, b: Use): boolean => a.types.size > 0 && b.types.size > 0 && a.types.isDisjointFrom(b.types);

/** In what the fields of one path may disagree. */
export interface Aspect {
  /** What a use says of it, in one text: equal texts agree. Undefined where it says nothing, and so contradicts nobody. */
  says(use: Use): string | undefined;
  disagree(a: Use, b: Use): boolean;
}

export interface Conflict {
  readonly use: Use;
  /** Those that it disagrees with. */
  readonly against: readonly Use[];
  readonly other: Use;
}

/** The uses that stand against most others of their path and domain, in one aspect. */
export function* conflictsIn(snapshot: Snapshot, config: Config, { says, disagree }: Aspect): Iterable<Conflict> {
  for (const group of usesByPath(snapshot, config)) {
    const saying = group.filter((use) => says(use) !== undefined);
    const [first] = saying;
    const said = first && says(first);
    if (saying.every((use) => says(use) === said)) continue;
    const side = (use: Use): string => `${says(use)} ${sideOf(use)}`;
    for (const { use, against } of minority(saying, side, (a, b) => disagree(a, b) && !toldApart(a, b))) {
      const [other] = against;
      if (other) yield { use, against, other };
    }
  }
}

/** The first few places of uses, for a finding. */
export const relatedIn = (against: readonly Use[], say: (use: Use) => string) =>
  against.slice(0, 5).map((use) => ({ place: use.field.place, key: true, message: `${say(use)} in ${use.event.type ?? 'another event'}.` }));

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
function sideOf(use: Use): string {
  const told = [...discriminators(use)].map(([name, digest]) => `${name}=${digest}`);
  return `${[...use.types].sort().join()} ${use.field.hasConst} ${told.sort().join()}`;
}

/**
 * Whether a constant or a single value beside the fields tells their objects apart, so that they are different things by design.
 * What comes from one place by references is one thing, whatever else its schema allows.
 */
function toldApart(a: Use, b: Use): boolean {
  if ((a.field.hasConst && b.field.hasConst) || samePlace(a.field.place, b.field.place)) return true;
  const mine = discriminators(a);
  const theirs = discriminators(b);
  return [...mine].some(([name, digest]) => theirs.has(name) && theirs.get(name) !== digest);
}

/** The constants beside a field. At the top they tell events apart, which their types do already, so they do not count there. */
function discriminators({ siblings, field }: Use): ReadonlyMap<string, string> {
  const parent = parentPath(field.path);
  return (parent === '' ? undefined : constantsByParent(siblings).get(parent)) ?? none;
}

const none: ReadonlyMap<string, string> = new Map();

const constantsByParent = memo((fields: readonly Field[]): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const found = new Map<string, Map<string, string>>();
  for (const field of fields) {
    if (!field.hasConst && field.enum?.length !== 1) continue;
    const parent = parentPath(field.path);
    found.set(parent, (found.get(parent) ?? new Map<string, string>()).set(field.name, field.digest));
  }
  return found;
});

const parentPath = (path: string): string => parentPointer(`/${path}`).slice(1);

/** A few event types in words: `a, b and 3 others`. */
export function eventsInWords(uses: readonly Use[]): string {
  const types = [...new Set(uses.map(({ event }) => event.type ?? ''))];
  const shown = types.slice(0, 2);
  const rest = types.length - shown.length;
  return rest === 0 ? shown.join(' and ') : `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
}

/** The types of a field in words, null left out. */
export const typesInWords = ({ types }: Pick<Field, 'types'>): string => `\`${types.filter((type) => type !== 'null').join('` or `')}\``;

const baseTypes = ({ types }: Field): ReadonlySet<BaseType> =>
  new Set(types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type)));
