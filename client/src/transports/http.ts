import { bindings } from '../delivery/binding.ts';
import { endpointOf } from './endpoint.ts';
import { httpSender } from './http-sender.ts';
import { headersOf, readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField } from './tls.ts';
import { DeliveryError, type FieldDeclaration, type Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    required: true,
    description: 'Where the receiver is: http or https.',
    example: 'https://localhost:8443/events',
  },
  { name: 'token', title: 'Token', type: 'string', secret: true, description: 'Sent as a bearer token.' },
  { name: 'user', title: 'User', type: 'string', advanced: true, description: 'For basic authentication.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, advanced: true, description: 'The password of the user.' },
  {
    name: 'headers',
    title: 'Headers',
    type: 'headers',
    advanced: true,
    description: 'Sent with each request. Not for secrets: use the token or the password for those.',
  },
  authorityField,
];

const target: readonly FieldDeclaration[] = [
  { name: 'path', title: 'Path', type: 'string', default: '', description: 'Appended to the URL of the connection.', example: '/orders' },
  {
    name: 'method',
    title: 'Method',
    type: 'enum',
    values: ['POST', 'PUT', 'PATCH'],
    default: 'POST',
    advanced: true,
    description: 'The method of the request.',
  },
];

const source: readonly FieldDeclaration[] = [
  {
    name: 'port',
    title: 'Port',
    type: 'integer',
    default: 0,
    description: 'The port of loopback to listen on; any free one for 0. The whole address is told once it listens.',
  },
];

export const http: Transport = {
  id: 'http',
  title: 'HTTP',
  summary: 'Requests by the CloudEvents HTTP binding, and a listener on this machine for requests that come in.',
  runsIn: ['node'],
  connection,
  target,
  source,
  modes: ['structured', 'binary', 'batch'],
  binding: bindings.http,
  echo: false,
  acknowledgement: 'The receiver answered with a 2xx status; what it has done by then is up to the receiver.',
  inFlight: 20,
  describeTarget: (to) => `${textOf(to, 'method') ?? 'POST'} ${(textOf(to, 'path') ?? '/').split('?', 1)[0]}`,
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'HTTP connections');
    const endpoint = endpointOf(String(read.url), ['http', 'https']);
    const user = textOf(read, 'user') ?? endpoint.user;
    const password = textOf(read, 'password');
    const token = textOf(read, 'token');
    if (token !== undefined && (user !== undefined || password !== undefined)) {
      throw new DeliveryError('misuse', 'Use the token, or the user and the password, not both.');
    }
    const ca = await authoritiesOf(read);
    return httpSender(
      {
        context: {
          name: options.name ?? 'HTTP',
          endpoint,
          secrets: [token, password].filter((secret) => secret !== undefined),
          ...(user === undefined ? {} : { user }),
        },
        headers: headersOf(read, 'headers'),
        ...authorization(token, user, password),
        ...(ca === undefined ? {} : { ca }),
      },
      options,
    );
  },
};

function authorization(token: string | undefined, user: string | undefined, password: string | undefined): { authorization?: string } {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (user === undefined && password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64')}` };
}
