import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Runs work and knows the sockets that it opens, so that they can be ended: for client libraries that keep a socket for ever
 * when the server never says a word. Sockets that other work opens meanwhile are not among them.
 */
export function withSockets<T>(work: () => Promise<T>): { readonly result: Promise<T>; destroy(): void } {
  const sockets = new Set<Socket>();
  const scope = new AsyncLocalStorage<boolean>();
  const onSocket = (message: unknown): void => {
    if (scope.getStore()) sockets.add((message as { readonly socket: Socket }).socket);
  };
  subscribe('net.client.socket', onSocket);
  const result = scope.run(true, work).finally(() => unsubscribe('net.client.socket', onSocket));
  return {
    result,
    destroy() {
      unsubscribe('net.client.socket', onSocket);
      for (const socket of sockets) {
        // Whoever listened may be gone already, and an error without a listener ends the process.
        socket.on('error', () => {});
        socket.destroy();
      }
    },
  };
}
