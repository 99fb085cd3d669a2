import type { DictionaryEntry } from '../../model/dictionary.ts';
import type { Field } from '../../model/field.ts';
import { escapeToken } from '../../syntax/pointer.ts';
import { code, describeEntry, paragraphs } from '../describe.ts';
import type { Draft, DraftObject } from '../insert.ts';
import { fieldPathOf } from '../schema-keywords.ts';
import { unique } from '../values.ts';
import type { Proposal, Scene } from './proposal.ts';

/**
 * Names for a new field of the object whose `properties` are at a path inside of a schema: those that the dictionary knows, then
 * those that other events use, the most used first. Each comes with all that is known of it: one name, one meaning.
 */
export function fieldProposals(scene: Scene, propertiesPath: readonly string[]): Proposal[] {
  const { snapshot, uri, cursor } = scene;
  const agreed = snapshot.within(snapshot.scopeOf(uri)).dictionary();
  const holder = fieldPathOf(propertiesPath);
  const pathOf = (name: string): string => holder + escapeToken(name);
  const used = new Map(usedNames(scene).map((one) => [one.name, one]));
  const known = unique((agreed?.entries ?? []).flatMap(({ name }) => (name === undefined ? [] : [name])));
  const ofDictionary = known.flatMap((name, index): Proposal[] => {
    const entry = agreed?.entryFor({ path: pathOf(name) });
    // A path of the dictionary that does not lead here says nothing of a field of that name here.
    return entry?.name === name ? [proposal(name, entry, used.get(name), Math.min(index, 999))] : [];
  });
  const told = new Set(ofDictionary.map(({ name }) => name));
  const isTyped = cursor.word.end > cursor.word.start;
  const ofOthers = [...used.values()]
    .filter(({ name }) => !told.has(name) && !agreed?.insteadOf({ path: pathOf(name) }))
    .slice(0, isTyped ? 2_000 : 200)
    .map((one, index) => proposal(one.name, agreed?.entryFor({ path: pathOf(one.name) }), one, 1_000 + index));
  return [...ofDictionary, ...ofOthers];
}

/** Names for the dictionary itself: those that events use and that it has nothing to say of yet, the most used first. */
export function entryProposals(scene: Scene): Proposal[] {
  const { snapshot, uri } = scene;
  const agreed = snapshot.within(snapshot.scopeOf(uri)).dictionary();
  return usedNames(scene)
    .filter(({ field }) => !agreed?.entryFor(field))
    .slice(0, 2_000)
    .map(({ name, field, events }, index) => ({
      kind: 'field',
      name: escapeToken(name).replace(/[\\*]/g, '\\$&'),
      value: draftOf(field, 'unit', 'meaning'),
      detail: detailOf(field),
      documentation: usedBy(events),
      rank: index,
    }));
}

interface UsedName {
  readonly name: string;
  /** As most events have it. */
  readonly field: Field;
  readonly events: readonly string[];
}

/** The names that events of the workspace use, the most used first. */
function usedNames({ snapshot, uri }: Scene): readonly UsedName[] {
  const own = snapshot.within(snapshot.scopeOf(uri));
  return own
    .fieldNames()
    .flatMap((name): UsedName[] => {
      const uses = own.fields(name);
      const [first, ...more] = Map.groupBy(uses, ({ field }) => field.digest).values();
      const usual = more.reduce((most, alike) => (alike.length > (most?.length ?? 0) ? alike : most), first)?.[0];
      const events = unique(uses.flatMap(({ event }) => (event.type === undefined ? [] : [event.type])));
      return usual ? [{ name, field: withoutConstant(usual.field), events }] : [];
    })
    .sort((a, b) => b.events.length - a.events.length);
}

/** A constant tells one event from others; a new one has another. */
function withoutConstant(field: Field): Field {
  const { enum: _, ...rest } = field;
  return field.hasConst ? rest : field;
}

function proposal(name: string, entry: DictionaryEntry | undefined, used: UsedName | undefined, rank: number): Proposal {
  const said = agreedOf(entry);
  // What an event says of a field counts only as far as the dictionary does not decide otherwise.
  const field = used && (said.types.length === 0 || used.field.types.every((type) => type === 'null' || said.types.includes(type))) ? used.field : {};
  const merged = { ...field, ...said, types: said.types.length > 0 ? said.types : (used?.field.types ?? []) };
  const value = new Map(draftOf(merged, 'x-unit', 'description'));
  if (entry?.meaning !== undefined) value.set('description', entry.meaning);
  const detail = detailOf(merged);
  return {
    kind: 'field',
    name,
    value,
    ...(detail !== '' && { detail }),
    documentation: paragraphs(entry && describeEntry(entry), used && usedBy(used.events)),
    rank,
  };
}

const agreedOf = (entry: DictionaryEntry | undefined): Pick<Field, 'types' | 'format' | 'unit' | 'enum'> => ({
  types: entry?.types.filter((type) => type !== 'null') ?? [],
  ...(entry?.format !== undefined && { format: entry.format }),
  ...(entry?.unit !== undefined && { unit: entry.unit }),
  ...(entry?.enum && { enum: entry.enum }),
});

type Described = Pick<Field, 'types'> & Partial<Pick<Field, 'format' | 'unit' | 'enum' | 'description'>>;

function draftOf({ types, format, unit, enum: values, description }: Described, unitKey: string, descriptionKey: string): DraftObject {
  const value = new Map<string, Draft>();
  value.set('type', types.find((type) => type !== 'null') ?? { hole: 'string' });
  if (format !== undefined) value.set('format', format);
  if (values) value.set('enum', values);
  if (unit !== undefined) value.set(unitKey, unit);
  value.set(descriptionKey, { hole: description ?? '' });
  return value;
}

const detailOf = ({ types, format, unit }: Described): string =>
  [types.filter((type) => type !== 'null').join(' or '), format, unit].filter((part) => part).join(', ');

const usedBy = (events: readonly string[]): string =>
  events.length === 0 ? '' : `In ${events.slice(0, 5).map(code).join(', ')}${events.length > 5 ? ` and ${events.length - 5} more` : ''}.`;
