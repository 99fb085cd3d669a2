import type { EventItem } from '../../../../server/src/lsp/protocol.ts';
import type { TransportInfo } from '../../courier/courier.ts';
import type { FieldDeclaration, Settings } from '../../transports/transport.ts';
import type { TargetField } from '../messages.ts';
import { chosenEvent, lastComposed, locationKey, type PanelState, transportOf } from './state.ts';

/** The fields of the target as they are drawn: what was typed, else what the definition says, else what its type gives. */
export function targetFields(state: PanelState): readonly TargetField[] {
  const transport = transportOf(state);
  if (!transport) return [];
  const values = targetOf(state);
  return transport.target.filter(isDrawn).map((field) => drawn(field, values[field.name]));
}

/** The target that an event goes to now. */
export function targetOf(state: PanelState): Settings {
  const transport = transportOf(state);
  if (!transport) return {};
  const typed = state.targets[targetKey(state)] ?? {};
  return withoutBlanks({ ...defaults(transport, chosenEvent(state), chosenType(state)), ...typed }, transport.target);
}

/** Under which key typed values are kept: they belong to one event over one connection. */
export function targetKey(state: PanelState): string {
  const event = chosenEvent(state);
  return `${event ? locationKey(event.location) : (chosenType(state) ?? '')} > ${state.connection}`;
}

/** Turns a typed text into the field's own type; a text that does not fit stays a text, and the field says so. */
export function parsed(field: FieldDeclaration, value: string): unknown {
  if (field.type === 'integer') return /^-?\d{1,15}$/u.test(value.trim()) ? Number(value) : value;
  return field.type === 'boolean' ? value === 'true' : value;
}

/** What a listener needs to see what goes to a target; undefined where this connection cannot listen. */
export function sourceFor(transport: TransportInfo, target: Settings): Settings | undefined {
  if (transport.source.length === 0) return undefined;
  const entries = transport.source
    .map((field) => [field.name, target[field.name] ?? field.default] as const)
    .filter(([, value]) => value !== undefined);
  const source = Object.fromEntries(entries);
  return transport.source.every((field) => !field.required || source[field.name] !== undefined) ? source : undefined;
}

/** `missing` names the first field that is required and empty, or whose text does not fit. */
export function problemOf(state: PanelState): string | undefined {
  const field = targetFields(state).find(({ problem }) => problem !== undefined);
  return field && `${field.title}: ${field.problem}`;
}

const chosenType = (state: PanelState): string | undefined => lastComposed(state)?.event.type ?? chosenEvent(state)?.type;

type DrawnDeclaration = FieldDeclaration & { readonly type: Exclude<FieldDeclaration['type'], 'headers' | 'list'> };
const isDrawn = (field: FieldDeclaration): field is DrawnDeclaration => field.type !== 'headers' && field.type !== 'list' && !field.secret;

function drawn(field: DrawnDeclaration, value: unknown): TargetField {
  const written = value === undefined ? '' : String(value);
  const problem = problemWith(field, value);
  return {
    name: field.name,
    title: field.title,
    type: field.type,
    value: written,
    description: field.description,
    required: field.required === true,
    advanced: field.advanced === true,
    placeholder: field.example === undefined ? 'None' : `e.g. ${field.example}`,
    ...(field.values ? { values: field.values } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}

function problemWith(field: FieldDeclaration, value: unknown): string | undefined {
  if (value === undefined || value === '') return field.required ? 'is required.' : undefined;
  if (field.type === 'integer' && typeof value !== 'number') return 'must be a whole number.';
  return field.values && !field.values.includes(String(value)) ? `must be one of ${field.values.join(', ')}.` : undefined;
}

function defaults(transport: TransportInfo, event: EventItem | undefined, type: string | undefined): Settings {
  const written = event?.targets.find((target) => speaks(transport.id, target.transport))?.fields ?? {};
  const given = transport.target.map((field) => [field.name, written[field.name] ?? derived(field, type, transport.id) ?? field.default] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The embedded broker is an MQTT broker: what a definition says for MQTT holds for it too. */
const speaks = (transport: string, written: string): boolean => transport === written || (transport === 'embedded' && written === 'mqtt');

/** The whole type, since a short one would change when the workspace grows. */
function derived({ name }: FieldDeclaration, type: string | undefined, transport: string): string | undefined {
  if (type === undefined) return undefined;
  // Topics of Kafka have no slashes.
  if (name === 'topic') return transport === 'kafka' ? type : type.replaceAll('.', '/');
  return name === 'routingKey' || name === 'subject' ? type : undefined;
}

function withoutBlanks(values: Settings, fields: readonly FieldDeclaration[]): Settings {
  const required = new Set(fields.filter((field) => field.required).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== '' || required.has(name)));
}
