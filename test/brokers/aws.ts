import { once } from 'node:events';
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { Settings } from '../../client/src/transports/transport.ts';
import { createEventBridge, type PutEntry } from './eventbridge.ts';
import { faultOfSignature, type Keys } from './signature.ts';

/** SQS, SNS and EventBridge in this process, which take only what is rightly signed. */
export interface Aws {
  readonly port: number;
  /** A connection that works, with a session token. */
  readonly settings: Settings;
  /** A call by a key that may do all. Resolves with the answer's text. */
  call(action: string, input: object): Promise<string>;
  /** What the buses have taken, the newest last. */
  readonly entries: readonly PutEntry[];
  /** What the next calls are answered with, for faults that the servers do not have of themselves. */
  answer(next: { readonly status: number; readonly body: string } | undefined): void;
  close(): Promise<void>;
}

const region = 'eu-central-1';
const admin = { accessKeyId: 'AKIAADMIN', secret: 'admin-secret-of-the-test' };
const user = { accessKeyId: 'ASIAUSER', secret: 'user/secret+of=the-test', sessionToken: 'session/token+of=the-test' };

/** fauxqs for SQS and SNS, and a server of our own for EventBridge, behind a judge of signatures: fauxqs takes any. */
export async function startAws(): Promise<Aws> {
  const fauxqs = buildApp({ logger: false, host: '127.0.0.1' });
  await fauxqs.listen({ host: '127.0.0.1', port: 0 });
  const behind = (fauxqs.server.address() as AddressInfo).port;
  const bridge = createEventBridge(region);
  const keys: Keys = new Map([
    [admin.accessKeyId, { secret: admin.secret }],
    [user.accessKeyId, { secret: user.secret, sessionToken: user.sessionToken }],
  ]);
  let next: { readonly status: number; readonly body: string } | undefined;

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const target = String(request.headers['x-amz-target'] ?? '');
    const fault = request.headers['x-test-admin'] === undefined ? faultOfSignature(request, body, keys) : undefined;
    if (fault !== undefined)
      respond(response, 403, target === '' ? xml(fault) : JSON.stringify({ __type: fault, message: 'The request is not rightly signed.' }));
    else if (next) respond(response, next.status, next.body);
    else if (target.startsWith('AWSEvents.')) {
      const { status, body: answer } = bridge.answer(target.slice('AWSEvents.'.length), JSON.parse(body.toString('utf8')));
      respond(response, status, JSON.stringify(answer));
    } else pass(request, body, response, behind);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;

  return {
    port,
    settings: { region, accessKeyId: user.accessKeyId, secretAccessKey: user.secret, sessionToken: user.sessionToken, endpoint },
    async call(action, input) {
      const form = action.startsWith('SNS.');
      const authorization = `AWS4-HMAC-SHA256 Credential=${admin.accessKeyId}/20260101/${region}/sns/aws4_request, SignedHeaders=host, Signature=0`;
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: form
          ? { authorization, 'x-test-admin': '1' }
          : { authorization, 'x-test-admin': '1', 'x-amz-target': action, 'content-type': 'application/x-amz-json-1.0' },
        body: form ? new URLSearchParams({ Action: action.slice(4), Version: '2010-03-31', ...input }) : JSON.stringify(input),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${action}: ${text}`);
      return text;
    },
    get entries() {
      return bridge.entries;
    },
    answer: (answer) => {
      next = answer;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await fauxqs.close();
    },
  };
}

function pass(request: IncomingMessage, body: Buffer, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  // Who hangs up on a long poll has hung up on the server behind, too.
  response.on('close', () => onward.destroy());
  onward.end(body);
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}

function xml(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>The request is not rightly signed.</Message></Error></ErrorResponse>`;
}
