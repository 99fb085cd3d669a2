import type { Envelope } from '../envelopes/envelope.ts';
import { typeAsWritten } from '../envelopes/roles.ts';
import { freeName, nameOfType } from '../refactor/file-names.ts';
import { yamlScalar } from './scalar.ts';
import { type Draft, type Layout, plainText, writeValue } from './insert.ts';
import { type Fresh, requiredEvent } from './values.ts';

export interface NewEvent {
  readonly type: string;
  readonly summary: string;
  /** Where to write, ending in `/`. */
  readonly folder: string;
  readonly envelope: Envelope;
  /** Whether a file of that uri is there already: a new event never overwrites one. */
  exists(uri: string): boolean;
}

export interface NewFile {
  readonly uri: string;
  readonly text: string;
  /** Where the writing goes on: the offsets of what is typed over first. */
  readonly selection?: { readonly start: number; readonly end: number };
}

/** The definition of a new event and its first sample, which fit each other and give no finding. */
export function newEventFiles({ type, summary, folder, envelope, exists }: NewEvent, fresh: Fresh): readonly NewFile[] {
  const name = freeName(nameOfType(type), (candidate) => exists(`${folder}${candidate}.event.yaml`) || exists(`${folder}samples/${candidate}.json`));
  const field = { name: 'subjectId', description: 'What the event is about.' };
  const value = fresh.newId();
  const definition = `event: ${yamlScalar(type, false)}
version: 1.0.0
summary: ${yamlScalar(oneLine(summary), false)}
data:
  type: object
  additionalProperties: false
  required: [${field.name}]
  properties:
    ${field.name}: { type: string, format: uuid, description: ${yamlScalar(field.description, true)} }
samples:
  - ${yamlScalar(`./samples/${name}.json`, false)}
`;
  const event = requiredEvent(
    envelope,
    { type: typeAsWritten(envelope, type, '1.0.0'), source: sourceOf(type) },
    fresh,
    new Map([[field.name, value]]),
  );
  const at = definition.indexOf(`${field.name}: {`);
  return [
    { uri: `${folder}${encodeName(name)}.event.yaml`, text: definition, selection: { start: at, end: at + field.name.length } },
    { uri: `${folder}samples/${encodeName(name)}.json`, text: `${plainText(writeValue(event as Draft, layout))}\n` },
  ];
}

const layout: Layout = { json: true, flow: true, indent: '', step: '  ', eol: '\n' };

/** `com.example.order.placed` comes from `/order`, until somebody says better. */
function sourceOf(type: string): string {
  const parts = type.split(/[./:]+/).filter((part) => part !== '');
  const thing = parts.at(-2) ?? parts.at(-1) ?? 'example';
  return `/${encodeURIComponent(thing)}`;
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

const encodeName = (name: string): string => encodeURIComponent(name);
