import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Arrival, WireMessage } from '../delivery/message.ts';
import { createArrivals } from './arrivals.ts';
import { type ConnectionContext, lostConnection, safeCause } from './errors.ts';
import { textOf } from './settings.ts';
import { DeliveryError, type Listener, type Settings } from './transport.ts';

/** Consumes a queue, or a temporary queue that is bound to an exchange. Resolves once the server has said consume-ok. */
export async function rabbitListener(
  model: ChannelModel,
  source: Settings,
  context: ConnectionContext,
): Promise<Listener & { fail(error: DeliveryError): void }> {
  const queue = textOf(source, 'queue');
  const exchange = textOf(source, 'exchange');
  const routingKey = textOf(source, 'routingKey') ?? '';
  if (queue !== undefined && exchange !== undefined) throw new DeliveryError('misuse', 'Name a queue or an exchange, not both.');
  if (queue === undefined && exchange === undefined) throw new DeliveryError('misuse', 'Name a queue to consume, or an exchange to listen to.');

  const arrivals = createArrivals();
  const channel = await model.createChannel();
  let failure: Error | undefined;
  let stopped = false;
  channel.on('error', (error) => {
    failure = error;
  });
  channel.on('close', () => arrivals.end(stopped ? undefined : lostConnection(context, failure)));
  let consumerTag: string;
  try {
    const from = queue ?? (await bound(channel, exchange ?? '', routingKey));
    // A temporary queue is ours alone; from a queue of others a message is gone only once it has been handed over.
    const noAck = queue === undefined;
    await channel.prefetch(100);
    ({ consumerTag } = await channel.consume(
      from,
      (message) => {
        if (message) arrivals.push(arrivalOf(message, queue), () => acknowledge(channel, message, noAck));
        else arrivals.end(new DeliveryError('lost', `Queue "${from}" was deleted.`));
      },
      { noAck },
    ));
  } catch (error) {
    throw refused(error, queue === undefined ? `Exchange "${exchange}"` : `Queue "${queue}"`, context);
  }
  return {
    arrivals,
    fail: (error) => arrivals.end(error),
    async stop() {
      if (stopped) return;
      stopped = true;
      arrivals.end();
      await channel.cancel(consumerTag).catch(() => {});
      await channel.close().catch(() => {});
    },
  };
}

async function bound(channel: Channel, exchange: string, routingKey: string): Promise<string> {
  const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true, durable: false });
  await channel.bindQueue(queue, exchange, routingKey);
  return queue;
}

function acknowledge(channel: Channel, message: ConsumeMessage, noAck: boolean): void {
  if (noAck) return;
  try {
    channel.ack(message);
  } catch {
    // The channel is closed: the server will deliver the message again.
  }
}

function arrivalOf(message: ConsumeMessage, queue: string | undefined): Arrival {
  const { headers, contentType } = message.properties;
  const texts = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const wire: WireMessage = {
    body: new Uint8Array(message.content),
    headers: texts,
    ...(typeof contentType === 'string' ? { contentType } : {}),
    ...(message.fields.routingKey === '' ? {} : { key: new TextEncoder().encode(message.fields.routingKey) }),
  };
  return { message: wire, from: queue ?? `${message.fields.exchange} / ${message.fields.routingKey}`, at: Date.now() };
}

function refused(error: unknown, what: string, context: ConnectionContext): DeliveryError {
  const cause = safeCause(error, context.secrets);
  if (/NOT[-_]FOUND/.test(cause.message)) return new DeliveryError('missing-target', `${what} does not exist.`, { cause });
  if (/ACCESS[-_]REFUSED/.test(cause.message))
    return new DeliveryError('auth', `User "${context.user}" may not listen: ${what.toLowerCase()} is not open to them.`, { cause });
  if (/RESOURCE[-_]LOCKED/.test(cause.message)) return new DeliveryError('missing-target', `${what} belongs to another connection alone.`, { cause });
  return new DeliveryError('protocol', `Listening failed: ${cause.message}`, { cause });
}
