import { type Guarded, index, list, literal, object, oneOf, record, text, number, flag } from './guard.ts';
import { type Entry, isEntry } from './messages.ts';
import { restored } from './model/entry.ts';

/** What outlives the window, read back with the same mistrust as a message: what does not fit is as if it were not there. */

const settings = record(oneOf(text, number, flag));
const isChoice = object({ connection: text, targets: record(settings) });
const isOrder = object({
  place: object({ uri: text, document: index, pointer: text }),
  connection: text,
  target: settings,
  mode: literal('structured', 'binary', 'batch'),
});
const isOrders = record(isOrder);

/** What was sent last from a file: which sample, over which connection, to where. Holds no payload. */
export type KeptOrder = Guarded<typeof isOrder>;

export const keptChoice = (value: unknown): Guarded<typeof isChoice> | undefined => (isChoice(value) ? value : undefined);

/** By the uri of the file. */
export const keptOrders = (value: unknown): Readonly<Record<string, KeptOrder>> => (isOrders(value) ? value : {});

export const keptEntries = (value: unknown): readonly Entry[] => (list(isEntry)(value) ? value.map(restored) : []);
