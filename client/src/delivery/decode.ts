import type { Binding } from './binding.ts';
import type { Mode } from './event.ts';
import type { WireMessage } from './message.ts';
import { percentDecode } from '../../../server/src/text/percent.ts';
import { splitArray } from './split-array.ts';

/** An event that was recognised in a message. */
export interface DecodedEvent {
  readonly mode?: Mode;
  /** The whole event as one JSON text, numbers as they were written; undefined where the body is no JSON event. */
  readonly structured?: string;
  readonly id?: string;
  readonly source?: string;
  readonly type?: string;
}

/**
 * Recognises the events in a message: one, or as many as a batch holds. Never throws, whatever arrives; a message in which
 * nothing is recognised gives one empty result.
 */
export function decode(message: WireMessage, binding: Binding): readonly DecodedEvent[] {
  const media = mediaType(message.contentType);
  const text = textOf(message.body);
  if (!media.startsWith('application/cloudevents')) {
    const attributes = attributesOf(message, binding);
    if (attributes.some(([name]) => name === 'specversion')) return [joined(attributes, message, text)];
  }
  if (text === undefined) return [{}];
  const value = parsed(text);
  if (Array.isArray(value)) {
    const batch = media === 'application/cloudevents-batch+json' || (value.length > 0 && value.every(isEvent));
    return batch && value.length > 0 ? splitArray(text).map((element) => identified(element, 'batch', parsed(element))) : [{}];
  }
  return [isObject(value) ? identified(text, 'structured', value) : {}];
}

/** The headers that are attributes. Of a protocol without a binding none are. */
function attributesOf(message: WireMessage, binding: Binding): readonly (readonly [string, string])[] {
  if (binding.id === 'none') return [];
  // Names of HTTP and NATS headers know no case. AMQP brokers that do not allow `:` use `_` (AMQP binding, 3.1.3.1).
  const prefixes = binding.id === 'amqp' ? ['cloudEvents:', 'cloudEvents_'] : [binding.prefix];
  const found: [string, string][] = [];
  for (const [header, value] of message.headers) {
    const name = binding.percentEncoded ? header.toLowerCase() : header;
    const prefix = prefixes.find((candidate) => name.startsWith(candidate));
    if (prefix === undefined || !/^[a-z0-9]+$/.test(name.slice(prefix.length))) continue;
    found.push([name.slice(prefix.length), binding.percentEncoded ? percentDecode(value) : value]);
  }
  return found;
}

/** A binary message as one JSON text. Data in JSON is spliced in as it stands, since parsing it would round its numbers. */
function joined(attributes: readonly (readonly [string, string])[], message: WireMessage, text: string | undefined): DecodedEvent {
  const members: string[] = [];
  for (const [name, value] of attributes) {
    if (name === 'datacontenttype' || name === 'data' || name === 'data_base64') continue;
    members.push(`${JSON.stringify(name)}:${integers.has(name) && /^-?\d+$/.test(value) ? String(BigInt(value)) : JSON.stringify(value)}`);
  }
  if (message.contentType !== undefined) members.push(`"datacontenttype":${JSON.stringify(message.contentType)}`);
  if (message.body.length > 0) members.push(dataMember(message, text));
  const structured = `{${members.join(',')}}`;
  return identified(structured, 'binary', Object.fromEntries(attributes));
}

/** Documented extensions of type Integer: a header has lost the type of its value. */
const integers: ReadonlySet<string> = new Set(['sampledrate', 'severitynumber']);

function dataMember(message: WireMessage, text: string | undefined): string {
  if (text === undefined) return `"data_base64":"${base64(message.body)}"`;
  // What calls itself JSON and is none becomes a text: so the check says what is wrong, and nothing can slip out of `data`.
  const json = isJson(message.contentType) && parsed(text) !== undefined;
  return `"data":${json ? text : JSON.stringify(text)}`;
}

function identified(structured: string, mode: Mode, value: unknown): DecodedEvent {
  const event = isObject(value) ? value : {};
  const found: { id?: string; source?: string; type?: string } = {};
  for (const name of ['id', 'source', 'type'] as const) {
    const attribute = event[name];
    if (typeof attribute === 'string') found[name] = attribute;
  }
  return { mode, structured, ...found };
}

function isEvent(value: unknown): boolean {
  return isObject(value) && 'specversion' in value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `application/json`, `text/json`, anything `+json`, and nothing at all (CloudEvents JSON format, 3.1). */
function isJson(contentType: string | undefined): boolean {
  const media = mediaType(contentType);
  return media === '' || /[/+]json$/.test(media);
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
