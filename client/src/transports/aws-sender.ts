import type { Receipt, WireMessage } from '../delivery/message.ts';
import type { AwsAnswer, AwsClient, AwsRequest } from './aws.ts';
import { faultOf, type FaultWords, isDenied, refusal, refusedBy } from './aws-faults.ts';
import { cancelled, unlessAborted } from './deadline.ts';
import { hostAndPort } from './endpoint.ts';
import { createPending } from './pending.ts';
import { type ConnectOptions, DeliveryError, type Listener, type Sender, type Settings } from './transport.ts';

/** What one service has of its own. */
export interface AwsService {
  /**
   * The call that carries the message. Rejects with `misuse` for what is wrong in itself, and with any other DeliveryError for
   * what it had to ask before and did not get; nothing has left then.
   */
  compose(message: WireMessage, target: Settings, signal: AbortSignal): Promise<AwsCall>;
  /** A call that changes nothing, for a sign of life. */
  readonly probe: AwsRequest;
  listen?(source: Settings, signal: AbortSignal): Promise<Listener>;
}

export interface AwsCall {
  readonly request: AwsRequest;
  /** Reads an answer with a 2xx status. */
  receipt(answer: AwsAnswer): Receipt;
  readonly words: FaultWords;
}

export function awsSender(client: AwsClient, options: ConnectOptions, service: AwsService): Sender {
  const { context } = client;
  const pending = createPending(options.deadline);
  const listeners = new Set<Listener>();
  let closing: Promise<void> | undefined;
  const checkOpen = (): void => {
    if (closing) throw new DeliveryError('misuse', 'The connection is closed.');
  };

  const exchange = async (call: AwsCall, signal: AbortSignal): Promise<Receipt> => {
    const begin = await client.prepare(call.request);
    let under: { destroy(): void } | undefined;
    const receipt = await pending.wait(client.service, 'answer', signal, (settle) => {
      under = begin((end) => {
        if (end.kind === 'unsent') settle({ state: 'failed', by: 'Eventwright', detail: end.error.message });
        else if (end.kind === 'cut')
          settle({ state: 'unknown', by: client.service, detail: 'The connection was cut before the answer. The event may have arrived.' });
        else if (end.answer.status >= 200 && end.answer.status < 300) settle(call.receipt(end.answer));
        else settle(refusedBy(client, end.answer, call.words));
      });
    });
    // Ended by the deadline or by cancelling: the call must not go on behind the receipt.
    if (receipt.state === 'unknown') under?.destroy();
    return receipt;
  };

  return {
    async send(message, target, signal) {
      checkOpen();
      return pending.track(
        (async () => {
          let call: AwsCall;
          try {
            if (signal.aborted) throw cancelled();
            call = await service.compose(message, target, signal);
          } catch (error) {
            if (!(error instanceof DeliveryError) || error.code === 'misuse') throw error;
            return { state: 'failed', by: 'Eventwright', detail: `${error.message} Nothing was sent.` } as const;
          }
          return exchange(call, signal);
        })(),
      );
    },

    ...(service.listen === undefined
      ? {}
      : {
          async listen(source: Settings, signal: AbortSignal) {
            checkOpen();
            const listener = await service.listen?.(source, signal);
            if (listener === undefined) throw new DeliveryError('misuse', `${client.service} cannot listen.`);
            listeners.add(listener);
            return { arrivals: listener.arrivals, stop: () => listener.stop().finally(() => listeners.delete(listener)) };
          },
        }),

    async probe(signal) {
      const answer = await client.ask(service.probe, signal, options.deadline);
      const where = context.endpoint.host.includes('.amazonaws.com') ? client.region : hostAndPort(context.endpoint);
      // Who may send may not be allowed to list; the signature was read all the same.
      if (answer.status < 300 || isDenied(faultOf(answer))) return `${client.service} (${where})`;
      throw refusal(client, answer, () => undefined);
    },

    close() {
      closing ??= (async () => {
        await pending.idle();
        await Promise.all([...listeners].map((listener) => listener.stop()));
        client.close();
      })();
      return closing;
    },
  };
}

/** Asks once for each name, and again where the answer was an error. Who waits may give up; others wait on. */
export function remembered<T>(ask: (name: string) => Promise<T>): (name: string, signal: AbortSignal) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (name, signal) => {
    const known = answers.get(name) ?? ask(name);
    answers.set(name, known);
    known.catch(() => answers.delete(name));
    return unlessAborted(known, signal);
  };
}

/** The body as the text that AWS carries; it takes no other bytes. */
export function textBody({ body }: WireMessage, service: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new DeliveryError('misuse', `${service} carries texts only, and this event is none.`);
  }
  if (text === '') throw new DeliveryError('misuse', `${service} carries no empty event.`);
  return text;
}

/** Signatures hold for one region, so what lies in another one cannot be reached. `undefined` and empty: it is not told. */
export function checkRegion(region: string | undefined, client: AwsClient, what: string): void {
  if (region !== undefined && region !== '' && region !== client.region)
    throw new DeliveryError('misuse', `${what} is in ${region}, and the connection is for ${client.region}.`);
}
