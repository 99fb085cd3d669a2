import { DeliveryError, type FieldDeclaration, type Settings } from '../transports/transport.ts';
import { partsOf } from './profiles.ts';

/** Where secrets are kept: the editor's secret storage, or the environment of the command line. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
}

/** What a secret is given to. Another endpoint has another key, so it is never given what was typed in for this one. */
export interface SecretBinding {
  readonly name: string;
  readonly transport: string;
  readonly settings: Settings;
}

/** The key of a secret in a store: its name, and the transport, scheme, host, port and user that it was given for. */
export function secretKey(binding: SecretBinding): string {
  const { scheme = '', host = '', port = '', user = '' } = partsOf(binding.settings);
  return JSON.stringify(['eventwright.secret', 1, binding.name, binding.transport, scheme, host.toLowerCase(), port, user]);
}

/** The names in `${secret:name}` that settings ask for. */
export function secretNames(settings: Settings): readonly string[] {
  const names = Object.values(settings).map((value) => (typeof value === 'string' ? reference.exec(value)?.[1] : undefined));
  return [...new Set(names.filter((name) => name !== undefined))];
}

/**
 * Fills secrets in, by the key that binds each to its endpoint. A DeliveryError `auth` names the first that is missing; one
 * `misuse` says so when a reference stands where secrets do not belong, or when a secret is written out.
 */
export async function resolveSecrets(
  transport: string,
  fields: readonly FieldDeclaration[],
  settings: Settings,
  store: SecretStore,
): Promise<Settings> {
  const resolved: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    const secret = typeof value === 'string' ? reference.exec(value)?.[1] : undefined;
    if (secret === undefined) {
      if (typeof value === 'string' && value.includes('${secret:'))
        throw new DeliveryError('misuse', `"${name}" must be nothing but the reference: "\${secret:NAME}".`);
      resolved[name] = value;
      continue;
    }
    if (!fields.some((field) => field.name === name && field.secret))
      throw new DeliveryError('misuse', `"${name}" is not kept secret, so no secret is put into it.`);
    const found = await store.get(secretKey({ name: secret, transport, settings }));
    if (found === undefined) throw new DeliveryError('auth', `The secret "${secret}" is not set.`);
    resolved[name] = found;
  }
  return resolved;
}

/**
 * The store of the command line: `${secret:dev-rabbit}` reads `EVENTWRIGHT_SECRET_DEV_RABBIT` and nothing else. Whoever sets
 * the variable names the endpoint by running the command, so the binding asks for nothing more.
 */
export function environmentSecrets(environment: Readonly<Record<string, string | undefined>>): SecretStore {
  return {
    async get(key) {
      const name: unknown = JSON.parse(key)[2];
      return typeof name === 'string' ? environment[environmentName(name)] : undefined;
    },
  };
}

/** `dev-rabbit` is `EVENTWRIGHT_SECRET_DEV_RABBIT`. */
export function environmentName(secret: string): string {
  return `EVENTWRIGHT_SECRET_${secret.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

const reference = /^\$\{secret:([^}]+)\}$/;
