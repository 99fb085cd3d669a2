import { bindings } from '../delivery/binding.ts';
import { endpointOf } from './endpoint.ts';
import type { ConnectionContext } from './errors.ts';
import { openRedis } from './redis-connection.ts';
import { redisSender } from './redis-sender.ts';
import { readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField, clientCertificateFields, clientCertificateOf } from './tls.ts';
import { DeliveryError, type FieldDeclaration, type Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    required: true,
    description: 'Where Redis is: redis, or rediss with TLS, with the number of the database as the path.',
    example: 'redis://localhost:6379/0',
  },
  { name: 'user', title: 'User', type: 'string', description: 'The user to connect as; default, where only a password is set.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: 'The password of the user.' },
  authorityField,
  ...clientCertificateFields,
];

const target: readonly FieldDeclaration[] = [
  { name: 'stream', title: 'Stream', type: 'string', description: 'The key of the stream to append to (XADD).', example: 'orders' },
  {
    name: 'channel',
    title: 'Channel',
    type: 'string',
    description: 'Instead of a stream: the channel to publish to (PUBLISH), which stores nothing.',
    example: 'orders.placed',
  },
  {
    name: 'field',
    title: 'Field',
    type: 'string',
    default: 'event',
    advanced: true,
    description: 'The field of the entry that holds the event. There is no convention for its name.',
  },
  {
    name: 'create',
    title: 'Create',
    type: 'boolean',
    default: false,
    advanced: true,
    description: 'Makes the stream when it is not there. Without it a name that is misspelt fails.',
  },
];

const source: readonly FieldDeclaration[] = [
  {
    name: 'stream',
    title: 'Stream',
    type: 'string',
    description: 'The stream to read from now on (XREAD): nothing is taken from its consumer groups.',
    example: 'orders',
  },
  {
    name: 'channel',
    title: 'Channel',
    type: 'string',
    description: 'Instead of a stream: the channel to subscribe to; * stands for any characters.',
    example: 'orders.*',
  },
  { name: 'field', title: 'Field', type: 'string', default: 'event', advanced: true, description: 'The field of an entry that holds the event.' },
];

export const redis: Transport = {
  id: 'redis',
  title: 'Redis',
  summary: 'Redis Streams and pub/sub, also of Valkey.',
  runsIn: ['node'],
  connection,
  target,
  source,
  modes: ['structured'],
  binding: bindings.none,
  echo: false,
  acknowledgement:
    'Streams: Redis has appended the event, in memory, and on disk as soon as its appendfsync says. Pub/sub: it was handed to so many subscribers, and is stored nowhere.',
  inFlight: 100,
  describeTarget: (to) => textOf(to, 'stream') ?? textOf(to, 'channel') ?? '',
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'Redis connections');
    const endpoint = endpointOf(String(read.url), ['redis', 'rediss']);
    const password = textOf(read, 'password');
    const named = textOf(read, 'user') ?? endpoint.user;
    if (named !== undefined && password === undefined) throw new DeliveryError('misuse', `User "${named}" needs a "password".`);
    const user = named ?? (password === undefined ? undefined : 'default');
    const context: ConnectionContext = {
      name: options.name ?? 'Redis',
      endpoint,
      secrets: password === undefined ? [] : [password],
      ...(user === undefined ? {} : { user }),
    };
    const ca = await authoritiesOf(read);
    const certificate = await clientCertificateOf(read);
    if (!endpoint.tls && (ca !== undefined || certificate !== undefined))
      throw new DeliveryError('misuse', 'Certificates are for TLS: write the "url" with rediss.');
    const opening = {
      context,
      database: databaseOf(endpoint.path),
      // A server of before Redis 6 knows passwords only.
      ...(named === undefined ? {} : { user: named }),
      ...(password === undefined ? {} : { password }),
      ...(endpoint.tls ? { tls: { ...(ca === undefined ? {} : { ca }), ...certificate } } : {}),
    };
    return redisSender(await openRedis(opening, options), (signal) => openRedis(opening, { ...options, signal }), context, options);
  },
};

function databaseOf(path: string): number {
  const [, number] = /^\/?(\d{0,6})$/.exec(path) ?? [];
  if (number === undefined) throw new DeliveryError('misuse', 'The path of "url" is the number of a database, e.g. redis://localhost/0.');
  return Number(number);
}
