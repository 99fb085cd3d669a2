import type { EventDefinition } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import { samePlace } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What others know of a definition: the questions of a snapshot are about that. */
export const definedEvent = ({ tree, place }: EventDefinition, snapshot: Snapshot): DefinedEvent | undefined =>
  snapshot.facts(tree.source.uri)?.defines.find((event) => samePlace(event.place, place));
