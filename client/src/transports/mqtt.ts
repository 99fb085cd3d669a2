import { bindings } from '../delivery/binding.ts';
import { endpointOf } from './endpoint.ts';
import { openMqtt } from './mqtt-sender.ts';
import { readSettings, textOf } from './settings.ts';
import { authoritiesOf, authorityField } from './tls.ts';
import type { FieldDeclaration, Transport } from './transport.ts';

const connection: readonly FieldDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    type: 'string',
    required: true,
    description: 'Where the broker is: mqtt, mqtts, ws or wss.',
    example: 'mqtt://localhost:1883',
  },
  { name: 'user', title: 'User', type: 'string', description: 'The user to connect as, where the broker wants one.' },
  { name: 'password', title: 'Password', type: 'string', secret: true, description: 'The password of the user.' },
  {
    name: 'version',
    title: 'Version',
    type: 'enum',
    values: ['5', '3.1.1'],
    default: '5',
    advanced: true,
    description: 'MQTT 3.1.1 has no headers, and does not tell whether anybody is subscribed.',
  },
  authorityField,
];

/** What an event is sent to, by MQTT of any version. */
export const mqttTarget: readonly FieldDeclaration[] = [
  { name: 'topic', title: 'Topic', type: 'string', required: true, description: 'The topic to publish to.', example: 'shop/orders/placed' },
  {
    name: 'qos',
    title: 'QoS',
    type: 'integer',
    default: 1,
    advanced: true,
    description: '0: no acknowledgement. 1: at least once. 2: exactly once, up to the broker.',
  },
  {
    name: 'retain',
    title: 'Retain',
    type: 'boolean',
    default: false,
    advanced: true,
    description: 'The broker keeps the event for later subscribers.',
  },
];

export const mqttSource: readonly FieldDeclaration[] = [
  {
    name: 'topic',
    title: 'Topic',
    type: 'string',
    required: true,
    description: 'The topic to listen on; + stands for one level, # for all that follow.',
    example: 'shop/#',
  },
];

export const mqtt: Transport = {
  id: 'mqtt',
  title: 'MQTT',
  summary: 'MQTT 5, or 3.1.1, over TCP, TLS or WebSocket: mosquitto, EMQX, HiveMQ, VerneMQ, RabbitMQ with its plugin, AWS IoT.',
  runsIn: ['node'],
  connection,
  target: mqttTarget,
  source: mqttSource,
  modes: ['structured', 'binary'],
  binding: bindings.mqtt,
  echo: false,
  acknowledgement: 'The broker has taken the event (PUBACK), most brokers into memory only. By MQTT 5 it also tells that nobody is subscribed.',
  inFlight: 20,
  describeTarget: (target) => textOf(target, 'topic') ?? '',
  async connect(settings, options) {
    const read = readSettings(connection, settings, 'MQTT connections');
    const endpoint = endpointOf(String(read.url), ['mqtt', 'mqtts', 'ws', 'wss']);
    const user = textOf(read, 'user') ?? endpoint.user;
    const password = textOf(read, 'password');
    const ca = await authoritiesOf(read);
    const version = read.version === '3.1.1' ? 4 : 5;
    return openMqtt(
      {
        endpoint,
        version,
        broker: 'MQTT broker',
        ...(user === undefined ? {} : { user }),
        ...(password === undefined ? {} : { password }),
        ...(ca === undefined ? {} : { ca }),
      },
      options,
    );
  },
};
