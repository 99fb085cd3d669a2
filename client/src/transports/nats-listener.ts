import type { NatsConnection } from '@nats-io/transport-node';
import type { Arrival } from '../delivery/message.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { type ConnectionContext, safeCause } from './errors.ts';
import { DeliveryError, type Listener } from './transport.ts';

export interface NatsListener extends Listener {
  fail(error: DeliveryError): void;
}

/** Listens to what passes by on a subject. Resolves once the server has the subscription. */
export async function natsListener(nc: NatsConnection, subject: string, context: ConnectionContext): Promise<NatsListener> {
  const arrivals = createArrivals();
  let refusal: Error | undefined;
  const subscription = nc.subscribe(subject, {
    callback: (error, message) => {
      if (!error) arrivals.push(arrivalOf(message, message.subject));
      else {
        refusal = error;
        arrivals.end(refused(subject, error, context));
      }
    },
  });
  await nc.flush();
  if (refusal) throw refused(subject, refusal, context);
  return listener(arrivals, async () => subscription.unsubscribe());
}

/**
 * Reads what a stream stores from now on, in order, by a consumer that goes away by itself. It acknowledges nothing and takes
 * nothing from others.
 */
export async function streamListener(nc: NatsConnection, stream: string, subject: string, context: ConnectionContext): Promise<NatsListener> {
  const { jetstream, jetstreamManager, JetStreamApiCodes, JetStreamApiError } = (await import('@nats-io/jetstream')).default;
  const arrivals = createArrivals();
  try {
    const manager = await jetstreamManager(nc, { checkAPI: false });
    const { state } = await manager.streams.info(stream);
    // By number and not by "new": the consumer may be made anew before anything has come, and must not miss a thing then.
    const consumer = await jetstream(nc).consumers.get(stream, { filter_subjects: subject, opt_start_seq: state.last_seq + 1 });
    const messages = await consumer.consume({
      callback: (message) => arrivals.push(arrivalOf(message, `${message.info.stream} / ${message.subject}`)),
    });
    messages.closed().then((error) => arrivals.end(error ? lostStream(stream, error, context) : undefined));
    return listener(arrivals, async () => {
      await messages.close();
      await consumer.delete();
    });
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound)
      throw new DeliveryError('missing-target', `Stream "${stream}" does not exist.`);
    if (error instanceof Error && error.name === 'JetStreamNotEnabled')
      throw new DeliveryError('missing-target', `${context.name} has no JetStream for this account.`);
    const cause = safeCause(error, context.secrets);
    throw new DeliveryError('protocol', `Listening to stream "${stream}" failed: ${cause.message}.`, { cause });
  }
}

/** Whether the account is known to have no stream that takes a subject: false also where that cannot be asked. */
export async function hasNoStream(nc: NatsConnection, subject: string): Promise<boolean> {
  const { jetstreamManager, JetStreamApiCodes, JetStreamApiError } = (await import('@nats-io/jetstream')).default;
  try {
    const manager = await jetstreamManager(nc, { checkAPI: false, timeout: 1000 });
    await manager.streams.find(subject);
    return false;
  } catch (error) {
    return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
  }
}

function listener(arrivals: Arrivals, end: () => Promise<void>): NatsListener {
  let stopped: Promise<void> | undefined;
  return {
    arrivals,
    fail: (error) => arrivals.end(error),
    stop() {
      // With the connection gone there is nothing to end.
      stopped ??= end().catch(() => {});
      arrivals.end();
      return stopped;
    },
  };
}

/** What of a message of either library is read. */
interface Incoming {
  readonly data: Uint8Array;
  readonly headers?: Iterable<readonly [name: string, values: readonly string[]]> | undefined;
}

function arrivalOf(message: Incoming, from: string): Arrival {
  const headers: [string, string][] = [];
  let contentType: string | undefined;
  for (const [name, values] of message.headers ?? []) {
    if (name.toLowerCase() === 'content-type') contentType = values[0];
    else headers.push(...values.map((value): [string, string] => [name, value]));
  }
  return { message: { body: new Uint8Array(message.data), headers, ...(contentType === undefined ? {} : { contentType }) }, from, at: Date.now() };
}

function refused(subject: string, cause: Error, { name, user, secrets }: ConnectionContext): DeliveryError {
  const who = user === undefined ? 'this connection' : `user "${user}"`;
  return new DeliveryError('auth', `${name} does not allow ${who} to listen on "${subject}".`, { cause: safeCause(cause, secrets) });
}

function lostStream(stream: string, error: Error, { secrets }: ConnectionContext): DeliveryError {
  const cause = safeCause(error, secrets);
  return new DeliveryError('lost', `Listening to stream "${stream}" ended: ${cause.message}.`, { cause });
}
