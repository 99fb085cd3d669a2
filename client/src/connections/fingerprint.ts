import { createHash } from 'node:crypto';
import type { FieldDeclaration, Settings } from '../transports/transport.ts';

/**
 * What a person allowed when they allowed a connection: SHA-256 in hex over its name, its transport and all of its settings
 * with their defaults, apart from the values of secrets. Any change gives another fingerprint and asks again.
 */
export function fingerprint(name: string, transport: string, fields: readonly FieldDeclaration[], settings: Settings): string {
  const shown: Record<string, unknown> = {};
  for (const field of fields) {
    const value = settings[field.name] ?? field.default;
    if (value !== undefined) shown[field.name] = field.secret ? secretName(value) : value;
  }
  for (const [key, value] of Object.entries(settings)) if (!fields.some((field) => field.name === key)) shown[key] = value;
  return createHash('sha256')
    .update(canonical([1, name, transport, shown]))
    .digest('hex');
}

/** A reference to a secret is part of what was allowed; a value is not. */
function secretName(value: unknown): string {
  return typeof value === 'string' && /^\$\{secret:[^}]*\}$/.test(value) ? value : '(secret)';
}

/** JSON with sorted keys, so that the order in a file does not matter. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
