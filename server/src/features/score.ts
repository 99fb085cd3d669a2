import type { DefinedEvent } from '../model/facts.ts';
import type { Field } from '../model/field.ts';
import { type Finding, type Property, properties } from '../model/finding.ts';
import { type Place, placeKey } from '../model/place.ts';
import { parentPointer } from '../rules/pointers.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { isWithin } from './locate.ts';

/** How well-composed an event is: which of the six properties it has. */
export interface Score {
  readonly event: DefinedEvent;
  /** In the order of the six. */
  readonly properties: readonly PropertyScore[];
  /** How many of them are kept. */
  readonly kept: number;
  /** How many samples the event has. */
  readonly samples: number;
}

export interface PropertyScore {
  readonly property: Property;
  readonly state: PropertyState;
  /** The errors and warnings that break it, the worst first and the definition's own before those of other files. */
  readonly findings: readonly Finding[];
  /** Infos and hints: advice, which breaks nothing. */
  readonly notes: readonly Finding[];
  /** Why it is unknown, in a sentence. */
  readonly reason?: string;
}

/** `unknown`: nothing speaks against the property, but nothing shows it either. That is not kept. */
export type PropertyState = 'kept' | 'broken' | 'unknown';

/** What somebody has of scores at hand: those of the last complete check, or new ones. */
export type ScoreOf = (event: DefinedEvent) => Score | undefined;

/**
 * The scores of events, by the key of their place. What counts for an event: the findings in its definition, in the schemas that
 * its data refers to (for every event that does), and in the samples that it judges; of what makes a text hard to parse, all that
 * lies in the same document. Findings that are switched off or accepted are none.
 */
export function scoresOf(snapshot: WorkspaceSnapshot, events: readonly DefinedEvent[] = snapshot.definitions()): ReadonlyMap<string, Score> {
  const found = new Map(events.map((event) => [event, new Map<Property, Finding[]>()]));
  const reach = reachOf(snapshot, events);
  for (const uri of reach.uris) {
    for (const finding of snapshot.check(uri)) {
      for (const event of reach.eventsBehind(finding)) {
        const own = found.get(event);
        const property = propertyOf(finding);
        const known = own?.get(property);
        if (known) known.push(finding);
        else own?.set(property, [finding]);
      }
    }
  }
  return new Map([...found].map(([event, byProperty]) => [placeKey(event.place), scoreFrom(snapshot, event, byProperty)]));
}

/** The score of one event, from what is found now. */
export const scoreOf = (snapshot: WorkspaceSnapshot, event: DefinedEvent): Score | undefined =>
  scoresOf(snapshot, [event]).get(placeKey(event.place));

interface Reach {
  readonly uris: ReadonlySet<string>;
  eventsBehind(finding: Finding): ReadonlySet<DefinedEvent>;
}

/**
 * Asked the other way round, from a finding to the events: a finding lies below few places, while an event may have thousands of
 * samples, of which hardly any has one.
 */
function reachOf(snapshot: WorkspaceSnapshot, events: readonly DefinedEvent[]): Reach {
  const documents = new Map<string, Map<string, Set<DefinedEvent>>>();
  const uris = new Set<string>();
  const add = (event: DefinedEvent, place: Place): void => {
    uris.add(place.uri);
    if (snapshot.check(place.uri).length === 0) return;
    const key = documentKey(place);
    const byPointer = documents.get(key) ?? new Map<string, Set<DefinedEvent>>();
    documents.set(key, byPointer);
    for (const pointer of [place.pointer, inDocument]) byPointer.set(pointer, (byPointer.get(pointer) ?? new Set()).add(event));
  };
  for (const event of events) {
    for (const place of [event.place, ...schemaPlaces(snapshot, event), ...snapshot.samplesOf(event).map((sample) => sample.place)])
      add(event, place);
  }
  return {
    uris,
    eventsBehind(finding) {
      const byPointer = documents.get(documentKey(finding));
      const behind = new Set<DefinedEvent>(propertyOf(finding) === 'parseable' ? byPointer?.get(inDocument) : []);
      for (let at = finding.pointer; byPointer; at = parentPointer(at)) {
        for (const event of byPointer.get(at) ?? []) behind.add(event);
        if (at === '') break;
      }
      return behind;
    },
  };
}

const documentKey = ({ uri, document }: Pick<Place, 'uri' | 'document'>): string => `${uri}#${document}`;

/** Stands for all events that have a place in a document; no pointer begins so. */
const inDocument = '*';

/** Where the schema of an event stands outside of the definition: the schema itself, and those that it refers to. */
function schemaPlaces(snapshot: WorkspaceSnapshot, event: DefinedEvent): readonly Place[] {
  const schema = snapshot.schemaOf(event);
  if (!schema) return [];
  const places = [schema.place, ...snapshot.fieldsOf(event).filter(isShared).map(holderOf)];
  return places.filter(({ uri, document, pointer }) => {
    const own = event.place;
    return uri !== own.uri || document !== own.document || !isWithin(pointer, own.pointer);
  });
}

const isShared = ({ shared }: Field): boolean => shared;

/** The object schema that declares a field: what is wrong with that concerns all who use one of its fields. */
const holderOf = ({ place }: Field): Place => ({ ...place, pointer: parentPointer(parentPointer(place.pointer)) });

function scoreFrom(snapshot: WorkspaceSnapshot, event: DefinedEvent, byProperty: ReadonlyMap<Property, readonly Finding[]>): Score {
  const samples = snapshot.samplesOf(event).length;
  const scored = properties.map((property): PropertyScore => {
    const all = (byProperty.get(property) ?? []).toSorted((a, b) => rank(a, event) - rank(b, event));
    const findings = all.filter(breaks);
    const notes = all.filter((finding) => !breaks(finding));
    const reason = findings.length === 0 ? reasonForDoubt(property, snapshot, event, samples) : undefined;
    const state = findings.length > 0 ? 'broken' : reason === undefined ? 'kept' : 'unknown';
    return { property, state, findings, notes, ...(reason !== undefined && { reason }) };
  });
  return { event, properties: scored, kept: scored.filter(({ state }) => state === 'kept').length, samples };
}

/** Why nobody can know whether an event has a property that nothing speaks against. */
function reasonForDoubt(property: Property, snapshot: WorkspaceSnapshot, event: DefinedEvent, samples: number): string | undefined {
  const hasSchema = snapshot.schemaOf(event) !== undefined;
  switch (property) {
    case 'envelope':
      return samples === 0 ? 'No sample shows it.' : undefined;
    case 'event-type':
      return event.type === undefined ? 'The definition names no type.' : undefined;
    case 'ambiguous-names':
    case 'shared-names':
      return hasSchema ? undefined : 'No schema names the fields of its data.';
    case 'parseable':
      return undefined;
    case 'type-safe':
      return !hasSchema ? 'No schema types its data.' : samples === 0 ? 'No sample puts it to the test.' : undefined;
  }
}

/** The rule's folder is the property that it watches over. */
const propertyOf = ({ rule }: Finding): Property => rule.slice(0, rule.indexOf('/')) as Property;

const breaks = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

/** The order in which findings are told: errors first, what is in the definition before what is elsewhere. */
const rank = ({ severity, uri }: Finding, { place }: DefinedEvent): number => severities.indexOf(severity) * 2 + (uri === place.uri ? 0 : 1);

const severities: readonly Finding['severity'][] = ['error', 'warning', 'info', 'hint'];
