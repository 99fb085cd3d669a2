import { bindings } from '../delivery/binding.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import type { KafkaConnection, Login } from './kafka-client.ts';
import { openKafka } from './kafka-sender.ts';
import { flagOf, listOf, readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField, clientCertificateFields, clientCertificateOf } from './tls.ts';
import { DeliveryError, type FieldDeclaration, type Settings, type Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    description: 'Where a broker of the cluster is: kafka, or kafkas for TLS. The others are learnt from it.',
    example: 'kafka://localhost:9092',
  },
  {
    name: 'brokers',
    title: 'Brokers',
    type: 'list',
    description: 'Instead of the URL: the brokers to begin with, the first that answers tells of the others.',
    example: 'kafka-1.example.com:9093, kafka-2.example.com:9093',
  },
  { name: 'tls', title: 'TLS', type: 'boolean', default: false, description: 'Whether listed brokers speak TLS; of a URL the scheme tells.' },
  {
    name: 'mechanism',
    title: 'SASL mechanism',
    type: 'enum',
    values: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'],
    description: 'How to log in. Without it, a user and a password mean PLAIN, a token means OAUTHBEARER.',
  },
  { name: 'user', title: 'User', type: 'string', description: 'The user to log in as, where the brokers want one.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: 'The password of the user.' },
  { name: 'token', title: 'Token', type: 'string', secret: true, advanced: true, description: 'The bearer token for OAUTHBEARER.' },
  {
    name: 'clientId',
    title: 'Client id',
    type: 'string',
    default: 'eventwright',
    advanced: true,
    description: 'What the brokers know this client by, in logs and quotas.',
  },
  authorityField,
  ...clientCertificateFields,
];

const target: readonly FieldDeclaration[] = [
  { name: 'topic', title: 'Topic', type: 'string', required: true, description: 'The topic to send to. It has to exist.', example: 'orders' },
  {
    name: 'key',
    title: 'Key',
    type: 'string',
    description: 'What has the same key lands in the same partition; the partitionkey of the event when it is empty.',
    example: 'customer-4711',
  },
  {
    name: 'partition',
    title: 'Partition',
    type: 'integer',
    advanced: true,
    description: 'Counted from 0; by the key when it is empty, as the clients in Java choose, or any one for an event without a key.',
  },
];

const source: readonly FieldDeclaration[] = [
  { name: 'topic', title: 'Topic', type: 'string', required: true, description: 'The topic to listen on, all of its partitions.', example: 'orders' },
  {
    name: 'from',
    title: 'From',
    type: 'enum',
    values: ['latest', 'earliest'],
    default: 'latest',
    description: 'What comes from now on, or all that the topic still holds.',
  },
];

export const kafka: Transport = {
  id: 'kafka',
  title: 'Kafka',
  summary: 'Apache Kafka and what speaks its protocol: Redpanda, Amazon MSK, Confluent Cloud, Azure Event Hubs.',
  runsIn: ['node'],
  connection,
  target,
  source,
  modes: ['structured', 'binary'],
  binding: bindings.kafka,
  // Listening would change nothing for others, but a busy topic brings all of their events along.
  echo: false,
  acknowledgement: 'All in-sync replicas have the event (acks=all); the receipt tells its partition and offset.',
  // Behind an event that fails, others of the same producer would have to be numbered anew: one after the other, none is stored twice.
  inFlight: 1,
  describeTarget(target) {
    const partition = target.partition;
    return `${textOf(target, 'topic') ?? ''}${typeof partition === 'number' ? `[${partition}]` : ''}`;
  },
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'Kafka connections');
    const endpoints = endpointsOf(read);
    const [endpoint] = endpoints;
    const user = textOf(read, 'user') ?? endpoint.user;
    const login = loginOf(read, user);
    const ca = await authoritiesOf(read);
    const certificate = await clientCertificateOf(read);
    const opened: KafkaConnection = {
      context: {
        name: options.name ?? 'Kafka',
        endpoint,
        secrets: [textOf(read, 'password'), textOf(read, 'token')].filter((secret) => secret !== undefined),
        ...(user === undefined ? {} : { user }),
      },
      brokers: endpoints.map(({ host, port }) => ({ host, port })),
      clientId: textOf(read, 'clientId') ?? 'eventwright',
      ...(endpoint.tls ? { tls: { ...(ca === undefined ? {} : { ca }), ...certificate } } : {}),
      ...(login === undefined ? {} : { login }),
    };
    return openKafka(opened, options);
  },
};

function endpointsOf(settings: Settings): readonly [Endpoint, ...Endpoint[]] {
  const url = textOf(settings, 'url');
  const [first, ...more] = listOf(settings, 'brokers');
  if (url !== undefined && first !== undefined) throw new DeliveryError('misuse', 'Name a URL or a list of brokers, not both.');
  if (url !== undefined) return [endpointOf(url, ['kafka', 'kafkas'])];
  if (first === undefined) throw new DeliveryError('misuse', '"url" is missing: Kafka connections need it, or "brokers".');
  const listed = (broker: string): Endpoint => {
    if (!/^(\[[\da-f:.]+\]|[^\s/@:[\]]+)(:\d{1,5})?$/i.test(broker))
      throw new DeliveryError('misuse', '"brokers" holds what is no broker. Write each like kafka-1.example.com:9092.');
    return endpointOf(`${flagOf(settings, 'tls') ? 'kafkas' : 'kafka'}://${broker}`, ['kafka', 'kafkas']);
  };
  return [listed(first), ...more.map(listed)];
}

function loginOf(settings: Settings, user: string | undefined): Login | undefined {
  const password = textOf(settings, 'password');
  const token = textOf(settings, 'token');
  const chosen = textOf(settings, 'mechanism') as Login['mechanism'] | undefined;
  const mechanism = chosen ?? (user !== undefined || password !== undefined ? 'PLAIN' : token === undefined ? undefined : 'OAUTHBEARER');
  if (mechanism === undefined) return undefined;
  if (mechanism === 'OAUTHBEARER') {
    if (token === undefined) throw new DeliveryError('misuse', 'OAUTHBEARER needs a "token".');
    return { mechanism, token };
  }
  if (user === undefined || password === undefined) throw new DeliveryError('misuse', `${mechanism} needs a "user" and a "password".`);
  return { mechanism, user, password };
}
