import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from '@redis/client';
import { isDeliveryError, never } from '../../client/src/transports/conformance.testing.ts';
import { redis } from '../../client/src/transports/redis.ts';
import { failure, probe, sendOnce } from './attempts.ts';
import { retry } from './ports.ts';
import { type Redis, startRedisWith } from './redis.ts';

const file = (name: string) => fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url));
const ca = file('ca');

test('a user of the access list may do what it says, and hears what it may not', (t) =>
  withServer(t, ['user shop on >shop-password ~orders &orders.* +xadd +publish +subscribe'], async (server) => {
    const settings = { url: server.url, user: 'shop', password: 'shop-password' };
    assert.equal((await sendOnce(redis, settings, { stream: 'orders', create: true })).state, 'acknowledged');
    for (const target of [{ stream: 'audit', create: true }, { channel: 'audit' }])
      assert.deepEqual(await sendOnce(redis, settings, target), {
        state: 'failed',
        by: 'Redis (NOPERM)',
        detail: 'Redis does not allow user "shop" to send to "audit".',
      });
    const sender = await redis.connect(settings, { signal: never, deadline: 3000 });
    for (const source of [{ channel: 'audit' }, { stream: 'orders' }])
      await assert.rejects(
        async () => sender.listen?.(source, never),
        isDeliveryError('auth', /^Redis does not allow user "shop" to listen to "\w+"\.$/),
      );
    await sender.close();
    isDeliveryError('misuse', /^User "shop" needs a "password"\.$/)(await failure(redis, { url: server.url, user: 'shop' }));
  }));

test('a full memory takes nothing more', (t) =>
  withServer(t, ['maxmemory 1kb', 'maxmemory-policy noeviction'], async (server) => {
    const settings = { url: server.url, password: server.password };
    assert.deepEqual(await sendOnce(redis, settings, { stream: 'orders', create: true }), {
      state: 'failed',
      by: 'Redis (OOM)',
      detail: 'Redis has reached its memory limit (maxmemory), and takes nothing more.',
    });
  }));

test('a replica takes nothing', (t) =>
  withServer(t, ['replicaof 127.0.0.1 1'], async (server) => {
    const receipt = await sendOnce(redis, { url: server.url, password: server.password }, { stream: 'orders', create: true });
    assert.deepEqual([receipt.state, receipt.by], ['failed', 'Redis (READONLY)']);
  }));

test('a node of a cluster speaks for itself', (t) =>
  withServer(t, ['cluster-enabled yes', 'cluster-require-full-coverage no', 'cluster-announce-ip 127.0.0.1'], async (server) => {
    const settings = { url: server.url, password: server.password };
    const target = { stream: 'orders', create: true };
    const admin = createClient({ url: server.url, password: server.password, RESP: 2 });
    await admin.connect();
    const slot = Number(await admin.sendCommand(['CLUSTER', 'KEYSLOT', 'orders']));
    const other = String((slot + 1) % 16384);
    await admin.sendCommand(['CLUSTER', 'ADDSLOTS', other]);
    await retry(async () => assert.match(String(await admin.sendCommand(['CLUSTER', 'INFO'])), /cluster_state:ok/), 10_000);
    assert.deepEqual(await sendOnce(redis, settings, target), { state: 'failed', by: 'Redis (CLUSTERDOWN)', detail: 'The cluster is down.' });
    assert.deepEqual(await sendOnce(redis, settings, { channel: 'orders' }), {
      state: 'unknown',
      by: 'Redis (PUBLISH)',
      detail: 'Nobody is subscribed to "orders" at this node of the cluster; of the other nodes it does not tell.',
    });
    admin.destroy();
  }));

for (const [certificate, trusts, words] of [
  ['valid', ca, /^Redis \d/],
  ['valid', undefined, /^The certificate of localhost was issued by an authority that is not known here\./],
  ['expired', ca, /^The certificate of localhost expired on 3 January 2026\.$/],
  ['other-name', ca, /^The certificate of localhost is for broker\.example\.com, not for localhost\.$/],
] as const) {
  test(`TLS with a certificate that is ${certificate}${trusts ? '' : ', of an authority that is not known'}`, (t) =>
    withServer(t, tls(certificate), async ({ port, password }) => {
      const settings = { url: `rediss://localhost:${port}`, password, ...(trusts ? { ca: trusts } : {}) };
      if (certificate === 'valid' && trusts) assert.match(await probe(redis, settings), words);
      else isDeliveryError('tls', words)(await failure(redis, settings));
    }));
}

test('a client certificate is shown where the server asks for one', (t) =>
  withServer(
    t,
    [...tls('valid'), 'tls-auth-clients yes'].filter((line) => line !== 'tls-auth-clients no'),
    async ({ port, password }) => {
      const url = `rediss://localhost:${port}`;
      assert.match(await probe(redis, { url, password, ca, cert: file('valid'), key: file('key') }), /^Redis \d/);
      isDeliveryError('tls', /^localhost wants a client certificate\.$/)(await failure(redis, { url, password, ca }));
      isDeliveryError('lost', /Does it expect TLS there\?$/)(await failure(redis, { url: `redis://localhost:${port}`, password }));
      isDeliveryError('misuse', /with rediss/)(await failure(redis, { url: `redis://localhost:${port}`, ca }));
    },
  ));

function tls(certificate: string): readonly string[] {
  return [
    'port 0',
    'tls-port $PORT',
    `tls-cert-file ${file(certificate)}`,
    `tls-key-file ${file('key')}`,
    `tls-ca-cert-file ${ca}`,
    'tls-auth-clients no',
  ];
}

async function withServer(t: TestContext, lines: readonly string[], work: (server: Redis) => Promise<void>): Promise<void> {
  const server = await startRedisWith((port) => lines.map((line) => line.replace('$PORT', String(port))));
  if (!server) return t.skip('there is no redis-server on this machine');
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}
