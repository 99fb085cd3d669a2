import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { silentServer } from './servers.testing.ts';
import { withSockets } from './sockets.ts';

test('the sockets of a work are ended, and those of others are not', async () => {
  const silence = silentServer();
  const port = await silence.port;
  const open = async (): Promise<Socket> => {
    // As a library does it: somewhere behind a promise.
    await Promise.resolve();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const working = withSockets(open);
  const [ours, others] = await Promise.all([working.result, open()]);
  working.destroy();
  assert.deepEqual([ours.destroyed, others.destroyed], [true, false]);
  others.destroy();
  silence.close();
});
