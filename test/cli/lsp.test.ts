import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './cli.testing.ts';

const message = (content: object): string => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

test('eventwright lsp is the language server', async () => {
  const conversation = [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { method: 'initialized', params: {} },
    { id: 2, method: 'shutdown' },
    { method: 'exit' },
  ];
  for (const args of [['lsp', '--stdio'], ['lsp']]) {
    const { code, stdout, stderr } = await run(args, { input: conversation.map(message).join(''), open: true });
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /"serverInfo":\{"name":"[Ee]ventwright"/);
  }
});
