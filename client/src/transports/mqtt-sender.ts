import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import type { Arrival, WireMessage } from '../delivery/message.ts';
import { createArrivals } from './arrivals.ts';
import { within } from './deadline.ts';
import { type Endpoint, hostAndPort } from './endpoint.ts';
import { authFailure, type ConnectionContext, connectTimeout, explainFailure, lostConnection, safeCause } from './errors.ts';
import { createPending, type Settle } from './pending.ts';
import { flagOf, integerOf, textOf } from './settings.ts';
import { topicMatches } from './topic.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

export interface MqttConnection {
  readonly endpoint: Endpoint;
  readonly version: 4 | 5;
  readonly user?: string;
  readonly password?: string;
  readonly ca?: string[];
  /** Who acknowledges, for receipts: `MQTT broker`. */
  readonly broker: string;
}

/** Opens a connection by MQTT 5, or by MQTT 3.1.1 (version 4 of the protocol). */
export async function openMqtt(connection: MqttConnection, options: ConnectOptions): Promise<Sender> {
  const context: ConnectionContext = {
    name: options.name ?? connection.broker,
    endpoint: connection.endpoint,
    secrets: connection.password ? [connection.password] : [],
    ...(connection.user === undefined ? {} : { user: connection.user }),
  };
  // CommonJS: in a bundle only the default is there, and everywhere it is the whole module.
  const { connect } = (await import('mqtt')).default;
  if (options.signal.aborted) throw new DeliveryError('cancelled', 'Cancelled.');
  const client = connect(clientOptions(connection, options.deadline));
  try {
    await within(connected(client, context), options.deadline, options.signal, () => connectTimeout(context, options.deadline));
  } catch (error) {
    client.end(true);
    throw error;
  }
  return senderOf(client, connection, context, options);
}

function clientOptions(connection: MqttConnection, deadline: number): IClientOptions {
  const { scheme, host, port, path } = connection.endpoint;
  return {
    // In parts: the library takes a URL apart by a function of Node that is deprecated, and a person would see the warning.
    protocol: scheme as NonNullable<IClientOptions['protocol']>,
    host: scheme.startsWith('ws') && host.includes(':') ? `[${host}]` : host,
    port,
    ...(scheme.startsWith('ws') && { path }),
    // No reconnecting behind our back: a send that is repeated in silence is a duplicate that nobody told of.
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    clean: true,
    // Our own deadline comes first; this one only ends the socket in case that is forgotten.
    connectTimeout: deadline + 1000,
    protocolVersion: connection.version,
    ...(connection.user === undefined ? {} : { username: connection.user }),
    ...(connection.password === undefined ? {} : { password: connection.password }),
    ...(connection.ca === undefined ? {} : { ca: connection.ca }),
  };
}

function connected(client: MqttClient, context: ConnectionContext): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    // Stays for the life of the client: an error that nobody listens to ends the process.
    client.on('error', (error) => {
      failure = error;
      explainConnect(error, context).then(reject, reject);
    });
    client.once('connect', () => resolve());
    client.once('close', () => {
      if (failure === undefined) reject(lostConnection(context));
    });
  });
}

async function explainConnect(error: Error, context: ConnectionContext): Promise<DeliveryError> {
  const code = reasonOf(error);
  if (code === 4 || code === 5 || code === 134 || code === 135) return authFailure(context, error);
  if (code === 1 || code === 132) {
    const message = `${context.name} does not speak this version of MQTT at ${hostAndPort(context.endpoint)}. Set "version" to the other one.`;
    return new DeliveryError('protocol', message, { cause: safeCause(error, context.secrets) });
  }
  return explainFailure(error, context);
}

function senderOf(client: MqttClient, connection: MqttConnection, context: ConnectionContext, options: ConnectOptions): Sender {
  const pending = createPending(options.deadline);
  const reasons = new Map<number, (reason: number) => void>();
  const listeners = new Set<(error?: DeliveryError) => void>();
  let lost = false;
  let closing: Promise<void> | undefined;

  client.on('packetreceive', (packet) => {
    if ((packet.cmd === 'puback' || packet.cmd === 'pubrec') && packet.messageId !== undefined)
      reasons.get(packet.messageId)?.(packet.reasonCode ?? 0);
  });
  client.on('close', () => {
    if (lost) return;
    lost = true;
    pending.lose(`${context.name} disconnected before it acknowledged. The event may have arrived.`);
    const error = lostConnection(context);
    for (const end of [...listeners]) end(error);
    if (!closing) options.onLost?.(error);
  });

  const publish = (message: WireMessage, target: Settings, topic: string, settle: Settle): void => {
    const qos = qosOf(target);
    let reason = 0;
    let messageId: number | undefined;
    const done = (error?: Error): void => {
      if (messageId !== undefined) reasons.delete(messageId);
      const by = `${connection.broker}${messageId === undefined ? '' : ` (${qos === 2 ? 'PUBCOMP' : 'PUBACK'} ${messageId})`}`;
      if (error) settle(refusal(error, by, topic, context));
      else if (qos === 0) settle({ state: 'unknown', by: connection.broker, detail: 'Sent. QoS 0 has no acknowledgement; delivery is unknown.' });
      else if (reason === 16)
        settle({ state: 'failed', by, detail: `No subscriber on "${topic}".${flagOf(target, 'retain') ? ' The broker retained the event.' : ''}` });
      else
        settle({
          state: 'acknowledged',
          by,
          detail: connection.version === 5 ? 'The broker took the event, and it matched a subscription.' : untold,
        });
    };
    client.publish(topic, Buffer.from(message.body), { qos, retain: flagOf(target, 'retain'), ...propertiesOf(message, connection.version) }, done);
    if (qos === 0) return;
    messageId = client.getLastMessageId();
    reasons.set(messageId, (code) => {
      reason = code;
    });
  };

  return {
    async send(message, target, signal) {
      if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
      const topic = textOf(target, 'topic');
      if (topic === undefined) throw new DeliveryError('misuse', '"topic" is missing.');
      if (/[+#\0]/.test(topic)) throw new DeliveryError('misuse', `"${topic}" is no topic to send to: + and # are only for listening.`);
      qosOf(target);
      if (connection.version === 4 && message.headers.length > 0) {
        throw new DeliveryError('misuse', 'MQTT 3.1.1 has no headers. Choose structured mode, and take the headers out.');
      }
      if (lost) return { state: 'failed', by: context.name, detail: `${lostConnection(context).message} Nothing was sent.` };
      return pending.wait(connection.broker, qosOf(target) === 2 ? 'PUBCOMP' : 'PUBACK', signal, (settle) => publish(message, target, topic, settle));
    },

    async listen(source, signal): Promise<Listener> {
      if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
      if (lost) throw lostConnection(context);
      const filter = textOf(source, 'topic');
      if (filter === undefined) throw new DeliveryError('misuse', '"topic" is missing.');
      const arrivals = createArrivals();
      const onMessage = (topic: string, payload: Buffer, packet: IPublishPacket): void => {
        if (topicMatches(filter, topic)) arrivals.push(arrivalOf(topic, payload, packet));
      };
      client.on('message', onMessage);
      const end = (error?: DeliveryError): void => {
        listeners.delete(end);
        client.removeListener('message', onMessage);
        arrivals.end(error);
      };
      listeners.add(end);
      try {
        const granted = await within(client.subscribeAsync(filter, { qos: 1 }), options.deadline, signal, () =>
          connectTimeout(context, options.deadline),
        );
        if (granted.some((grant) => grant.qos > 2)) throw subscribeRefused(filter, context);
      } catch (error) {
        end();
        if (error instanceof DeliveryError) throw error;
        throw lost ? lostConnection(context) : subscribeRefused(filter, context, error);
      }
      const stop = async (): Promise<void> => {
        if (!listeners.has(end)) return;
        end();
        if (!lost && !closing)
          await within(client.unsubscribeAsync(filter), options.deadline, new AbortController().signal, () =>
            connectTimeout(context, options.deadline),
          ).catch(() => {});
      };
      return { arrivals, stop };
    },

    async probe(signal) {
      if (lost) throw lostConnection(context);
      return (await brokerVersion(client, signal)) ?? `MQTT ${connection.version === 5 ? '5' : '3.1.1'} broker`;
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        for (const end of [...listeners]) end();
        if (!lost) await within(client.endAsync(), 2000, new AbortController().signal, () => lostConnection(context)).catch(() => {});
        client.end(true);
      })();
      return closing;
    },
  };
}

const untold = 'The broker took the event. MQTT 3.1.1 does not tell whether anybody is subscribed.';

/** Many brokers publish their version on a topic of their own; the subscription's answer is a sign of life in any case. */
async function brokerVersion(client: MqttClient, signal: AbortSignal): Promise<string | undefined> {
  const topic = '$SYS/broker/version';
  return new Promise((resolve) => {
    const done = (version?: string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      client.removeListener('message', onMessage);
      resolve(version);
    };
    const onAbort = (): void => done();
    const onMessage = (from: string, payload: Buffer): void => {
      if (from === topic) done(payload.toString('utf8').slice(0, 60).replace(' version ', ' '));
    };
    const timer = setTimeout(done, 500);
    signal.addEventListener('abort', onAbort, { once: true });
    client.on('message', onMessage);
    client.subscribe(topic, { qos: 0 }, () => {});
  });
}

function qosOf(target: Settings): 0 | 1 | 2 {
  const qos = integerOf(target, 'qos') ?? 1;
  if (qos !== 0 && qos !== 1 && qos !== 2) throw new DeliveryError('misuse', '"qos" must be 0, 1 or 2.');
  return qos;
}

/** A reason code is the broker's own word; any other error leaves open what the broker saw. */
function refusal(error: Error, by: string, topic: string, context: ConnectionContext): Parameters<Settle>[0] {
  const code = reasonOf(error);
  const words = safeCause(error, context.secrets).message.replace(/^(\w+: )?Publish error: /, '');
  if (code === 135)
    return {
      state: 'failed',
      by,
      detail: `${context.name} does not allow ${context.user ? `user "${context.user}"` : 'this connection'} to send to "${topic}".`,
    };
  if (code !== undefined) return { state: 'failed', by, detail: `The broker refused the event: ${words} (reason ${code}).` };
  return { state: 'unknown', by, detail: `${words}. The event may have arrived.` };
}

function subscribeRefused(filter: string, context: ConnectionContext, cause?: unknown): DeliveryError {
  const options = cause === undefined ? {} : { cause: safeCause(cause, context.secrets) };
  return new DeliveryError('auth', `${context.name} does not allow listening on "${filter}".`, options);
}

function reasonOf(error: Error): number | undefined {
  return 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function propertiesOf(message: WireMessage, version: 4 | 5): { properties?: NonNullable<IPublishPacket['properties']> } {
  if (version === 4) return {};
  const userProperties: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of message.headers) {
    const before = userProperties[name];
    userProperties[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return {
    properties: {
      ...(message.contentType === undefined ? {} : { contentType: message.contentType }),
      ...(message.headers.length === 0 ? {} : { userProperties }),
    },
  };
}

function arrivalOf(topic: string, payload: Buffer, packet: IPublishPacket): Arrival {
  const headers = Object.entries(packet.properties?.userProperties ?? {}).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value]).map((text) => [name, text]),
  );
  const contentType = packet.properties?.contentType;
  const message: WireMessage = { body: new Uint8Array(payload), headers, ...(contentType === undefined ? {} : { contentType }) };
  return { message, from: topic, at: Date.now() };
}
