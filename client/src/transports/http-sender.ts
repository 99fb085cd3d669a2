import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
  STATUS_CODES,
  validateHeaderValue,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Receipt, WireMessage } from '../delivery/message.ts';
import { whenConnected } from './connected.ts';
import { cancelled } from './deadline.ts';
import { hostAndPort } from './endpoint.ts';
import { authFailure, type ConnectionContext, connectTimeout, explainFailure, redact } from './errors.ts';
import { httpListener } from './http-listener.ts';
import { createPending, type Settle } from './pending.ts';
import { integerOf } from './settings.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

export interface HttpConnection {
  readonly context: ConnectionContext;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly authorization?: string;
  readonly ca?: string[];
}

/** Each send is a request of its own; sockets are kept for the next. No redirect is followed: it would carry credentials elsewhere. */
export function httpSender(connection: HttpConnection, options: ConnectOptions): Sender {
  const { context } = connection;
  const { endpoint } = context;
  const agent = endpoint.tls ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const pending = createPending(options.deadline);
  const listeners = new Set<Listener>();
  let closing: Promise<void> | undefined;

  const start = (method: string, path: string, headers: Record<string, string | string[]>): ClientRequest => {
    const request: RequestOptions = {
      agent,
      method,
      path,
      host: endpoint.host,
      port: endpoint.port,
      headers: { ...headers, ...(connection.authorization === undefined ? {} : { authorization: connection.authorization }) },
      ...(connection.ca === undefined ? {} : { ca: connection.ca }),
    };
    return endpoint.tls ? httpsRequest(request) : httpRequest(request);
  };

  return {
    async send(message, target, signal) {
      if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
      const path = joined(endpoint.path, String(target.path ?? ''));
      const headers = headersFor(message, connection.headers);
      let request: ClientRequest | undefined;
      const receipt = await pending.wait(hostAndPort(endpoint), 'answer', signal, (settle) => {
        request = start(String(target.method ?? 'POST'), path, headers);
        exchange(request, message.body, context, settle);
      });
      // Ended by the deadline or by cancelling: the request must not go on behind the receipt.
      if (receipt.state === 'unknown') request?.destroy();
      return receipt;
    },

    async listen(source: Settings) {
      if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
      const listener = await httpListener(integerOf(source, 'port') ?? 0);
      listeners.add(listener);
      return { ...listener, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
    },

    async probe(signal) {
      const { server, status } = await asked(
        start('OPTIONS', endpoint.path || '/', headersFor(undefined, connection.headers)),
        context,
        options.deadline,
        signal,
      );
      if (status === 401 || status === 403) throw authFailure(context);
      return `${server ?? 'HTTP server'} (status ${status})`;
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        agent.destroy();
      })();
      return closing;
    },
  };
}

/** Writes the request and settles with what its answer means. Before the connection stands nothing can have left. */
function exchange(request: ClientRequest, body: Uint8Array, context: ConnectionContext, settle: Settle): void {
  let connected = false;
  whenConnected(request, context.endpoint.tls, () => {
    connected = true;
  });
  request.on('error', (error) => {
    explainFailure(error, context).then((explained) => {
      // By TLS 1.3 the server refuses a client after the client has taken the connection for open; it has read nothing.
      if (!connected || explained.code === 'tls') settle({ state: 'failed', by: 'Eventwright', detail: explained.message });
      else
        settle({
          state: 'unknown',
          by: hostAndPort(context.endpoint),
          detail: 'The connection was cut before the answer. The event may have arrived.',
        });
    });
  });
  request.on('response', (response) => {
    const parts: Buffer[] = [];
    // Only as much of the answer as a person reads.
    response.on('data', (part: Buffer) => {
      if (parts.length < 4) parts.push(part.subarray(0, 400));
    });
    response.on('error', () => {});
    // The status is the answer, also when its body is cut.
    response.on('close', () => settle(meaning(response, Buffer.concat(parts).toString('utf8'), context)));
  });
  request.end(body);
}

function meaning(response: IncomingMessage, body: string, context: ConnectionContext): Receipt {
  const status = response.statusCode ?? 0;
  const by = `${hostAndPort(context.endpoint)} (HTTP ${status})`;
  const words = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const said = redact(body, context.secrets).replace(/\s+/g, ' ').trim().slice(0, 200);
  const quoted = said === '' ? '' : ` It said: ${said}`;
  if (status >= 200 && status < 300) return { state: 'acknowledged', by, detail: `The receiver answered ${words}.` };
  if (status === 401 || status === 403) return { state: 'failed', by, detail: `${authFailure(context).message} (${words}).` };
  if (status === 404) return { state: 'failed', by, detail: `Nothing takes events at this address (${words}).${quoted}` };
  if (status >= 400 && status < 500) return { state: 'failed', by, detail: `The receiver refused the event: ${words}.${quoted}` };
  if (status >= 300 && status < 400)
    return {
      state: 'failed',
      by,
      detail: `The receiver points elsewhere (${words}). Redirects are not followed: put the new address into the connection.`,
    };
  return { state: 'unknown', by, detail: `The receiver answered ${words}. It may have taken the event before it failed.${quoted}` };
}

function asked(
  request: ClientRequest,
  context: ConnectionContext,
  deadline: number,
  signal: AbortSignal,
): Promise<{ server?: string; status: number }> {
  return new Promise((resolve, reject) => {
    const end = (error?: DeliveryError): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      if (error) reject(error);
    };
    const onAbort = (): void => end(cancelled());
    const timer = setTimeout(() => end(connectTimeout(context, deadline)), deadline);
    signal.addEventListener('abort', onAbort, { once: true });
    request.on('error', (error) => explainFailure(error, context).then(end));
    request.on('response', (response) => {
      // Some servers name themselves; the type of Node's headers knows of more than one.
      const server = response.headers.server?.toString();
      resolve({ status: response.statusCode ?? 0, ...(server === undefined ? {} : { server }) });
      end();
    });
    request.end();
  });
}

/** Repeated names become lists, as Node's requests take them. */
function headersFor(message: WireMessage | undefined, more: HttpConnection['headers']): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = Object.create(null);
  if (message) headers['content-length'] = String(message.body.length);
  if (message?.contentType !== undefined) headers['content-type'] = message.contentType;
  for (const [name, value] of [...more, ...(message?.headers ?? [])]) {
    const key = name.toLowerCase();
    checkHeader(key, value);
    const before = headers[key];
    headers[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return headers;
}

function checkHeader(name: string, value: string): void {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) throw new DeliveryError('misuse', `"${name}" is no name for a header.`);
  if (['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade'].includes(name))
    throw new DeliveryError('misuse', `The header "${name}" cannot be set.`);
  try {
    validateHeaderValue(name, value);
  } catch {
    throw new DeliveryError('misuse', `The header "${name}" holds characters that headers cannot carry.`);
  }
}

/** `/events` and `/orders` give `/events/orders`; a query stays at the end. */
function joined(base: string, path: string): string {
  if (path === '') return base || '/';
  const [before = '', query] = base.split('?', 2);
  const more = encodeURI(path.startsWith('/') ? path : `/${path}`).replaceAll('%25', '%');
  return before.replace(/\/$/, '') + more + (query === undefined ? '' : `${more.includes('?') ? '&' : '?'}${query}`);
}
