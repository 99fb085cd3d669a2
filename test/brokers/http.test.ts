import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Bench, collect, conforms, message, never } from '../../client/src/transports/conformance.testing.ts';
import { http } from '../../client/src/transports/http.ts';
import { closedPort, proxyTo } from '../../client/src/transports/servers.testing.ts';

conforms('http', await bench());

async function bench(): Promise<Bench> {
  const receiver = await serve((incoming, response) => {
    const allowed = incoming.headers.authorization !== `Basic ${Buffer.from('me:wrong-password-17').toString('base64')}`;
    incoming.resume();
    incoming.on('end', () =>
      response
        .writeHead(allowed ? (incoming.url === '/nowhere' ? 404 : incoming.url === '/strict' ? 422 : 202) : 401)
        .end(`you are ${incoming.headers.authorization}`),
    );
  });
  return {
    transport: http,
    settings: { url: receiver.url },
    route: async () => ({ target: { path: '/orders' }, source: {} }),
    listen: async (source) => {
      const sender = await http.connect({ url: receiver.url }, { signal: never, deadline: 5000 });
      const listener = (await sender.listen?.(source, never)) ?? assert.fail();
      return { listener: { ...listener, stop: () => sender.close() }, settings: { url: listener.address } };
    },
    unroutable: { target: { path: '/nowhere' }, state: 'failed', words: /Nothing takes events at this address \(404 Not Found\)/ },
    cuttable: async () => {
      const proxy = proxyTo(receiver.port);
      const settings = { url: `http://127.0.0.1:${await proxy.port}` };
      // Requests have a connection each; after the cut nobody is there any more.
      return { settings, cut: proxy.close, close: () => {} };
    },
    wrongPassword: { settings: { url: receiver.url, user: 'me', password: 'wrong-password-17' }, secret: 'wrong-password-17' },
    at: (port) => ({ url: `http://127.0.0.1:${port}` }),
    connects: false,
    server: /HTTP server \(status 202\)/,
    close: async () => receiver.close(),
  };
}

/** One event to a server that does this. */
async function sendTo(handle: (incoming: IncomingMessage, response: ServerResponse) => void) {
  const receiver = await serve(handle);
  const sender = await http.connect({ url: receiver.url }, { signal: never, deadline: 500 });
  try {
    return await sender.send(message('{}'), {}, never);
  } finally {
    await sender.close();
    receiver.close();
  }
}

test('what a status means', async () => {
  const states: Record<number, string> = {};
  for (const status of [200, 202, 204, 301, 302, 307, 400, 403, 404, 409, 413, 429, 500, 502, 503]) {
    states[status] = (
      await sendTo((incoming, response) => incoming.resume().on('end', () => response.writeHead(status, { location: '/other' }).end()))
    ).state;
  }
  assert.deepEqual(states, {
    200: 'acknowledged',
    202: 'acknowledged',
    204: 'acknowledged',
    301: 'failed',
    302: 'failed',
    307: 'failed',
    400: 'failed',
    403: 'failed',
    404: 'failed',
    409: 'failed',
    413: 'failed',
    429: 'failed',
    500: 'unknown',
    502: 'unknown',
    503: 'unknown',
  });
});

test('no redirect is followed', async () => {
  let requests = 0;
  const receipt = await sendTo((incoming, response) => {
    requests++;
    incoming.resume().on('end', () => response.writeHead(307, { location: '/again' }).end());
  });
  assert.equal(requests, 1);
  assert.match(receipt.detail, /Redirects are not followed/);
});

test('a cut after the bytes left is unknown, a refused connection has failed', async () => {
  const cut = await sendTo((incoming) => incoming.on('data', () => incoming.socket.resetAndDestroy()));
  assert.deepEqual([cut.state, /may have arrived/.test(cut.detail)], ['unknown', true]);
  const late = await sendTo(() => {});
  assert.equal(late.detail, 'No answer within 0.5 s. The event may have arrived.');
  const port = await closedPort();
  const sender = await http.connect({ url: `http://127.0.0.1:${port}` }, { name: 'hook', signal: never, deadline: 500 });
  assert.deepEqual(await sender.send(message('{}'), {}, never), {
    state: 'failed',
    by: 'Eventwright',
    detail: `hook refused the connection at 127.0.0.1:${port}. Is the broker running?`,
  });
  await assert.rejects(sender.probe(never), { code: 'refused' });
  await sender.close();
});

test('cancelling ends the request and says what is known', async () => {
  const receiver = await serve(() => {});
  const sender = await http.connect({ url: receiver.url }, { signal: never, deadline: 5000 });
  const receipt = await sender.send(message('{}'), {}, AbortSignal.timeout(50));
  assert.deepEqual([receipt.state, receipt.detail], ['unknown', 'Cancelled after it had left. The event may have arrived.']);
  await sender.close();
  receiver.close();
});

test('the credentials and the headers of the connection go along, and bad headers are refused', async () => {
  const seen: IncomingMessage['headers'][] = [];
  const receiver = await serve((incoming, response) => {
    seen.push(incoming.headers);
    incoming.resume().on('end', () => response.end());
  });
  const sender = await http.connect({ url: receiver.url, token: 't0ken', headers: { 'x-tenant': 'shop' } }, { signal: never, deadline: 5000 });
  await sender.send({ ...message('{}'), contentType: 'application/json' }, {}, never);
  assert.deepEqual(
    [seen[0]?.authorization, seen[0]?.['x-tenant'], seen[0]?.['content-type'], seen[0]?.['content-length']],
    ['Bearer t0ken', 'shop', 'application/json', '2'],
  );
  for (const header of [
    ['bad name', 'x'],
    ['x', 'line\r\nbreak'],
    ['host', 'x'],
    ['x', '☕'],
  ] as const) {
    await assert.rejects(sender.send({ ...message(''), headers: [header] }, {}, never), { code: 'misuse' });
  }
  await sender.close();
  receiver.close();
});

test('the listener takes only requests that know its address and come from no web page', async () => {
  const sender = await http.connect({ url: 'http://localhost' }, { signal: never, deadline: 5000 });
  const listener = (await sender.listen?.({}, never)) ?? assert.fail();
  const address = listener.address ?? '';
  const { port } = new URL(address);
  const post = (url: string, headers: Record<string, string> = {}, method = 'POST'): Promise<number | undefined> =>
    new Promise((resolve, reject) =>
      request(url, { method, headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end('{}'),
    );
  assert.equal(await post(`${address}/a?b`), 202);
  assert.equal(await post(`http://localhost:${port}${new URL(address).pathname}`), 202);
  assert.equal(await post(address, { origin: 'http://example.com' }), 403);
  assert.equal(await post(address, { host: 'example.com' }), 403);
  assert.equal(await post(`http://127.0.0.1:${port}/`), 404);
  assert.equal(await post(address, {}, 'GET'), 405);
  assert.deepEqual(
    (await collect(listener, 2)).map(({ from }) => from),
    ['/a', '/'],
  );
  await assert.rejects(sender.listen?.({ port: Number(port) }, never) ?? Promise.resolve(), { code: 'misuse', message: /in use/ });
  await sender.close();
});

async function serve(handle: (incoming: IncomingMessage, response: ServerResponse) => void): Promise<{ port: number; url: string; close(): void }> {
  const server = createServer((incoming, response) => {
    incoming.on('error', () => {});
    handle(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
