import type { Change, ChangePlace, Direction } from '../model/change.ts';
import type { AttributeDefinition, EventDefinition } from '../model/event-definition.ts';
import type { Place } from '../model/place.ts';
import { get } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';

/** What a definition changed of the envelope's attributes that breaks somebody. An envelope is open: more attributes break nobody. */
export function compareAttributes(newer: EventDefinition, older: EventDefinition, breaks: Direction): readonly Change[] {
  const [writer, reader] = breaks === 'backward' ? [older, newer] : [newer, older];
  const changeOf = (change: Pick<Change, 'keyword' | 'certain' | 'property'>, read: ChangePlace, written: ChangePlace): Change => {
    const [at, was] = breaks === 'backward' ? [read, written] : [written, read];
    return { breaks, path: '', at, was, ...change };
  };
  return reader.attributes.flatMap((asked): readonly Change[] => {
    const given = writer.attributes.find(({ name }) => name === asked.name);
    const changes: Change[] = [];
    if (asked.required && !given?.required) {
      const written = given ? placeOf(writer, given) : writerPlace(writer);
      changes.push(changeOf({ keyword: 'required', certain: true, property: asked.name }, placeOf(reader, asked, 'required'), written));
    }
    if (given?.type !== undefined && asked.type !== undefined && !isWithin(given.type, asked.type)) {
      changes.push(
        changeOf({ keyword: 'attribute-type', certain: true, property: asked.name }, placeOf(reader, asked, 'type'), placeOf(writer, given, 'type')),
      );
    }
    return changes;
  });
}

export const sameAttributes = (a: EventDefinition, b: EventDefinition): boolean =>
  a.attributes.length === b.attributes.length &&
  a.attributes.every((one) => b.attributes.some((other) => one.name === other.name && one.type === other.type && one.required === other.required));

/** CloudEvents 1.0, Type System: what is written as a text of a narrower form. */
const narrower: Readonly<Record<string, readonly string[]>> = {
  String: ['URI', 'URI-reference', 'Timestamp', 'Binary'],
  'URI-reference': ['URI'],
};

const isWithin = (given: string, asked: string): boolean =>
  given === asked || (Object.hasOwn(narrower, asked) && narrower[asked]?.includes(given) === true);

const attributesPlace = ({ place }: EventDefinition): Place => ({ ...place, pointer: child(place.pointer, 'attributes') });

function placeOf(definition: EventDefinition, { name, node }: AttributeDefinition, keyword?: string): ChangePlace {
  const own = { ...attributesPlace(definition), pointer: child(attributesPlace(definition).pointer, name) };
  const value = keyword === undefined ? undefined : get(node, keyword);
  return value && keyword !== undefined
    ? { place: { ...own, pointer: child(own.pointer, keyword) }, key: true, node: value }
    : { place: own, key: true };
}

/** Where attributes are written; the type of the event where there are none. */
const writerPlace = (definition: EventDefinition): ChangePlace =>
  definition.attributes.length > 0
    ? { place: attributesPlace(definition), key: true }
    : { place: { ...definition.place, pointer: child(definition.place.pointer, 'event') }, key: true };
