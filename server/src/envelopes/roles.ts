import { type Role, type Roles, roles } from '../model/sample.ts';
import type { Node } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Envelope } from './envelope.ts';
import { headerText, isHeader } from './headers.ts';

/** The JSON Pointers at which a role may stand. */
export function pointersOf(envelope: Envelope, role: Role): readonly string[] {
  const written = envelope.roles[role];
  return written === undefined ? [] : typeof written === 'string' ? [written] : written;
}

/** Where a role stands in an event: the first of its places that holds something, else the first that is there at all. */
export function placeOf(envelope: Envelope, role: Role, event: Node): string | undefined {
  const there = pointersOf(envelope, role).filter((pointer) => at(event, pointer) !== undefined);
  return there.find((pointer) => at(event, pointer)?.kind !== 'null') ?? there[0];
}

/** An event type as an event of that envelope says it. */
export const typeAsWritten = (envelope: Envelope, type: string, version: string | undefined): string =>
  envelope.derived?.type?.write?.(type, version) ?? type;

/**
 * The text that gives an event another type, where it says its type: encoded where that is a header. Undefined where the type follows
 * from something else, such as the name of a table.
 */
export function typeInPlace(envelope: Envelope, type: string, version: string | undefined): string | undefined {
  const derived = envelope.derived?.type;
  if (derived && !derived.write) return undefined;
  const written = typeAsWritten(envelope, type, version);
  const isEncoded = envelope.members && isHeader(envelope.members, pointersOf(envelope, 'type')[0] ?? '');
  return isEncoded ? headerText(written) : written;
}

/**
 * The value of each role that an event has. A derived one is a text that stands where it was derived from: its `value` is the
 * role's, its place that of what is written.
 */
export function rolesIn(envelope: Envelope, event: Node): Roles {
  const found: Partial<Record<Role, Node>> = {};
  for (const role of roles) {
    const pointer = placeOf(envelope, role, event);
    const node = pointer === undefined ? undefined : at(event, pointer);
    const derived = envelope.derived?.[role];
    const value = derived && node ? derived.read(event) : undefined;
    if (value !== undefined && node) found[role] = { kind: 'string', block: node.block, start: node.start, end: node.end, value, style: 'plain' };
    else if (node && !derived) found[role] = node;
  }
  return found;
}
