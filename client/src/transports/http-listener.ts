import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireMessage } from '../delivery/message.ts';
import { createArrivals } from './arrivals.ts';
import { DeliveryError, type Listener } from './transport.ts';

/** The most that one request may bring, in bytes. */
const limit = 16 * 1024 * 1024;

/**
 * A server on loopback that answers 202 to what it takes. Its address holds a password, made anew each time, since loopback
 * is shared by all programs and web pages of the machine; for the same reason it takes no request of a web page (one with an
 * origin), and none that came by a name that only points here.
 */
export async function httpListener(port: number): Promise<Listener> {
  const arrivals = createArrivals();
  const password = randomBytes(18).toString('base64url');
  let bound = port;
  const server = createServer((request, response) => {
    request.on('error', () => {});
    const path = admitted(request, bound, password);
    if (typeof path === 'number') {
      request.resume();
      answer(response, path);
      return;
    }
    read(request).then(
      (body) => {
        if (!body) return answer(response, 413);
        arrivals.push({ message: messageOf(request, body), from: path, at: Date.now() });
        answer(response, 202);
      },
      () => {},
    );
  });
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const words = error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another, or 0 for any free one.` : `Port ${port} cannot be opened.`;
      reject(new DeliveryError('misuse', words));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  server.on('error', () => {});
  bound = (server.address() as AddressInfo).port;
  let stopping: Promise<void> | undefined;
  return {
    arrivals,
    address: `http://127.0.0.1:${bound}/${password}`,
    stop() {
      stopping ??= new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => arrivals.end());
      return stopping;
    },
  };
}

/** The path behind the password, or the status that refuses the request. */
function admitted(request: IncomingMessage, port: number, password: string): string | number {
  const { host, origin } = request.headers;
  if (origin !== undefined || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) return 403;
  const [, first = '', ...rest] = (request.url ?? '').split('?', 1)[0]?.split('/') ?? [];
  if (!same(first, password)) return 404;
  return ['POST', 'PUT', 'PATCH'].includes(request.method ?? '') ? `/${rest.join('/')}` : 405;
}

async function read(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    // Read on to the end all the same, so that the sender sees the answer and not a cut.
    if (size <= limit) parts.push(part);
  }
  return size > limit ? undefined : new Uint8Array(Buffer.concat(parts));
}

function messageOf(request: IncomingMessage, body: Uint8Array): WireMessage {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = (request.rawHeaders[at] ?? '').toLowerCase();
    if (name !== 'content-type' && name !== 'authorization' && name !== 'cookie') headers.push([name, request.rawHeaders[at + 1] ?? '']);
  }
  const contentType = request.headers['content-type'];
  return { body, headers, ...(contentType === undefined ? {} : { contentType }) };
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' }).end();
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
