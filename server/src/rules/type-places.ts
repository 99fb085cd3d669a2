import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import { child } from '../syntax/pointer.ts';

/** Where a definition says its type; the definition as a whole where another format says it in a way of its own. */
export const typePlace = ({ format, place }: Pick<DefinedEvent, 'format' | 'place'>): Place =>
  format === 'eventwright' ? { ...place, pointer: child(place.pointer, 'event') } : place;
