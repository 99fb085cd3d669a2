import type { Change, Direction } from '../model/change.ts';
import type { CompatibilityMode } from '../model/config.ts';
import type { Comparison } from '../model/compatibility.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import { type Place, samePlace } from '../model/place.ts';
import { defaultSteps, type Schema } from '../schema/schema.ts';
import { child } from '../syntax/pointer.ts';
import { compareVersions, mayBreak } from '../text/versions.ts';
import type { FoundBaseline, OpenBaseline } from './baseline.ts';
import { idOf } from './baseline.ts';
import { compareAttributes, sameAttributes } from './compare-attributes.ts';
import { registryName } from './registry.ts';

/** The definitions of one workspace, now or as they were. */
export interface Side {
  schemaOf(event: DefinedEvent): Schema | undefined;
  readDefinitions(uri: string): readonly EventDefinition[];
}

export interface CompareFrom extends Side {
  readonly mode: CompatibilityMode;
  readonly baseline: FoundBaseline | undefined;
  /** All definitions of a type in the workspace. */
  definitions(type: string): readonly DefinedEvent[];
  /** The digest of a definition with all that its schema asked of other files. */
  eventDigest(event: DefinedEvent): string;
}

type Earlier = Pick<Comparison, 'older' | 'from'>;

/** What a definition changed against the earlier versions that the mode asks for. */
export function comparisonsOf(event: DefinedEvent, from: CompareFrom): readonly Comparison[] {
  const { baseline, mode } = from;
  if (!baseline?.ok) return [];
  return earlierOf(event, from, baseline).map(({ older, from: place }) => {
    const side: Side = place === 'baseline' ? baseline.snapshot : from;
    return {
      older,
      from: place,
      name: place === 'workspace' ? (older.version ?? 'the other definition') : nameIn(baseline, older),
      changes: directionsOf(mode).flatMap((breaks) => compare(event, from, older, side, breaks)),
      same: isSame(event, from, older, side),
      shown: place === 'workspace' ? (at) => at : baseline.shown,
    };
  });
}

/** What the answer hangs on, without making it. */
export function comparisonsDigest(event: DefinedEvent, from: CompareFrom): string {
  const { baseline, mode } = from;
  if (!baseline?.ok) return baseline ? idOf(baseline) : '';
  const earlier = earlierOf(event, from, baseline).map(({ older, from: place }) => (place === 'workspace' ? from.eventDigest(older) : older.digest));
  return [mode, baseline.name, idOf(baseline), from.eventDigest(event), ...earlier].join(' ');
}

export const directionsOf = (mode: CompatibilityMode): readonly Direction[] =>
  mode.startsWith('full') ? ['backward', 'forward'] : mode.startsWith('backward') ? ['backward'] : mode.startsWith('forward') ? ['forward'] : [];

/**
 * The earlier versions of an event that it must go with, the latest last. Those of the baseline up to its own version, which is
 * there too when it is edited in place, and lower ones that the workspace itself defines. A version that may break an earlier one,
 * by what it calls itself, is not compared with it.
 */
function earlierOf(event: DefinedEvent, from: CompareFrom, baseline: OpenBaseline): readonly Earlier[] {
  const { type, version } = event;
  if (type === undefined) return [];
  const known = baseline.definitions(type);
  const isEarlier = (older: DefinedEvent): boolean => compareVersions(older.version, version) < 0;
  const own = from
    .definitions(type)
    .filter((older) => !samePlace(older.place, event.place) && older.version !== undefined && version !== undefined && isEarlier(older))
    // What was published counts, not what has been made of it since.
    .filter((older) => !known.some((other) => compareVersions(other.version, older.version) === 0));
  const published = known.filter(
    (older) => version === undefined || older.version === undefined || isEarlier(older) || compareVersions(older.version, version) === 0,
  );
  const all: readonly Earlier[] = [
    ...published.map((older): Earlier => ({ older, from: 'baseline' })),
    ...own.map((older): Earlier => ({ older, from: 'workspace' })),
  ].filter(({ older }) => !mayBreak(older.version, version));
  const inOrder = all.toSorted((a, b) => compareVersions(a.older.version, b.older.version) || (a.older.place.uri < b.older.place.uri ? -1 : 1));
  return from.mode.endsWith('-transitive') ? inOrder : inOrder.slice(-1);
}

function nameIn({ kind, name }: OpenBaseline, { version, place }: DefinedEvent): string {
  if (kind === 'registry') return registryName(place.uri);
  return version === undefined ? name : `${version} (${name})`;
}

function compare(newer: DefinedEvent, from: Side, older: DefinedEvent, side: Side, breaks: Direction): readonly Change[] {
  const [own, other] = [definitionOf(newer, from), definitionOf(older, side)];
  return [...(own && other ? compareAttributes(own, other, breaks) : []), ...compareData(newer, from, older, side, breaks)];
}

function compareData(newer: DefinedEvent, from: Side, older: DefinedEvent, side: Side, breaks: Direction): readonly Change[] {
  if (!newer.data && !older.data) return [];
  const [own, other] = [from.schemaOf(newer), side.schemaOf(older)];
  const at = newer.data?.place ?? eventPlace(newer);
  const change = (keyword: string, certain: boolean): readonly Change[] => [
    { breaks, certain, keyword, path: '', at: { place: at, key: true }, was: { place: older.data?.place ?? eventPlace(older), key: true } },
  ];
  if ((newer.data && !own) || (older.data && !other)) return change('unread', false);
  const [writer, reader] = breaks === 'backward' ? [other, own] : [own, other];
  if (!writer) return reader?.fields().some((field) => field.required && !field.path.includes('/')) ? change('data', true) : [];
  return own && other ? own.compare(other, breaks, { steps: defaultSteps }) : [];
}

function isSame(newer: DefinedEvent, from: Side, older: DefinedEvent, side: Side): boolean {
  const [own, other] = [definitionOf(newer, from), definitionOf(older, side)];
  if (own && other && !sameAttributes(own, other)) return false;
  const [schema, before] = [from.schemaOf(newer), side.schemaOf(older)];
  if (!schema || !before) return (newer.data === undefined) === (older.data === undefined);
  return schema.sameAs(before, { steps: defaultSteps });
}

const definitionOf = ({ place }: DefinedEvent, side: Side): EventDefinition | undefined =>
  side.readDefinitions(place.uri).find((definition) => samePlace(definition.place, place));

const eventPlace = ({ place, format }: DefinedEvent): Place =>
  format === 'eventwright' ? { ...place, pointer: child(place.pointer, 'event') } : place;
