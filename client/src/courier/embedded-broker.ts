import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A broker of this machine: MQTT 3.1.1 on loopback, by TCP and by WebSocket, each on a port of its own. */
export interface RunningBroker {
  readonly host: string;
  readonly port: number;
  readonly webSocketPort: number;
  readonly user: string;
  /** Made anew for each broker; wanted on both ports, since loopback is shared by all programs and web pages. */
  readonly password: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const user = 'eventwright';

export async function startEmbeddedBroker(): Promise<RunningBroker> {
  const [{ Aedes }, { createWebSocketStream, WebSocketServer }] = await Promise.all([import('aedes'), import('ws')]);
  const password = randomBytes(18).toString('base64url');
  const broker = await Aedes.createBroker({
    authenticate: (_client, name, given, done) => {
      const right = same(name ?? '', user) && same(given?.toString('utf8') ?? '', password);
      done(right ? null : Object.assign(new Error('wrong user or password'), { returnCode: 4 }), right);
    },
  });
  const streams = new Set<Duplex>();
  const handle = (stream: Duplex, request?: IncomingMessage): void => {
    streams.add(stream);
    stream.on('error', () => stream.destroy());
    stream.on('close', () => streams.delete(stream));
    broker.handle(stream, request);
  };

  const tcp = createServer((socket: Socket) => handle(socket));
  const http = createHttpServer((_request, response) => response.writeHead(426).end());
  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false) });
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!isOurs(request, portOf(http))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      handle(createWebSocketStream(client), request);
    });
  });
  await Promise.all([listening(tcp), listening(http)]);

  let closing: Promise<void> | undefined;
  return {
    host,
    port: portOf(tcp),
    webSocketPort: portOf(http),
    user,
    password,
    close() {
      closing ??= (async () => {
        const stopped = Promise.all([stop(tcp), stop(http)]);
        await new Promise<void>((resolve) => broker.close(resolve));
        for (const stream of streams) stream.destroy();
        http.closeAllConnections();
        await stopped;
      })();
      return closing;
    },
  };
}

/**
 * A web page can open a WebSocket to loopback, and a name of its own can be made to point there: so no request with an
 * origin is taken, and none that came by another name.
 */
function isOurs(request: IncomingMessage, port: number): boolean {
  const { host: name, origin } = request.headers;
  return origin === undefined && (name === `${host}:${port}` || name === `localhost:${port}`);
}

/** Compares in constant time, whatever the lengths. */
function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

function listening(server: Server | HttpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      server.removeListener('error', reject);
      server.on('error', () => {});
      resolve();
    });
  });
}

function stop(server: Server | HttpServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function portOf(server: Server | HttpServer): number {
  return (server.address() as AddressInfo).port;
}
