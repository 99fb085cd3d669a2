import { randomUUID } from 'node:crypto';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { Receipt, WireMessage } from '../delivery/message.ts';
import { within } from './deadline.ts';
import { type ConnectionContext, connectTimeout, lostConnection, safeCause } from './errors.ts';
import { createPending, type Settle } from './pending.ts';
import { rabbitListener } from './rabbitmq-listener.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

/** One send that waits for its confirm. */
interface Publish {
  readonly exchange: string;
  readonly routingKey: string;
  readonly settle: Settle;
  returned?: string;
}

/** A channel in confirm mode, and what waits on it. A refusal by the server ends the channel, and the next send opens another. */
interface ConfirmedChannel {
  readonly channel: ConfirmChannel;
  readonly publishes: Map<string, Publish>;
  count: number;
}

export function rabbitSender(model: ChannelModel, context: ConnectionContext, options: ConnectOptions, kill: () => void): Sender {
  const pending = createPending(options.deadline);
  const listeners = new Set<Listener & { fail(error: DeliveryError): void }>();
  let current: Promise<ConfirmedChannel> | undefined;
  let failure: unknown;
  let lost = false;
  let closing: Promise<void> | undefined;

  model.on('error', (error) => {
    failure = error;
  });
  model.on('close', () => {
    if (lost) return;
    lost = true;
    pending.lose(`${context.name} disconnected before it confirmed. The event may have arrived.`);
    const error = lostConnection(context, failure);
    for (const listener of listeners) listener.fail(error);
    if (!closing) options.onLost?.(error);
  });

  const confirmed = (): Promise<ConfirmedChannel> => {
    if (!current) {
      const opening = open();
      current = opening;
      opening.catch(() => {
        if (current === opening) current = undefined;
      });
    }
    return current;
  };
  const open = async (): Promise<ConfirmedChannel> => {
    const opened: ConfirmedChannel = { channel: await model.createConfirmChannel(), publishes: new Map(), count: 0 };
    watch(opened, context, () => {
      current = undefined;
    });
    return opened;
  };
  const checkOpen = (): void => {
    if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
  };
  const late = (): DeliveryError => connectTimeout(context, options.deadline);

  return {
    async send(message, target, signal) {
      checkOpen();
      return pending.track(
        (async () => {
          let channel: ConfirmedChannel;
          try {
            if (lost) throw lostConnection(context);
            channel = await within(confirmed(), options.deadline, signal, late);
          } catch (error) {
            return { state: 'failed', by: 'Eventwright', detail: `${safeCause(error, context.secrets).message} Nothing was sent.` };
          }
          return pending.wait('RabbitMQ', 'confirm', signal, (settle) => publish(channel, message, target, settle));
        })(),
      );
    },

    async listen(source: Settings, signal) {
      checkOpen();
      if (lost) throw lostConnection(context);
      const listener = await within(rabbitListener(model, source, context), options.deadline, signal, late);
      listeners.add(listener);
      return { arrivals: listener.arrivals, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
    },

    async probe(signal) {
      if (lost) throw lostConnection(context);
      const channel = await within(model.createChannel(), options.deadline, signal, late);
      channel.on('error', () => {});
      await within(channel.close(), options.deadline, signal, late);
      const { product, version } = model.connection.serverProperties;
      return `${product} ${version}`;
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        if (!lost) await within(model.close(), 2000, new AbortController().signal, late).catch(() => {});
        kill();
      })();
      return closing;
    },
  };
}

/** A message that is returned is confirmed afterwards (RabbitMQ, Publishers: mandatory), so the confirm finds the return noted. */
function watch(opened: ConfirmedChannel, context: ConnectionContext, forget: () => void): void {
  const { channel, publishes } = opened;
  let failure: Error | undefined;
  channel.on('error', (error) => {
    failure = error;
  });
  channel.on('return', (message) => {
    const publish = publishes.get(String(message.properties.messageId));
    if (publish) publish.returned = String((message.fields as { replyText?: string }).replyText ?? 'NO_ROUTE');
  });
  channel.on('close', () => {
    forget();
    const words = failure ? safeCause(failure, context.secrets).message : '';
    for (const publish of publishes.values()) publish.settle(afterChannelClose(publish, words, context));
    publishes.clear();
  });
}

function publish(opened: ConfirmedChannel, message: WireMessage, target: Settings, settle: Settle): void {
  const id = randomUUID();
  const entry: Publish = { exchange: String(target.exchange ?? ''), routingKey: String(target.routingKey ?? ''), settle };
  const tag = ++opened.count;
  const properties = {
    mandatory: true,
    persistent: target.persistent !== false,
    messageId: id,
    ...(message.contentType === undefined ? {} : { contentType: message.contentType }),
    ...(message.headers.length === 0 ? {} : { headers: Object.fromEntries(message.headers) }),
  };
  opened.publishes.set(id, entry);
  try {
    opened.channel.publish(entry.exchange, entry.routingKey, Buffer.from(message.body), properties, (error) => {
      // When the channel dies the library calls back with an error too; what that means is told by its close.
      if (error instanceof Error && error.message !== 'message nacked') return;
      opened.publishes.delete(id);
      settle(confirmOf(entry, tag, error));
    });
  } catch (error) {
    opened.publishes.delete(id);
    const words = error instanceof Error ? error.message : String(error);
    settle({ state: 'failed', by: 'Eventwright', detail: `Not sent: ${words}.` });
  }
}

function confirmOf(entry: Publish, tag: number, error: unknown): Receipt {
  const by = `RabbitMQ (publisher confirm ${tag})`;
  if (error)
    return {
      state: 'failed',
      by: 'RabbitMQ (nack)',
      detail: 'RabbitMQ could not take the event (nack). Look at its log and at the limits of the queue, then send again.',
    };
  if (entry.returned === undefined) return { state: 'acknowledged', by, detail: 'Every queue that is bound took the event.' };
  const detail =
    entry.exchange === ''
      ? `No queue has the name "${entry.routingKey}".`
      : `Exchange "${entry.exchange}" has no queue bound for "${entry.routingKey}".`;
  return { state: 'failed', by: `RabbitMQ (returned, ${entry.returned})`, detail };
}

/** The server closes a channel for one publish; only that one is known to have failed, all others on it are open. */
function afterChannelClose(entry: Publish, words: string, context: ConnectionContext): Receipt {
  const named = words.includes(`exchange '${entry.exchange}'`);
  if (named && /NOT[-_]FOUND/.test(words)) {
    return { state: 'failed', by: 'RabbitMQ (404)', detail: `Exchange "${entry.exchange}" does not exist.` };
  }
  if (named && /ACCESS[-_]REFUSED/.test(words)) {
    return { state: 'failed', by: 'RabbitMQ (403)', detail: `User "${context.user}" may not send to exchange "${entry.exchange}".` };
  }
  // Without words of the server's own the connection has gone, and its channels with it.
  const what = words === '' ? `${context.name} disconnected before it confirmed.` : `The channel was closed before the confirm (${words}).`;
  return { state: 'unknown', by: 'RabbitMQ', detail: `${what} The event may have arrived.` };
}
