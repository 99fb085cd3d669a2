import type { Receipt, WireMessage } from '../delivery/message.ts';
import { within } from './deadline.ts';
import { type ConnectionContext, connectTimeout, lostConnection, safeCause } from './errors.ts';
import { createPending } from './pending.ts';
import type { OpenRedis } from './redis-connection.ts';
import { channelListener, streamListener } from './redis-listener.ts';
import * as receipts from './redis-receipts.ts';
import { flagOf, textOf } from './settings.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

/** `openAnother` opens one more connection, since one that listens can do nothing else. */
export function redisSender(
  { client, library, version, clustered }: OpenRedis,
  openAnother: (signal: AbortSignal) => Promise<OpenRedis>,
  context: ConnectionContext,
  options: ConnectOptions,
): Sender {
  const pending = createPending(options.deadline);
  const listeners = new Set<Listener>();
  let lost = false;
  let closing: Promise<void> | undefined;

  client.on('terminated', (failure) => {
    if (lost) return;
    lost = true;
    pending.lose(`${context.name} disconnected before it answered. The event may have arrived.`);
    if (!closing) options.onLost?.(lostConnection(context, failure));
  });
  const late = (): DeliveryError => connectTimeout(context, options.deadline);
  const checkOpen = (): void => {
    if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
  };

  /** What Redis answers to a command, as a receipt. */
  const run = async (command: Command, place: string): Promise<Receipt> => {
    try {
      return command.read(await client.sendCommand(command.words));
    } catch (error) {
      if (error instanceof library.ErrorReply) return receipts.refused(error.message, place, context);
      const words = safeCause(error, context.secrets).message;
      const unsent = error instanceof library.ClientOfflineError || error instanceof library.ClientClosedError;
      if (unsent) return { state: 'failed', by: 'Eventwright', detail: `Not sent: ${words}.` };
      return { state: 'unknown', by: 'Redis', detail: `${words}. The event may have arrived.` };
    }
  };

  return {
    async send(message, target, signal) {
      checkOpen();
      const { stream, channel } = placeOf(target);
      const command = stream === undefined ? publishing(message, channel, clustered) : appending(message, stream, target);
      if (lost) return { state: 'failed', by: context.name, detail: `${lostConnection(context).message} Nothing was sent.` };
      return pending.wait('Redis', 'answer', signal, (settle) => {
        run(command, stream ?? channel).then(settle);
      });
    },

    async listen(source, signal) {
      checkOpen();
      const { stream, channel } = placeOf(source);
      const another = await openAnother(signal);
      const opening =
        stream === undefined
          ? channelListener(another, channel, context)
          : streamListener(another, stream, textOf(source, 'field') ?? 'event', context);
      const listener = await within(opening, options.deadline, signal, late).catch((error) => {
        another.client.destroy();
        throw error;
      });
      listeners.add(listener);
      return { arrivals: listener.arrivals, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
    },

    async probe(signal) {
      if (lost) throw lostConnection(context);
      await within(client.sendCommand(['PING']), options.deadline, signal, late);
      return `Redis ${version ?? ''}`.trim();
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        client.destroy();
      })();
      return closing;
    },
  };
}

interface Command {
  readonly words: readonly (string | Buffer)[];
  readonly read: (answer: unknown) => Receipt;
}

function placeOf(
  settings: Settings,
): { readonly stream: string; readonly channel?: undefined } | { readonly stream?: undefined; readonly channel: string } {
  const stream = textOf(settings, 'stream');
  const channel = textOf(settings, 'channel');
  if (stream !== undefined && channel !== undefined) throw new DeliveryError('misuse', 'Name a stream or a channel, not both.');
  if (stream !== undefined) return { stream };
  if (channel !== undefined) return { channel };
  throw new DeliveryError('misuse', 'Name a stream or a channel.');
}

function appending(message: WireMessage, stream: string, target: Settings): Command {
  const fields = [[textOf(target, 'field') ?? 'event', Buffer.from(message.body)] as const, ...message.headers];
  const words = ['XADD', stream, ...(flagOf(target, 'create') ? [] : ['NOMKSTREAM']), '*', ...fields.flat()];
  return { words, read: (id) => (typeof id === 'string' ? receipts.appended(id, stream) : receipts.noStream(stream)) };
}

function publishing(message: WireMessage, channel: string, clustered: boolean): Command {
  if (message.headers.length > 0) throw new DeliveryError('misuse', 'Channels of Redis have no headers. Take them out, or send to a stream.');
  return { words: ['PUBLISH', channel, Buffer.from(message.body)], read: (count) => receipts.published(Number(count), channel, clustered) };
}
