import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface TestServer {
  readonly port: Promise<number>;
  close(): void;
}

/** Takes every connection and never says a word. */
export function silentServer(): TestServer {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => keep(sockets, socket));
  return { port: listening(server), close: () => end(server, sockets) };
}

export interface Proxy extends TestServer {
  /** Cuts all connections, at once and without a farewell. */
  cut(): void;
  /** What the server says is held back from now on; what the client says still goes through. */
  hold(): void;
  /** Takes no more connections. */
  refuse(): void;
  /** Bytes from the client to the server so far. */
  readonly sent: number;
}

/** Stands between a client and a server, to cut and to hold back as a bad network does. `at` is its own port, any one without it. */
export function proxyTo(port: number, host = '127.0.0.1', at = 0): Proxy {
  const sockets = new Set<Socket>();
  let holding = false;
  let refusing = false;
  let sent = 0;
  const server = createServer((client) => {
    keep(sockets, client);
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = connect(port, host);
    keep(sockets, upstream);
    client.on('data', (part) => {
      sent += part.length;
      upstream.write(part);
    });
    upstream.on('data', (part) => {
      if (!holding) client.write(part);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: listening(server, at),
    cut,
    hold: () => {
      holding = true;
    },
    refuse: () => {
      refusing = true;
    },
    get sent() {
      return sent;
    },
    close: () => end(server, sockets),
  };
}

/** A port of loopback where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function keep(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
}

function listening(server: Server, at = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function end(server: Server, sockets: Set<Socket>): void {
  server.close();
  for (const socket of sockets) socket.destroy();
}
