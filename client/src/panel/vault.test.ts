import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionItem } from '../../../server/src/lsp/protocol.ts';
import { createCourier } from '../courier/local.ts';
import { createVault } from './vault.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const connection = (settings: Readonly<Record<string, unknown>>): ConnectionItem => ({
  name: 'dev',
  transport: 'mqtt',
  production: false,
  settings,
  location: { uri: 'file:///work/eventwright.yaml', document: 0, pointer: '/connections/dev', range },
});
const dev = connection({ url: 'mqtt://localhost:1883', user: 'shop', password: '${secret:dev}' });

function openVault(answers: readonly (string | undefined)[], trusted = true) {
  const secrets = new Map<string, string>();
  const asked: string[] = [];
  let allowed: readonly string[] = [];
  const vault = createVault({
    trusted: () => trusted,
    transports: () => createCourier().transports(),
    allowed: () => allowed,
    setAllowed: async (fingerprints) => {
      allowed = fingerprints;
    },
    secret: async (key) => secrets.get(key),
    storeSecret: async (key, value) => void secrets.set(key, value),
    askSecret: async (_, prompt) => answers[asked.push(prompt) - 1],
  });
  return { vault, asked };
}

test('a secret is asked for once, and never given to another endpoint', async () => {
  const { vault, asked } = openVault(['sesame', undefined]);
  assert.equal((await vault.fill(dev))?.settings.password, 'sesame');
  assert.equal((await vault.fill(dev))?.settings.password, 'sesame');
  assert.deepEqual(asked, ['Kept in the secret store, and given to shop at localhost:1883 only.']);
  assert.equal(await vault.fill(connection({ ...dev.settings, url: 'mqtt://elsewhere:1883' })), undefined);
  assert.equal(asked.length, 2);
});

test('a connection is allowed as it stands; any change asks again', async () => {
  const { vault } = openVault([]);
  assert.equal(await vault.isAllowed(dev), false);
  await vault.allow(dev);
  assert.equal(await vault.isAllowed(dev), true);
  assert.equal(await vault.isAllowed(connection({ ...dev.settings, user: 'admin' })), false);
});

test('nothing is allowed in a folder that is not trusted', async () => {
  const { vault } = openVault([], false);
  await vault.allow(dev);
  assert.equal(await vault.isAllowed(dev), false);
});

test('a password that is written into a file is refused before anything is asked or sent', async () => {
  const { vault, asked } = openVault(['sesame']);
  await assert.rejects(vault.fill(connection({ url: 'mqtt://shop:written@localhost:1883' })), (error: Error) => {
    assert.match(error.message, /"url" holds a password/);
    assert.equal(error.message.includes('written'), false);
    return true;
  });
  assert.deepEqual(asked, []);
});
