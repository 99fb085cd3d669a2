import type { Arrival } from '../delivery/message.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { type ConnectionContext, lostConnection, safeCause } from './errors.ts';
import type { OpenRedis } from './redis-connection.ts';
import { DeliveryError, type Listener } from './transport.ts';

/** Subscribes to a channel, or to all that a pattern takes in. Resolves once Redis has confirmed it. */
export async function channelListener(opened: OpenRedis, channel: string, context: ConnectionContext): Promise<Listener> {
  const { client } = opened;
  const arrivals = createArrivals();
  const take = (body: Buffer, from: Buffer): void =>
    arrivals.push({ message: { body: new Uint8Array(body), headers: [] }, from: String(from), at: Date.now() });
  try {
    await (/[*?[]/.test(channel) ? client.pSubscribe(channel, take, true) : client.subscribe(channel, take, true));
  } catch (error) {
    throw refused(error, channel, opened, context);
  }
  return listener(opened, arrivals, context);
}

/** Reads what is appended to a stream from now on. No consumer group: nothing is taken from others. */
export async function streamListener(opened: OpenRedis, stream: string, field: string, context: ConnectionContext): Promise<Listener> {
  const { client } = opened;
  const arrivals = createArrivals();
  let last: string;
  try {
    const [entry] = entriesOf(await ask(opened, ['XREVRANGE', stream, '+', '-', 'COUNT', '1']));
    last = entry?.id ?? '0-0';
  } catch (error) {
    throw refused(error, stream, opened, context);
  }
  const read = async (): Promise<void> => {
    while (client.isOpen) {
      // Not for ever: the answer is a sign of life.
      const answer = await ask(opened, ['XREAD', 'COUNT', '100', 'BLOCK', '5000', 'STREAMS', stream, last]);
      const [, entries] = listOf(listOf(answer)[0]);
      for (const entry of entriesOf(entries)) {
        last = entry.id;
        arrivals.push(arrivalOf(entry, stream, field));
      }
    }
  };
  read().catch((error) => arrivals.end(refused(error, stream, opened, context)));
  return listener(opened, arrivals, context);
}

function listener({ client }: OpenRedis, arrivals: Arrivals, context: ConnectionContext): Listener {
  client.on('terminated', (failure) => arrivals.end(lostConnection(context, failure)));
  return {
    arrivals,
    async stop() {
      arrivals.end();
      client.destroy();
    },
  };
}

/** Texts of Redis are bytes, and an event may be any. */
function ask({ client, library }: OpenRedis, words: readonly string[]): Promise<unknown> {
  return client.sendCommand(words, { typeMapping: { [library.RESP_TYPES.BLOB_STRING]: Buffer } });
}

interface Entry {
  /** E.g. `1526919030474-55`. */
  readonly id: string;
  readonly fields: readonly (readonly [name: string, value: Uint8Array])[];
}

/** The entries of a stream: each a list of its id and of its fields, names and values in turn. */
function entriesOf(answer: unknown): readonly Entry[] {
  return listOf(answer).map((entry) => {
    const [id, flat] = listOf(entry);
    const texts = listOf(flat).filter((text) => text instanceof Uint8Array);
    const fields = texts.flatMap((value, index) => (index % 2 === 1 ? [[String(texts[index - 1]), value] as const] : []));
    return { id: String(id), fields };
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The field is the event, and the others are headers. Without it the fields together are shown. */
function arrivalOf({ fields }: Entry, stream: string, field: string): Arrival {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const event = fields.find(([name]) => name === field)?.[1];
  const others = fields.filter(([name]) => name !== field).map(([name, value]): [string, string] => [name, text(value)]);
  const body = event === undefined ? new TextEncoder().encode(JSON.stringify(Object.fromEntries(others))) : new Uint8Array(event);
  return { message: { body, headers: event === undefined ? [] : others }, from: stream, at: Date.now() };
}

function refused(error: unknown, place: string, { library }: OpenRedis, context: ConnectionContext): DeliveryError {
  const { name, user, secrets } = context;
  const cause = safeCause(error, secrets);
  if (!(error instanceof library.ErrorReply)) return lostConnection(context, error);
  if (error.message.startsWith('WRONGTYPE')) return new DeliveryError('missing-target', `"${place}" is there, but is no stream.`, { cause });
  const who = user === undefined ? 'this connection' : `user "${user}"`;
  if (error.message.startsWith('NOPERM')) return new DeliveryError('auth', `${name} does not allow ${who} to listen to "${place}".`, { cause });
  return new DeliveryError('protocol', `Listening failed: ${cause.message}.`, { cause });
}
