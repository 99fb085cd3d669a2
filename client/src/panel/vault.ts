import type { ConnectionItem } from '../../../server/src/lsp/protocol.ts';
import { fingerprint } from '../connections/fingerprint.ts';
import { partsOf } from '../connections/profiles.ts';
import type { Connection, TransportInfo } from '../courier/courier.ts';
import type { Vault } from './ports.ts';

/** What the editor keeps: fingerprints that were allowed, and secrets in the operating system's own store. */
export interface VaultPorts {
  transports(): Promise<readonly TransportInfo[]>;
  allowed(): readonly string[];
  setAllowed(fingerprints: readonly string[]): Thenable<void>;
  secret(key: string): Thenable<string | undefined>;
  storeSecret(key: string, value: string): Thenable<void>;
  /** Asks in a native password box; undefined when it is closed. */
  askSecret(title: string, prompt: string): Thenable<string | undefined>;
}

const reference = /^\$\{secret:([^}]*)\}$/u;

export function createVault(ports: VaultPorts): Vault {
  async function fingerprintOf({ name, transport, settings }: ConnectionItem): Promise<string> {
    const fields = (await ports.transports()).find(({ id }) => id === transport)?.connection ?? [];
    return fingerprint(name, transport, fields, settings);
  }

  async function secretFor(name: string, item: ConnectionItem): Promise<string | undefined> {
    const key = secretKey(name, item);
    const known = await ports.secret(key);
    if (known !== undefined) return known;
    const given = await ports.askSecret(`${item.name}: ${name}`, `The secret is kept in the secret store, for ${whereTo(item)} only.`);
    if (given !== undefined) await ports.storeSecret(key, given);
    return given;
  }

  return {
    isAllowed: async (item) => ports.allowed().includes(await fingerprintOf(item)),
    allow: async (item) => void (await ports.setAllowed([...new Set([...ports.allowed(), await fingerprintOf(item)])])),
    async fill(item): Promise<Connection | undefined> {
      const settings: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(item.settings)) {
        const name = typeof value === 'string' ? reference.exec(value)?.[1] : undefined;
        settings[field] = name === undefined ? value : await secretFor(name, item);
        if (name !== undefined && settings[field] === undefined) return undefined;
      }
      return { name: item.name, transport: item.transport, settings };
    },
  };
}

/** A secret belongs to one endpoint and one user: a file that asks for it under another address gets nothing. */
function secretKey(name: string, item: ConnectionItem): string {
  const { scheme, host, port, user } = partsOf(item.settings);
  return `eventwright ${JSON.stringify([name, item.transport, scheme, host, port, user])}`;
}

function whereTo({ settings, transport }: ConnectionItem): string {
  const { host, port, user } = partsOf(settings);
  const address = host === undefined ? transport : `${host}${port === undefined ? '' : `:${port}`}`;
  return user === undefined ? address : `${user} at ${address}`;
}
