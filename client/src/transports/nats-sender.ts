import type { Msg, MsgHdrs } from '@nats-io/transport-node';
import { bindings } from '../delivery/binding.ts';
import { decode } from '../delivery/decode.ts';
import type { WireMessage } from '../delivery/message.ts';
import { percentEncode } from '../../../server/src/text/percent.ts';
import { within } from './deadline.ts';
import { type ConnectionContext, connectTimeout, lostConnection } from './errors.ts';
import type { NatsLibrary, OpenNats } from './nats-connection.ts';
import { hasNoStream, natsListener, type NatsListener, streamListener } from './nats-listener.ts';
import * as receipts from './nats-receipts.ts';
import { createPending, type Settle } from './pending.ts';
import { flagOf, textOf } from './settings.ts';
import { type ConnectOptions, DeliveryError, type Sender, type Settings } from './transport.ts';

/** One message on its way. */
interface Publish {
  readonly subject: string;
  /** Whether a stream's acknowledgement is waited for. */
  readonly jetStream: boolean;
  /** The one that has to store it. */
  readonly stream: string | undefined;
  readonly settle: Settle;
}

/**
 * Each message has a reply subject of its own. So the server says at once when nobody is subscribed (503), a stream says that
 * it has stored the message, and a PING behind it tells when the server has taken it: what the server refuses it has refused
 * by then.
 */
export function natsSender({ nc, library, inbox, kill }: OpenNats, context: ConnectionContext, options: ConnectOptions): Sender {
  const pending = createPending(options.deadline);
  const listeners = new Set<NatsListener>();
  /** Those that the server has not taken yet, in their order. */
  const untaken = new Set<Publish>();
  let lost = false;
  let closing: Promise<void> | undefined;

  /** The server goes by the order of what it gets, so a refusal is for the first that it has not taken. */
  const refuse = (subject: string): void => {
    for (const publish of untaken) {
      if (publish.subject !== subject) continue;
      untaken.delete(publish);
      publish.settle(receipts.forbidden(subject, context));
      return;
    }
  };

  nc.closed().then((failure) => {
    lost = true;
    pending.lose(`${context.name} disconnected before it acknowledged. The event may have arrived.`);
    const error = lostConnection(context, failure ?? undefined);
    for (const listener of [...listeners]) listener.fail(error);
    if (!closing) options.onLost?.(error);
  });
  (async () => {
    for await (const status of nc.status()) {
      if (status.type === 'error' && status.error instanceof library.errors.PermissionViolationError && status.error.operation === 'publish')
        refuse(status.error.subject);
    }
  })();

  const onAnswer = ({ subject, jetStream, stream, settle }: Publish, answer: Msg): void => {
    if (answer.headers?.code === 503) settle(receipts.nobody(subject, jetStream));
    // Anybody may answer. Only a stream acknowledges.
    else if (jetStream) {
      const receipt = receipts.ofPubAck(answer.data, subject, stream);
      if (receipt) settle(receipt);
    }
  };

  const publish = (entry: Publish, message: WireMessage, headers: MsgHdrs | undefined, reply: string): void => {
    try {
      nc.publish(entry.subject, message.body, { ...(inbox.open ? { reply } : {}), ...(headers === undefined ? {} : { headers }) });
    } catch (error) {
      entry.settle({ state: 'failed', by: 'Eventwright', detail: receipts.unsent(error, message.body.length, nc.info?.max_payload, context) });
      return;
    }
    untaken.add(entry);
    // Refusals come as events of the library, a moment after the PONG that came behind them on the wire.
    const taken = (): void => {
      untaken.delete(entry);
      if (!entry.jetStream) entry.settle(inbox.open ? receipts.taken(entry.subject) : receipts.takenUnheard(entry.subject));
    };
    nc.flush().then(
      () => setImmediate(taken),
      () => {},
    );
  };

  const late = (): DeliveryError => connectTimeout(context, options.deadline);
  const checkOpen = (): void => {
    if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
  };

  return {
    async send(message, target, signal) {
      checkOpen();
      const subject = subjectOf(target);
      const stream = textOf(target, 'stream');
      const jetStream = flagOf(target, 'jetStream') || stream !== undefined;
      const headers = headersFor(message, target, library, nc.info?.headers === true);
      if (lost) return { state: 'failed', by: context.name, detail: `${lostConnection(context).message} Nothing was sent.` };
      if (jetStream && !inbox.open) return receipts.deaf(inbox.subject, context);
      const by = jetStream ? 'JetStream' : 'NATS';
      let forget = (): void => {};
      const receipt = await pending.wait(by, jetStream ? 'acknowledgement' : 'answer', signal, (settle) => {
        const entry: Publish = { subject, jetStream, stream, settle };
        const expected = inbox.expect((answer) => onAnswer(entry, answer));
        forget = expected.forget;
        publish(entry, message, headers, expected.reply);
      });
      forget();
      const silent = receipt.state === 'unknown' && jetStream && !lost && !signal.aborted;
      return silent && (await hasNoStream(nc, subject)) ? receipts.noStream(receipt, subject) : receipt;
    },

    async listen(source, signal) {
      checkOpen();
      if (lost) throw lostConnection(context);
      const stream = textOf(source, 'stream');
      const subject = textOf(source, 'subject');
      if (subject === undefined) throw new DeliveryError('misuse', '"subject" is missing.');
      const opening = stream === undefined ? natsListener(nc, subject, context) : streamListener(nc, stream, subject, context);
      const listener = await within(opening, options.deadline, signal, late).catch((error) => {
        opening.then(({ stop }) => stop()).catch(() => {});
        throw lost ? lostConnection(context) : error;
      });
      listeners.add(listener);
      return { arrivals: listener.arrivals, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
    },

    async probe(signal) {
      if (lost) throw lostConnection(context);
      await within(nc.flush(), options.deadline, signal, late);
      return `NATS ${nc.info?.version ?? ''}`.trim();
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        await within(nc.close(), 2000, new AbortController().signal, late).catch(() => {});
        kill();
      })();
      return closing;
    },
  };
}

function subjectOf(target: Settings): string {
  const subject = textOf(target, 'subject');
  if (subject === undefined) throw new DeliveryError('misuse', '"subject" is missing.');
  if (/[*>]/.test(subject)) throw new DeliveryError('misuse', `"${subject}" is no subject to send to: * and > are only for listening.`);
  if (/\s/.test(subject) || subject.split('.').includes(''))
    throw new DeliveryError('misuse', `"${subject}" is no subject: it is made of parts with dots between them, and no spaces.`);
  return subject;
}

/** The headers of the message, and those by which a stream knows what to do. Undefined without any. */
function headersFor(message: WireMessage, target: Settings, library: NatsLibrary, supported: boolean): MsgHdrs | undefined {
  const wanted: (readonly [string, string])[] = [...message.headers];
  const stream = textOf(target, 'stream');
  if (stream !== undefined) wanted.push(['Nats-Expected-Stream', stream]);
  if (flagOf(target, 'deduplicate')) wanted.push(['Nats-Msg-Id', messageIdOf(message)]);
  if (!supported && wanted.length > 0) {
    throw new DeliveryError('misuse', 'This server is older than NATS 2.2 and has no headers. Choose structured mode, without options of JetStream.');
  }
  // An old server gets the body alone: by the binding that is structured mode.
  if (message.contentType !== undefined && supported) wanted.unshift(['Content-Type', message.contentType]);
  if (wanted.length === 0) return undefined;
  const headers = library.headers();
  for (const [name, value] of wanted) {
    try {
      headers.append(name, value);
    } catch {
      throw new DeliveryError('misuse', `"${name}" is no header that NATS can carry: names are printable ASCII, and values have no line breaks.`);
    }
  }
  return headers;
}

/** Source and id together are what tells CloudEvents apart (CloudEvents 1.0, `id`), so an id alone would drop events of others. */
function messageIdOf(message: WireMessage): string {
  const [event] = decode(message, bindings.nats);
  if (event?.id === undefined) throw new DeliveryError('misuse', '"deduplicate" needs an event with an "id".');
  return [event.source, event.id]
    .filter((part) => part !== undefined)
    .map(percentEncode)
    .join(' ');
}
