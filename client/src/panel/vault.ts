import type { ConnectionItem } from '../../../server/src/lsp/protocol.ts';
import { fingerprint } from '../connections/fingerprint.ts';
import { checkProfile, partsOf } from '../connections/profiles.ts';
import { resolveSecrets, secretKey, secretNames } from '../connections/secrets.ts';
import type { Connection, TransportInfo } from '../courier/courier.ts';
import { DeliveryError } from '../transports/transport.ts';
import type { Vault } from './ports.ts';

/** What the editor keeps: fingerprints that were allowed, and secrets in the operating system's own store. */
export interface VaultPorts {
  /** Nothing is allowed in a folder that is not trusted, and nothing is asked of the sending side. */
  trusted(): boolean;
  transports(): Promise<readonly TransportInfo[]>;
  allowed(): readonly string[];
  setAllowed(fingerprints: readonly string[]): Thenable<void>;
  secret(key: string): Thenable<string | undefined>;
  storeSecret(key: string, value: string): Thenable<void>;
  /** Asks in a native password box; undefined when it is closed. */
  askSecret(title: string, prompt: string): Thenable<string | undefined>;
}

export function createVault(ports: VaultPorts): Vault {
  const fieldsOf = async ({ transport }: ConnectionItem) => (await ports.transports()).find(({ id }) => id === transport)?.connection ?? [];
  const fingerprintOf = async (item: ConnectionItem): Promise<string> => fingerprint(item.name, item.transport, await fieldsOf(item), item.settings);

  /** Asks for what the store does not have. False when the person gives none. */
  async function askMissing({ name, transport, settings }: ConnectionItem): Promise<boolean> {
    for (const secret of secretNames(settings)) {
      const key = secretKey({ name: secret, transport, settings });
      if ((await ports.secret(key)) !== undefined) continue;
      const given = await ports.askSecret(`${name}: ${secret}`, `Kept in the secret store, and given to ${whereTo(settings, transport)} only.`);
      if (given === undefined) return false;
      await ports.storeSecret(key, given);
    }
    return true;
  }

  return {
    isAllowed: async (item) => ports.trusted() && ports.allowed().includes(await fingerprintOf(item)),
    allow: async (item) => void (await ports.setAllowed([...new Set([...ports.allowed(), await fingerprintOf(item)])])),
    async fill(item): Promise<Connection | undefined> {
      const [problem] = checkProfile(item, await ports.transports());
      if (problem) throw new DeliveryError('misuse', problem.message);
      if (!(await askMissing(item))) return undefined;
      const store = { get: async (key: string) => ports.secret(key) };
      return {
        name: item.name,
        transport: item.transport,
        settings: await resolveSecrets(item.transport, await fieldsOf(item), item.settings, store),
      };
    },
  };
}

function whereTo(settings: ConnectionItem['settings'], transport: string): string {
  const { host, port, user } = partsOf(settings);
  const address = host === undefined ? transport : `${host}${port === undefined ? '' : `:${port}`}`;
  return user === undefined ? address : `${user} at ${address}`;
}
