import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { describe, test } from 'node:test';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { never } from '../../client/src/transports/conformance.testing.ts';
import { http } from '../../client/src/transports/http.ts';
import { kafka } from '../../client/src/transports/kafka.ts';
import { mqtt } from '../../client/src/transports/mqtt.ts';
import { nats } from '../../client/src/transports/nats.ts';
import { rabbitmq } from '../../client/src/transports/rabbitmq.ts';
import { redis } from '../../client/src/transports/redis.ts';
import { sqs } from '../../client/src/transports/sqs.ts';
import { silentServer } from '../../client/src/transports/servers.testing.ts';
import { DeliveryError, type Settings, type Transport } from '../../client/src/transports/transport.ts';

const file = (name: string) => fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url));
const pem = (name: string) => readFileSync(file(name), 'utf8');
const ca = file('ca');

/** Each way in which TLS fails, by what the server shows and what the connection trusts. */
const ways: readonly { readonly server: TlsOptions; readonly trusts?: string; readonly words: string }[] = [
  { server: { cert: pem('expired') }, trusts: ca, words: 'The certificate of localhost expired on 3 January 2026.' },
  { server: { cert: pem('other-name') }, trusts: ca, words: 'The certificate of localhost is for broker.example.com, not for localhost.' },
  { server: { cert: pem('self-signed') }, words: 'The certificate of localhost is self-signed. If you trust it, name its file in "ca".' },
  {
    server: { cert: pem('valid') },
    words: 'The certificate of localhost was issued by an authority that is not known here. If you trust it, name its file in "ca".',
  },
  {
    server: { cert: pem('valid'), requestCert: true, rejectUnauthorized: true, ca: pem('ca') },
    trusts: ca,
    words: 'localhost wants a client certificate.',
  },
];

/** Those of AWS call their URL another name, and want keys. */
const atEndpoint = ({ url, ...more }: Record<string, unknown>) => ({ ...more, endpoint: url, region: 'r', accessKeyId: 'a', secretAccessKey: 's' });

const transports: readonly (readonly [Transport, scheme: string, more?: Settings])[] = [
  [http, 'https'],
  [kafka, 'kafkas'],
  [mqtt, 'mqtts'],
  // Else the server speaks first, and without TLS.
  [nats, 'tls', { tlsFirst: true }],
  [rabbitmq, 'amqps'],
  [redis, 'rediss'],
  [{ ...sqs, connect: (settings, options) => sqs.connect(atEndpoint(settings), options) }, 'https'],
];

for (const [transport, scheme, more] of transports) {
  describe(`TLS by ${transport.id}`, () => {
    for (const { server, trusts, words } of ways) {
      test(words, async () => {
        const running = await serve(server);
        try {
          const error = await failure(transport, { url: `${scheme}://localhost:${running.port}`, ...more, ...(trusts ? { ca: trusts } : {}) });
          assert.deepEqual([error.code, error.message], ['tls', words]);
        } finally {
          running.close();
        }
      });
    }

    test('a server that speaks no TLS is told apart', async () => {
      const running = await serve({ cert: pem('valid') }, true);
      const error = await failure(transport, { url: `${scheme}://localhost:${running.port}`, ...more });
      running.close();
      assert.deepEqual([error.code, error.message], ['tls', `localhost:${running.port} does not speak TLS. Is it the right port?`]);
    });

    test('a server that never answers the handshake ends by the deadline', async () => {
      const silence = silentServer();
      const error = await failure(transport, { url: `${scheme}://127.0.0.1:${await silence.port}`, ...more }, 300);
      silence.close();
      assert.equal(error.code, 'timeout');
    });

    test('a name without an address, and an authority that cannot be read', async () => {
      const nowhere = await failure(transport, { url: `${scheme}://no-such-host.invalid`, ...more });
      assert.deepEqual([nowhere.code, nowhere.message], ['unresolved', 'No address found for no-such-host.invalid.']);
      const unread = await failure(transport, { url: `${scheme}://localhost`, ...more, ca: '/no/such/file' });
      assert.equal(unread.code, 'misuse');
    });
  });
}

test('what is trusted by "ca" is trusted', async () => {
  const running = await serve({ cert: pem('valid') }, false, (socket) => socket.end('HTTP/1.1 204 No Content\r\nServer: tiny\r\n\r\n'));
  const sender = await http.connect({ url: `https://localhost:${running.port}`, ca }, { signal: never, deadline: 3000 });
  assert.equal(await sender.probe(never), 'tiny (status 204)');
  await sender.close();
  running.close();
});

test('a client certificate is shown to a server that asks for one', async () => {
  const shown = Promise.withResolvers<boolean>();
  const asking: TlsOptions = { cert: pem('valid'), requestCert: true, rejectUnauthorized: true, ca: pem('ca') };
  const running = await serve(asking, false, (socket) => {
    shown.resolve(socket.authorized);
    socket.destroy();
  });
  const url = `kafkas://localhost:${running.port}`;
  assert.equal((await failure(kafka, { url, ca, cert: file('valid'), key: file('key') })).code, 'lost');
  assert.equal(await shown.promise, true);
  running.close();
});

test('a handshake that fails means that nothing was sent', async () => {
  const running = await serve({ cert: pem('valid'), requestCert: true, rejectUnauthorized: true, ca: pem('ca') });
  const sender = await http.connect({ url: `https://localhost:${running.port}`, ca }, { signal: never, deadline: 3000 });
  const receipt = await sender.send({ body: new Uint8Array(2), headers: [] }, {}, never);
  assert.deepEqual([receipt.state, receipt.detail], ['failed', 'localhost wants a client certificate.']);
  await sender.close();
  running.close();
});

async function failure(transport: Transport, settings: Record<string, unknown>, deadline = 3000): Promise<DeliveryError> {
  try {
    const sender = await transport.connect(settings, { signal: never, deadline });
    await sender.probe(never).finally(() => sender.close());
  } catch (error) {
    assert.ok(error instanceof DeliveryError, String(error));
    return error;
  }
  return assert.fail('it connected');
}

async function serve(options: TlsOptions, plain = false, greet: (socket: TLSSocket) => void = () => {}): Promise<{ port: number; close(): void }> {
  const sockets = new Set<{ destroy(): unknown }>();
  const server = plain
    ? createPlainServer((socket) => socket.end('hello, this is no TLS\r\n'))
    : createServer({ key: pem('key'), ...options }, greet);
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket: TLSSocket) => socket.on('error', () => {}));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
