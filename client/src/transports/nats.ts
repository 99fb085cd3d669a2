import { readFile } from 'node:fs/promises';
import { bindings } from '../delivery/binding.ts';
import { endpointOf } from './endpoint.ts';
import type { ConnectionContext } from './errors.ts';
import { type NatsLogin, openNats } from './nats-connection.ts';
import { natsSender } from './nats-sender.ts';
import { flagOf, readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField, clientCertificateFields, clientCertificateOf } from './tls.ts';
import { DeliveryError, type FieldDeclaration, type Settings, type Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    required: true,
    description: 'Where the server is: nats, or tls to insist on TLS.',
    example: 'nats://localhost:4222',
  },
  { name: 'user', title: 'User', type: 'string', description: 'The user to connect as, where the server wants one.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: 'The password of the user.' },
  { name: 'token', title: 'Token', type: 'string', secret: true, advanced: true, description: 'Instead of a user.' },
  {
    name: 'seed',
    title: 'NKey seed',
    type: 'string',
    secret: true,
    advanced: true,
    description: 'Instead of a user: the seed of an NKey, which starts with SU. It signs what the server asks and is not sent.',
  },
  {
    name: 'credentials',
    title: 'Credentials file',
    type: 'string',
    advanced: true,
    description: 'Instead of a user: a .creds file with a JWT and its seed.',
    example: '/home/me/.nats/shop.creds',
  },
  {
    name: 'inboxPrefix',
    title: 'Inbox prefix',
    type: 'string',
    default: '_INBOX',
    advanced: true,
    description: 'The start of the subject on which the server answers, for users who may subscribe to their own only.',
    example: '_INBOX_shop',
  },
  {
    name: 'tlsFirst',
    title: 'TLS first',
    type: 'boolean',
    default: false,
    advanced: true,
    description: 'Starts with TLS at once, for servers that are set to handshake_first.',
  },
  authorityField,
  ...clientCertificateFields,
];

const target: readonly FieldDeclaration[] = [
  { name: 'subject', title: 'Subject', type: 'string', required: true, description: 'The subject to publish to.', example: 'orders.placed' },
  {
    name: 'jetStream',
    title: 'JetStream',
    type: 'boolean',
    default: false,
    description: 'Waits until a JetStream stream says that it has stored the event. Without it there is no acknowledgement.',
  },
  {
    name: 'stream',
    title: 'Stream',
    type: 'string',
    advanced: true,
    description: 'The JetStream stream that has to store the event; another one refuses it.',
    example: 'ORDERS',
  },
  {
    name: 'deduplicate',
    title: 'Deduplicate',
    type: 'boolean',
    default: false,
    advanced: true,
    description: 'Gives source and id of the event as Nats-Msg-Id: a stream that has had it lately drops the copy, and says so.',
  },
];

const source: readonly FieldDeclaration[] = [
  {
    name: 'subject',
    title: 'Subject',
    type: 'string',
    required: true,
    description: 'The subject to listen on; * stands for one part, > for all that follow.',
    example: 'orders.>',
  },
  {
    name: 'stream',
    title: 'Stream',
    type: 'string',
    description: 'Reads what this JetStream stream stores from now on, in place of what passes by.',
    example: 'ORDERS',
  },
];

export const nats: Transport = {
  id: 'nats',
  title: 'NATS',
  summary: 'NATS, and its JetStream with acknowledgements.',
  runsIn: ['node'],
  connection,
  target,
  source,
  modes: ['structured', 'binary'],
  binding: bindings.nats,
  echo: false,
  acknowledgement: 'By JetStream: a stream has stored the event (PubAck). Core NATS has no acknowledgement; it only tells that nobody is subscribed.',
  inFlight: 100,
  describeTarget(to) {
    const stream = textOf(to, 'stream') ?? (flagOf(to, 'jetStream') ? 'JetStream' : undefined);
    return `${textOf(to, 'subject') ?? ''}${stream === undefined ? '' : ` (${stream})`}`;
  },
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'NATS connections');
    const endpoint = endpointOf(String(read.url), ['nats', 'tls']);
    const login = await loginOf(read, endpoint.user);
    const ca = await authoritiesOf(read);
    const certificate = await clientCertificateOf(read);
    const tlsFirst = flagOf(read, 'tlsFirst');
    const inboxPrefix = textOf(read, 'inboxPrefix') ?? '_INBOX';
    if (!/^[^\s.*>]+(\.[^\s.*>]+)*$/.test(inboxPrefix)) throw new DeliveryError('misuse', '"inboxPrefix" is no subject: * and > are for listening.');
    // Else TLS is spoken when the server asks for it.
    const insists = endpoint.tls || tlsFirst || ca !== undefined || certificate !== undefined;
    const context: ConnectionContext = {
      name: options.name ?? 'NATS',
      endpoint: { ...endpoint, tls: insists },
      secrets: login.secrets,
      ...(login.user === undefined ? {} : { user: login.user }),
    };
    const opened = await openNats({ context, login, inboxPrefix, ...(insists ? { tls: { ca, ...certificate, tlsFirst } } : {}) }, options);
    return natsSender(opened, context, options);
  },
};

/** One way to log in, with what must not be told of it. */
async function loginOf(settings: Settings, userOfUrl: string | undefined): Promise<NatsLogin> {
  const user = textOf(settings, 'user') ?? userOfUrl;
  const password = textOf(settings, 'password');
  const token = textOf(settings, 'token');
  const seed = textOf(settings, 'seed');
  const file = textOf(settings, 'credentials');
  if ([user, token, seed, file].filter((way) => way !== undefined).length > 1)
    throw new DeliveryError('misuse', 'There are several ways to log in. Keep one of "user", "token", "seed" and "credentials".');
  if (user !== undefined) return { user, ...(password === undefined ? {} : { password }), secrets: password === undefined ? [] : [password] };
  if (password !== undefined) throw new DeliveryError('misuse', 'A password needs its "user".');
  if (token !== undefined) return { token, secrets: [token] };
  if (seed !== undefined) return { seed, secrets: [seed] };
  if (file === undefined) return { secrets: [] };
  let credentials: string;
  try {
    credentials = await readFile(file, 'utf8');
  } catch {
    throw new DeliveryError('misuse', `The file that "credentials" names cannot be read: ${file}.`);
  }
  // The lines of the file that are no frame: the JWT and the seed.
  const secrets = credentials.split(/\r?\n/).filter((line) => /^[\w.-]{20,}$/.test(line.trim()) && !line.startsWith('---'));
  return { credentials, secrets };
}
