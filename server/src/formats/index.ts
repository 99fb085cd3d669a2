import { eventwright } from './eventwright.ts';
import type { Format } from './format.ts';
import { jsonSchema } from './json-schema.ts';

/** Every format, the first that recognises a file reads it. */
export const formats: readonly Format[] = [
  eventwright, //
  jsonSchema,
];

export const formatOf = (id: string): Format | undefined => formats.find((format) => format.id === id);
