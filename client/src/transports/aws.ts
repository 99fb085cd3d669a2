import { Agent as HttpAgent, type ClientRequest, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { whenConnected } from './connected.ts';
import { within } from './deadline.ts';
import { endpointOf, hostAndPort } from './endpoint.ts';
import { type ConnectionContext, connectTimeout, explainFailure, lostConnection } from './errors.ts';
import { readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField } from './tls.ts';
import { type ConnectOptions, DeliveryError, type FieldDeclaration, type Settings } from './transport.ts';

/** The connection of each service of AWS. */
export const awsConnection: readonly FieldDeclaration[] = [
  { name: 'region', title: 'Region', type: 'string', required: true, description: 'The region of AWS.', example: 'eu-central-1' },
  {
    name: 'accessKeyId',
    title: 'Access key',
    type: 'string',
    required: true,
    description: 'The id of the access key. For LocalStack and its like any text will do.',
    example: 'AKIAIOSFODNN7EXAMPLE',
  },
  { name: 'secretAccessKey', title: 'Secret access key', type: 'string', required: true, secret: true, description: 'The secret of the access key.' },
  {
    name: 'sessionToken',
    title: 'Session token',
    type: 'string',
    secret: true,
    advanced: true,
    description: 'For keys that hold for a while only, as those of SSO and of assumed roles do.',
  },
  {
    name: 'endpoint',
    title: 'Endpoint',
    type: 'string',
    advanced: true,
    description: 'Instead of AWS itself: LocalStack, ElasticMQ, a VPC endpoint, another partition.',
    example: 'http://localhost:4566',
  },
  authorityField,
];

/** One call of a service: a POST to its root. */
export interface AwsRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AwsAnswer {
  readonly status: number;
  readonly body: string;
}

/** How a call ended: by an answer; before anything had left; or cut off behind it. */
export type AwsEnd =
  | { readonly kind: 'answer'; readonly answer: AwsAnswer }
  | { readonly kind: 'unsent'; readonly error: DeliveryError }
  | { readonly kind: 'cut' };

/** Signs and makes calls. Nothing is repeated. */
export interface AwsClient {
  /** Who answers, for receipts: `SQS`. */
  readonly service: string;
  readonly region: string;
  readonly context: ConnectionContext;
  /** Signs the request, and gives what begins it. `destroy` gives the call up. */
  prepare(request: AwsRequest): Promise<(ended: (end: AwsEnd) => void) => { destroy(): void }>;
  /** A question that may be given up. Rejects with a DeliveryError when there is no answer. `deadline` in milliseconds. */
  ask(request: AwsRequest, signal: AbortSignal, deadline: number): Promise<AwsAnswer>;
  close(): void;
}

/** A call by the newer protocols: `1.0` or `1.1` of JSON, and an action such as `AmazonSQS.SendMessage`. */
export function jsonRequest(version: '1.0' | '1.1', action: string, input: object): AwsRequest {
  return { headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': action }, body: JSON.stringify(input) };
}

/** Reads the settings and loads the signer. `host` is the name of the service in its address, e.g. `sqs`, and in signatures. */
export async function awsClient(service: string, host: string, settings: Settings, options: ConnectOptions): Promise<AwsClient> {
  const read = readSettings(awsConnection, settings, `${service} connections`);
  const region = String(read.region);
  if (!/^[a-z\d-]+$/.test(region)) throw new DeliveryError('misuse', '"region" is no region of AWS. Write it like eu-central-1.');
  const endpoint = endpointOf(textOf(read, 'endpoint') ?? addressOf(host, region), ['https', 'http'], 'endpoint');
  const accessKeyId = String(read.accessKeyId);
  const secretAccessKey = String(read.secretAccessKey);
  const sessionToken = textOf(read, 'sessionToken');
  const ca = await authoritiesOf(read);
  const context: ConnectionContext = {
    name: options.name ?? service,
    endpoint,
    user: accessKeyId,
    secrets: [secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])],
  };
  const { AwsV4Signer } = await import('aws4fetch');
  if (options.signal.aborted) throw new DeliveryError('cancelled', 'Cancelled.');
  const agent = endpoint.tls ? new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }) : new HttpAgent({ keepAlive: true });
  const url = `${endpoint.scheme}://${hostAndPort(endpoint)}${endpoint.path}`;

  const client: AwsClient = {
    service,
    region,
    context,
    async prepare({ headers, body }) {
      const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      const signed = await new AwsV4Signer({ method: 'POST', url, headers: { ...headers }, body, service: host, region, ...keys }).sign();
      const length = Buffer.byteLength(body);
      const requestHeaders = { ...Object.fromEntries(signed.headers), host: signed.url.host, 'content-length': length };
      return (ended) => {
        const send = endpoint.tls ? httpsRequest : httpRequest;
        const request = send({ agent, method: 'POST', host: endpoint.host, port: endpoint.port, path: endpoint.path, headers: requestHeaders });
        follow(request, context, ended);
        request.end(body);
        return { destroy: () => void request.destroy() };
      };
    },
    async ask(request, signal, deadline) {
      const begin = await client.prepare(request);
      const settled = Promise.withResolvers<AwsEnd>();
      const call = begin(settled.resolve);
      const asking = within(settled.promise, deadline, signal, () => connectTimeout(context, deadline));
      const end = await asking.catch((error) => {
        call.destroy();
        throw error;
      });
      if (end.kind === 'answer') return end.answer;
      throw end.kind === 'unsent' ? end.error : lostConnection(context);
    },
    close: () => agent.destroy(),
  };
  return client;
}

function addressOf(host: string, region: string): string {
  return `https://${host}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** More than ten events of the largest size, as JSON spells them. */
const largestAnswer = 64 * 1024 * 1024;

/** Before the connection stands nothing can have left. */
function follow(request: ClientRequest, context: ConnectionContext, ended: (end: AwsEnd) => void): void {
  let connected = false;
  whenConnected(request, context.endpoint.tls, () => {
    connected = true;
  });
  request.on('error', (error) => {
    explainFailure(error, context).then((explained) =>
      // By TLS 1.3 the server refuses a client after the client has taken the connection for open; it has read nothing.
      ended(!connected || explained.code === 'tls' ? { kind: 'unsent', error: explained } : { kind: 'cut' }),
    );
  });
  request.on('response', (response) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      size += part.length;
      if (size > largestAnswer) request.destroy();
      else parts.push(part);
    });
    response.on('error', () => {});
    response.on('close', () => {
      const whole = response.complete && size <= largestAnswer;
      ended(whole ? { kind: 'answer', answer: { status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') } } : { kind: 'cut' });
    });
  });
}
