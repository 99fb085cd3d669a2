import { didYouMean } from '../../../server/src/index.ts';
import type { TransportInfo } from '../../../client/src/courier/courier.ts';
import type { FieldDeclaration, Settings } from '../../../client/src/transports/transport.ts';
import { UsageError } from '../command.ts';
import type { Chosen } from './event.ts';

/** Where an event goes: what its definition says for this transport, and what the command line says over it. */
export function targetOf(transport: TransportInfo, targets: Chosen['targets'], written: readonly string[]): Settings {
  // The embedded broker speaks MQTT, so a target for MQTT is one for it.
  const ids = transport.id === 'embedded' ? ['embedded', 'mqtt'] : [transport.id];
  const own = targets.find((target) => ids.includes(target.transport))?.fields ?? {};
  const known = Object.entries(own).filter(([name]) => transport.id !== 'embedded' || transport.target.some((field) => field.name === name));
  return { ...Object.fromEntries(known), ...Object.fromEntries(written.map((text) => setting(text, transport))) };
}

function setting(text: string, transport: TransportInfo): readonly [string, unknown] {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new UsageError(`--target is written NAME=VALUE, not \`${text}\`.`);
  const name = text.slice(0, equals);
  const value = text.slice(equals + 1);
  const field = transport.target.find((candidate) => candidate.name === name);
  if (field) return [name, typed(field, value)];
  const names = transport.target.map((candidate) => candidate.name);
  const meant = didYouMean(name, names);
  throw new UsageError(
    `A target of ${transport.title} has no \`${name}\`. ${meant ? `Did you mean \`${meant}\`?` : `Known are: ${names.join(', ')}.`}`,
  );
}

/** The value in the field's own type; one that does not fit stays a text, and the transport says what is wrong. */
function typed({ type }: FieldDeclaration, value: string): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return type === 'boolean' && /^(true|false)$/.test(value) ? value === 'true' : value;
}
