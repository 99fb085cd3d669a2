import type { ChannelModel } from 'amqplib';
import { bindings } from '../delivery/binding.ts';
import { within } from './deadline.ts';
import { endpointOf } from './endpoint.ts';
import { authFailure, type ConnectionContext, connectTimeout, explainFailure, safeCause } from './errors.ts';
import { rabbitSender } from './rabbitmq-sender.ts';
import { readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField } from './tls.ts';
import { DeliveryError, type FieldDeclaration, type Settings, type Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    required: true,
    description: 'Where RabbitMQ is: amqp or amqps, with the virtual host as the path.',
    example: 'amqp://localhost',
  },
  { name: 'user', title: 'User', type: 'string', description: 'The user to connect as; guest, with the password guest, when neither is set.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: 'The password of the user.' },
  { name: 'vhost', title: 'Virtual host', type: 'string', advanced: true, description: 'Instead of the path of the URL.', example: '/shop' },
  authorityField,
];

const target: readonly FieldDeclaration[] = [
  {
    name: 'exchange',
    title: 'Exchange',
    type: 'string',
    default: '',
    description: 'The exchange to publish to; the default exchange, which leads to the queue of the routing key, when it is empty.',
    example: 'orders',
  },
  {
    name: 'routingKey',
    title: 'Routing key',
    type: 'string',
    default: '',
    description: 'What bindings go by; for the default exchange the name of the queue.',
    example: 'order.placed',
  },
  {
    name: 'persistent',
    title: 'Persistent',
    type: 'boolean',
    default: true,
    advanced: true,
    description: 'Durable queues write the event to disk before it is confirmed.',
  },
];

const source: readonly FieldDeclaration[] = [
  {
    name: 'queue',
    title: 'Queue',
    type: 'string',
    description: 'The queue to consume: what is taken from it is gone for others.',
    example: 'audit.q',
  },
  {
    name: 'exchange',
    title: 'Exchange',
    type: 'string',
    description: 'Instead of a queue: a temporary queue is bound to this exchange, and gets a copy.',
    example: 'orders',
  },
  {
    name: 'routingKey',
    title: 'Routing key',
    type: 'string',
    description: 'The key that the temporary queue is bound with; for topic exchanges # stands for all.',
    example: 'order.#',
  },
];

export const rabbitmq: Transport = {
  id: 'rabbitmq',
  title: 'RabbitMQ',
  summary: 'RabbitMQ by AMQP 0-9-1, with publisher confirms; what cannot be routed comes back and fails.',
  runsIn: ['node'],
  connection,
  target,
  source,
  modes: ['structured'],
  binding: bindings.none,
  echo: false,
  acknowledgement: 'Every queue that is bound has taken the event (publisher confirm); durable queues have a persistent event on disk.',
  inFlight: 100,
  describeTarget: (to) => [textOf(to, 'exchange'), textOf(to, 'routingKey')].filter(Boolean).join(' / '),
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'RabbitMQ connections');
    const endpoint = endpointOf(String(read.url), ['amqp', 'amqps']);
    const user = textOf(read, 'user') ?? endpoint.user;
    const password = textOf(read, 'password');
    const nobody = user === undefined && password === undefined;
    const context: ConnectionContext = {
      name: options.name ?? 'RabbitMQ',
      endpoint,
      user: user ?? (nobody ? 'guest' : ''),
      secrets: password ? [password] : [],
    };
    const vhost = vhostOf(read, endpoint.path);
    const ca = await authoritiesOf(read);
    // CommonJS: in a bundle only the default is there, and everywhere it is the whole module.
    const { connect } = (await import('amqplib')).default;
    // The library cannot be told to give up: ending the socket is the only way out of a handshake that never ends.
    const kill = new AbortController();
    const url = {
      protocol: endpoint.scheme,
      hostname: endpoint.host,
      port: endpoint.port,
      username: context.user ?? '',
      password: nobody ? 'guest' : (password ?? ''),
      vhost: encodeURIComponent(vhost),
      heartbeat: 10,
    };
    const socket = { signal: kill.signal, noDelay: true, clientProperties: { connection_name: 'Eventwright' }, ...(ca ? { ca } : {}) };
    const connecting = connect(url, socket).then(guarded);
    let model: ChannelModel;
    try {
      model = await within(connecting, options.deadline, options.signal, () => connectTimeout(context, options.deadline));
    } catch (error) {
      kill.abort();
      throw await explain(error, context, vhost);
    }
    return rabbitSender(model, context, options, () => kill.abort());
  },
};

/** An error without a listener ends the process, so the listener is there before anything else can happen. */
function guarded(model: ChannelModel): ChannelModel {
  model.on('error', () => {});
  return model;
}

/** The URL's path without its slash; `/` without a path, as the server's own default is. */
function vhostOf(settings: Settings, path: string): string {
  const named = textOf(settings, 'vhost');
  if (named !== undefined) return named;
  if (path.includes('?')) throw new DeliveryError('misuse', '"url" has a query, which is not read. Take it out.');
  if (path === '' || path === '/') return '/';
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    throw new DeliveryError('misuse', 'The virtual host in "url" is not percent-encoded as it should be. Write it as "vhost" instead.');
  }
}

async function explain(error: unknown, context: ConnectionContext, vhost: string): Promise<DeliveryError> {
  const words = error instanceof Error ? error.message : '';
  if (/ACCESS[-_]REFUSED/.test(words)) return authFailure(context, error);
  // The library knows no close in place of open-ok, and gives its name only: here the server says that of the virtual host alone.
  if (/NOT[-_]ALLOWED|Expected ConnectionOpenOk; got <ConnectionClose/.test(words)) {
    const message = `${context.name} has no virtual host "${vhost}" that user "${context.user}" may use.`;
    return new DeliveryError('missing-target', message, { cause: safeCause(error, context.secrets) });
  }
  return explainFailure(error, context);
}
