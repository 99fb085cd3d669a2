import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { nkeys } from '@nats-io/transport-node';
import { isDeliveryError, never } from '../../client/src/transports/conformance.testing.ts';
import { nats } from '../../client/src/transports/nats.ts';
import { failure, probe, sendOnce } from './attempts.ts';
import { type Nats, type NatsSections, startNatsWith } from './nats.ts';

const file = (name: string) => fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url));
const ca = file('ca');

test('a token opens the connection, a wrong one does not, and is not told', (t) =>
  withServer(t, { logins: 'authorization { token: "t0ken-of-the-test" }' }, async ({ url }) => {
    assert.match(await probe(nats, { url, token: 't0ken-of-the-test' }), /^NATS 2/);
    for (const settings of [{ url, token: 'wrong-token-17' }, { url }]) {
      const error = await failure(nats, settings);
      isDeliveryError('auth', /^NATS rejected the credentials\.$/)(error);
      assert.ok(!inspect(error, { depth: 20, showHidden: true }).includes('wrong-token-17'));
    }
  }));

test('an NKey signs by its seed', async (t) => {
  const key = nkeys.createUser();
  const seed = (pair: ReturnType<typeof nkeys.createUser>) => new TextDecoder().decode(pair.getSeed());
  await withServer(t, { logins: `authorization { users: [ { nkey: "${key.getPublicKey()}" } ] }` }, async ({ url }) => {
    assert.match(await probe(nats, { url, seed: seed(key) }), /^NATS 2/);
    isDeliveryError('auth')(await failure(nats, { url, seed: seed(nkeys.createUser()) }));
    isDeliveryError('misuse', /^"seed" is no seed of an NKey/)(await failure(nats, { url, seed: 'SUNOSEED' }));
  });
});

test('a credentials file opens the connection', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventwright-creds-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { logins, credentials } = operator();
  const right = path.join(folder, 'right.creds');
  const broken = path.join(folder, 'broken.creds');
  writeFileSync(right, credentials);
  writeFileSync(broken, 'nothing of the kind');
  await withServer(t, { logins }, async ({ url }) => {
    assert.match(await probe(nats, { url, credentials: right }), /^NATS 2/);
    isDeliveryError('misuse', /holds no JWT with its seed/)(await failure(nats, { url, credentials: broken }));
    isDeliveryError('misuse', /cannot be read: \/no\/such\.creds\.$/)(await failure(nats, { url, credentials: '/no/such.creds' }));
    isDeliveryError('misuse', /several ways to log in/)(await failure(nats, { url, credentials: right, token: 'x' }));
    isDeliveryError('misuse', /A password needs its "user"/)(await failure(nats, { url, password: 'x' }));
  });
});

test('a user who may not hear answers is told what that means', async (t) => {
  const permissions = 'permissions: { publish: ">", subscribe: ["_INBOX_shop.>"] }';
  await withServer(t, { logins: `authorization { users: [ { user: shop, password: pass, ${permissions} } ] }` }, async ({ url }) => {
    const settings = { url, user: 'shop', password: 'pass' };
    const passing = await sendOnce(nats, settings, { subject: 'a' });
    assert.deepEqual(
      [passing.state, passing.detail],
      ['unknown', 'The server took it. Whether anybody is subscribed to "a" is not told to this user.'],
    );
    const waiting = await sendOnce(nats, settings, { subject: 'a', jetStream: true });
    assert.equal(waiting.state, 'failed');
    assert.match(
      waiting.detail,
      /^NATS does not allow user "shop" to subscribe to "_INBOX\.\w+\.\*", where acknowledgements arrive\. Set "inboxPrefix"/,
    );
    assert.equal((await sendOnce(nats, { ...settings, inboxPrefix: '_INBOX_shop' }, { subject: 'a' })).state, 'failed');
    const sender = await nats.connect(settings, { signal: never, deadline: 3000 });
    await assert.rejects(
      async () => sender.listen?.({ subject: 'orders.>' }, never),
      isDeliveryError('auth', /^NATS does not allow user "shop" to listen on "orders\.>"\.$/),
    );
    await sender.close();
    isDeliveryError('misuse', /"inboxPrefix" is no subject/)(await failure(nats, { ...settings, inboxPrefix: 'a.>' }));
  });
});

for (const [certificate, trusts, code, words] of [
  ['valid', ca, undefined, /^NATS 2/],
  ['valid', undefined, 'tls', /^The certificate of localhost was issued by an authority that is not known here\./],
  ['expired', ca, 'tls', /^The certificate of localhost expired\.$/],
  ['other-name', ca, 'tls', /^The certificate of localhost is for broker\.example\.com, not for localhost\.$/],
] as const) {
  test(`TLS that the server asks for: a certificate that is ${certificate}${trusts ? '' : ', of an authority that is not known'}`, (t) =>
    withServer(t, { logins: '', tls: tls(certificate) }, async ({ port }) => {
      for (const scheme of ['nats', 'tls']) {
        const settings = { url: `${scheme}://localhost:${port}`, ...(trusts ? { ca: trusts } : {}) };
        if (code === undefined) assert.match(await probe(nats, settings), words);
        else isDeliveryError(code, words)(await failure(nats, settings));
      }
    }));
}

test('an address is no name of a certificate that is for localhost', (t) =>
  withServer(t, { logins: '', tls: tls('valid') }, async ({ port }) => {
    isDeliveryError(
      'tls',
      /^The certificate of 127\.0\.0\.1 is for localhost, not for 127\.0\.0\.1\.$/,
    )(await failure(nats, { url: `tls://127.0.0.1:${port}`, ca }));
  }));

test('a client certificate is shown where the server asks for one', (t) =>
  withServer(t, { logins: '', tls: tls('valid', `ca_file: "${ca}", verify: true`) }, async ({ port }) => {
    const url = `tls://localhost:${port}`;
    assert.match(await probe(nats, { url, ca, cert: file('valid'), key: file('key') }), /^NATS 2/);
    isDeliveryError('tls', /^localhost wants a client certificate\.$/)(await failure(nats, { url, ca }));
    isDeliveryError('misuse', /name both files/)(await failure(nats, { url, ca, cert: file('valid') }));
  }));

test('a server without TLS is told apart where TLS is wanted', (t) =>
  withServer(t, { logins: '' }, async ({ port }) => {
    isDeliveryError('tls', /^NATS does not offer TLS at localhost:\d+\.$/)(await failure(nats, { url: `tls://localhost:${port}` }));
  }));

function tls(certificate: string, more = ''): string {
  return `tls { cert_file: "${file(certificate)}", key_file: "${file('key')}", ${more} }`;
}

/** An operator with one account and one user, each signed by the one above, as `nsc` makes them. */
function operator(): { readonly logins: string; readonly credentials: string } {
  const [top, account, user, system] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createUser(), nkeys.createAccount()];
  const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const token = (issuer: typeof top, subject: typeof top, type: string, claims = {}) => {
    const body = { jti: type, iat: Math.floor(Date.now() / 1000), iss: issuer.getPublicKey(), sub: subject.getPublicKey(), name: type };
    const text = `${part({ typ: 'JWT', alg: 'ed25519-nkey' })}.${part({ ...body, nats: { type, version: 2, ...claims } })}`;
    return `${text}.${Buffer.from(issuer.sign(new TextEncoder().encode(text))).toString('base64url')}`;
  };
  const limits = { subs: -1, data: -1, payload: -1, conn: -1, leaf: -1, imports: -1, exports: -1, wildcards: true };
  const seed = new TextDecoder().decode(user.getSeed());
  return {
    logins: [
      `operator: ${token(top, top, 'operator')}`,
      'resolver: MEMORY',
      `system_account: ${system.getPublicKey()}`,
      'resolver_preload: {',
      ...[account, system].map((one) => `  ${one.getPublicKey()}: ${token(top, one, 'account', { limits })}`),
      '}',
    ].join('\n'),
    credentials: [
      '-----BEGIN NATS USER JWT-----',
      token(account, user, 'user', { subs: -1, data: -1, payload: -1 }),
      '------END NATS USER JWT------',
      '',
      '-----BEGIN USER NKEY SEED-----',
      seed,
      '------END USER NKEY SEED------',
      '',
    ].join('\n'),
  };
}

async function withServer(t: TestContext, sections: NatsSections, work: (server: Nats) => Promise<void>): Promise<void> {
  const server = await startNatsWith(sections);
  if (!server) return t.skip('there is no nats-server on this machine');
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}
