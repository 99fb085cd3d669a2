import type { ClientRequest } from 'node:http';

/** Tells when a request has a connection, over TLS a safe one: before that nothing of it can have left. */
export function whenConnected(request: ClientRequest, tls: boolean, connected: () => void): void {
  request.on('socket', (socket) => {
    if (!socket.connecting && !('secureConnecting' in socket && socket.secureConnecting)) connected();
    else socket.once(tls ? 'secureConnect' : 'connect', connected);
  });
}
