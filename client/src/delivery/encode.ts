import type { Binding } from './binding.ts';
import type { EventData, Mode, OutgoingEvent } from './event.ts';
import type { WireMessage } from './message.ts';
import { percentEncode } from '../../../server/src/text/percent.ts';

/** The event cannot be put into a message in this mode; the message says why and which mode can. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
}

/**
 * Puts an event into a message. Structured mode is the text of the file, byte for byte; binary mode is the data's text with
 * the attributes as headers (section 3.1 of each binding); a batch is a JSON array of the texts (HTTP binding, 3.3).
 */
export function encode(event: OutgoingEvent, mode: Mode, binding: Binding): WireMessage {
  if (mode === 'binary') return binary(event, binding);
  if (mode === 'batch') return encodeBatch([event], binding);
  return { body: utf8(event.structured), headers: [], contentType: event.contentType, ...keyOf(event, binding) };
}

/** Several events in one message. Only CloudEvents over HTTP has batches. */
export function encodeBatch(events: readonly OutgoingEvent[], binding: Binding): WireMessage {
  if (binding.id !== 'http') throw new EncodeError('A batch can only be sent over HTTP. Choose structured mode.');
  if (events.some((event) => event.envelope !== 'cloudevents')) {
    throw new EncodeError('Only CloudEvents can be sent as a batch. Choose structured mode.');
  }
  const body = `[${events.map((event) => event.structured).join(',')}]`;
  return { body: utf8(body), headers: [], contentType: 'application/cloudevents-batch+json' };
}

function binary(event: OutgoingEvent, binding: Binding): WireMessage {
  if (binding.id === 'none') throw new EncodeError('CloudEvents has no binary mode for this transport. Choose structured mode.');
  if (event.envelope !== 'cloudevents') throw new EncodeError('Binary mode needs a CloudEvent. Choose structured mode.');
  const headers: [string, string][] = [];
  let contentType = event.data?.contentType;
  for (const [name, value] of event.attributes) {
    // The content type of the message is this attribute (3.1.1), so it has no header of its own.
    if (name === 'datacontenttype') contentType = value;
    else headers.push([binding.prefix + name, binding.percentEncoded ? percentEncode(value) : value]);
  }
  const body = event.data ? bytesOf(event.data) : new Uint8Array();
  return { body, headers, ...(contentType === undefined ? {} : { contentType }), ...keyOf(event, binding) };
}

/** Kafka takes the record's key from `partitionkey` (Kafka binding, 3.1). */
function keyOf(event: OutgoingEvent, binding: Binding): { key?: Uint8Array } {
  const partition = binding.id === 'kafka' ? event.attributes.find(([name]) => name === 'partitionkey') : undefined;
  return partition ? { key: utf8(partition[1]) } : {};
}

function bytesOf(data: EventData): Uint8Array {
  if (data.encoding === 'text') return utf8(data.text);
  let decoded: string;
  try {
    decoded = atob(data.text);
  } catch {
    throw new EncodeError('data_base64 is no Base64. Correct it, or choose structured mode to send it as it is.');
  }
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
