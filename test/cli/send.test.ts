import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { event, folderOf, good, placed } from './cli.testing.ts';

interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
}

/** A real HTTP endpoint that answers every request with this status. */
async function endpoint(status: number): Promise<Endpoint> {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('an event goes out byte for byte, and the receipt says who took it', async () => {
  await using to = await endpoint(202);
  const text = event({ ...good, totalCents: 12 }).replace('12', '12.0e0');
  using folder = folderOf({ 'placed.event.yaml': placed, 'samples/one.json': text });
  const { code, stdout, stderr } = await folder.run(['send', 'samples/one.json', '--to', to.url, '--json']);
  assert.equal(code, 0, stderr + stdout);
  assert.equal(to.got.length, 1);
  assert.equal(to.got[0]?.body, text.trimEnd());
  const said = JSON.parse(stdout);
  assert.deepEqual(
    [said.version, said.receipt.state, said.event.type, said.bytes],
    [1, 'acknowledged', 'com.example.order.placed', Buffer.byteLength(text.trimEnd())],
  );
  const binary = await folder.run(['send', 'samples/one.json', '--to', to.url, '--mode', 'binary']);
  assert.equal(binary.code, 0);
  assert.match(binary.stdout, /^com\.example\.order\.placed over http:.*\nacknowledged \(.*\) after \d+ ms: /);
  assert.equal(to.got[1]?.headers['ce-type'], 'com.example.order.placed');
});

test('a refusal is failed, and what nobody can tell is unknown: both exit with 1', async () => {
  using folder = folderOf({ 'placed.event.yaml': placed, 'samples/one.json': event(good) });
  for (const [status, state] of [
    [400, 'failed'],
    [500, 'unknown'],
  ] as const) {
    await using to = await endpoint(status);
    const { code, stdout } = await folder.run(['send', 'samples/one.json', '--to', to.url]);
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^${state}\\b`, 'm'));
  }
  const nobody = await folder.run(['send', 'samples/one.json', '--to', 'http://127.0.0.1:1']);
  assert.equal(nobody.code, 1);
  assert.match(nobody.stdout, /^failed\b/m);
});

test('an event with errors is not sent, unless forced', async () => {
  await using to = await endpoint(202);
  using folder = folderOf({ 'placed.event.yaml': placed, 'samples/one.json': event({}) });
  const { code, stdout, stderr } = await folder.run(['send', 'samples/one.json', '--to', to.url]);
  assert.equal(code, 1);
  assert.match(stdout, /^samples\/one\.json:\d+:\d+ error type-safe\/sample-mismatch\n/);
  assert.match(stderr, /--force/);
  assert.equal(to.got.length, 0);
  assert.equal((await folder.run(['send', 'samples/one.json', '--to', to.url, '--force'])).code, 0);
  assert.equal(to.got.length, 1);
});

test('connections of eventwright.yaml: secrets from the environment, production only when said', async () => {
  await using to = await endpoint(202);
  const config = `connections:
  shop:
    transport: http
    url: ${to.url}
    token: "\${secret:shop-token}"
  real:
    transport: http
    url: ${to.url}
    production: true
  written:
    transport: mqtt
    url: mqtt://me:written-out@localhost:1
`;
  using folder = folderOf({ 'eventwright.yaml': config, 'placed.event.yaml': placed, 'samples/one.json': event(good) });
  for (const [args, message] of [
    [['send', 'samples/one.json'], /--to shop, --to real, --to written/],
    [['send', 'samples/one.json', '--to', 'written', '--target', 'topic=a'], /"url" holds a password\. Take it out/],
    [['send', 'samples/one.json', '--to', 'shopp'], /Did you mean `shop`\?/],
    [['send', 'samples/one.json', '--to', 'shop'], /EVENTWRIGHT_SECRET_SHOP_TOKEN/],
    [['send', 'samples/one.json', '--to', 'real'], /production connection\. Say --yes/],
    [['send', 'samples/one.json', '--to', 'gopher://x'], /No transport speaks gopher/],
    [['send', 'samples/one.json', '--to', to.url, '--target', 'pth=/x'], /no `pth`/],
    [['send', 'samples/one.json', '--to', to.url, '--event', '2'], /from 1 to 1/],
  ] as const) {
    const { code, stderr } = await folder.run(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, message);
  }
  assert.equal(to.got.length, 0);
  const secret = 's3cr3t-and-long';
  const sent = await folder.run(['send', 'samples/one.json', '--to', 'shop', '--json'], { env: { EVENTWRIGHT_SECRET_SHOP_TOKEN: secret } });
  assert.equal(sent.code, 0, sent.stderr);
  assert.equal((sent.stdout + sent.stderr).includes(secret), false);
  assert.equal((await folder.run(['send', 'samples/one.json', '--to', 'real', '--yes'])).code, 0);
});

test('a definition sends its first sample, filled up; of a capture one has to be chosen', async () => {
  await using to = await endpoint(202);
  const lines = ['1', '2', '3'].map((id) => JSON.stringify(JSON.parse(event(good, { id })))).join('\n');
  using folder = folderOf({ 'placed.event.yaml': `${placed}samples:\n  - data: { orderId: ${good.orderId} }\n`, 'samples/three.ndjson': lines });
  assert.equal((await folder.run(['send', 'placed.event.yaml', '--to', to.url])).code, 0);
  const first = JSON.parse(to.got[0]?.body ?? '');
  assert.deepEqual([first.type, first.specversion, first.data], ['com.example.order.placed', '1.0', good]);
  const which = await folder.run(['send', 'samples/three.ndjson', '--to', to.url]);
  assert.deepEqual([which.code, which.stdout], [2, '']);
  assert.match(which.stderr, /3 events.*--event 1 to --event 3/);
  assert.equal((await folder.run(['send', 'samples/three.ndjson', '--event', '2', '--to', to.url])).code, 0);
  assert.equal(JSON.parse(to.got[1]?.body ?? '').id, '2');
});

test('a secret goes only where secrets belong, never into the address that a workspace names', async () => {
  await using to = await endpoint(202);
  using folder = folderOf({
    'eventwright.yaml': `connections:\n  thief: { transport: http, url: "\${secret:shop-token}", token: "\${secret:shop-token}" }\n`,
    'placed.event.yaml': placed,
    'samples/one.json': event(good),
  });
  const { code, stdout, stderr } = await folder.run(['send', 'samples/one.json', '--to', 'thief'], {
    env: { EVENTWRIGHT_SECRET_SHOP_TOKEN: `${to.url}/stolen` },
  });
  assert.equal(code, 2, stdout);
  assert.match(stderr, /"url" is not kept secret/);
  assert.equal(to.got.length, 0);
});
