import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import type { Message, NotificationMessage, PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';

// The server as a worker of a browser runs it: in a realm that has what the web has and nothing of Node, and that makes no code
// from texts.

const bundle = process.env.EVENTWRIGHT_WEB_SERVER || fileURLToPath(new URL('../../dist/web/server.js', import.meta.url));

test('the web bundle checks open documents, with nothing of Node and no code from texts', async () => {
  const received: Message[] = [];
  let look = (): void => {};
  const realm: Record<string, unknown> = {
    postMessage: (message: Message) => {
      received.push(structuredClone(message));
      look();
    },
    addEventListener: () => {},
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, TextEncoder, TextDecoder, performance, crypto, queueMicrotask, URL, console },
  };
  realm.self = realm;
  const context = createContext(realm, { codeGeneration: { strings: false, wasm: false } });
  runInContext(readFileSync(bundle, 'utf8'), context, { filename: 'server.js' });
  assert.equal(runInContext('typeof process + typeof require + typeof Buffer', context), 'undefinedundefinedundefined');

  const post = (message: object): void => (realm.onmessage as (event: object) => void)({ data: { jsonrpc: '2.0', ...message } });
  const until = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Nothing came: ${JSON.stringify(received)}`)), 10_000);
      look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      look();
    });
  const published = (version: number) =>
    until(
      () =>
        received
          .filter((message): message is NotificationMessage => (message as NotificationMessage).method === 'textDocument/publishDiagnostics')
          .map(({ params }) => params as PublishDiagnosticsParams)
          .find((params) => params.version === version)?.diagnostics,
    );

  post({ id: 1, method: 'initialize', params: { processId: null, rootUri: 'vscode-vfs://github/example/shop', capabilities: {} } });
  await until(() => received.find((message) => (message as { id?: unknown }).id === 1));
  post({ method: 'initialized', params: {} });
  const uri = 'vscode-vfs://github/example/shop/order.event.yaml';
  post({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text: 'version: 1.0.0\n' } } });
  assert.ok((await published(1)).length > 0);
  post({
    method: 'textDocument/didChange',
    params: {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'event: com.example.order.placed\nversion: 1.0.0\nsummary: A customer placed an order.\n' }],
    },
  });
  assert.deepEqual(
    (await published(2)).filter(({ severity }) => severity === 1),
    [],
  );
});
