import type { Arrival } from '../delivery/message.ts';
import { createArrivals } from './arrivals.ts';
import { type AwsClient, jsonRequest } from './aws.ts';
import { type FaultWords, jsonOf, memberOf, refusal, textIn } from './aws-faults.ts';
import { unlessAborted } from './deadline.ts';
import { DeliveryError, type Listener } from './transport.ts';

interface Queue {
  readonly url: string;
  readonly name: string;
  readonly words: FaultWords;
}

interface Received {
  readonly arrival: Arrival;
  /** Stands for this delivery of the message. */
  readonly handle: string;
}

/** Seconds for which SQS holds a question when the queue is empty; the longest that it allows. */
const patience = 20;

/**
 * Takes messages by long polling. One is deleted when its reader has it; those that nobody has read when it stops are given
 * back. Resolves once the queue has answered.
 */
export async function sqsListener(client: AwsClient, queue: Queue, deadline: number, signal: AbortSignal): Promise<Listener> {
  const arrivals = createArrivals();
  const ending = new AbortController();
  const held = new Set<string>();
  const settling = new Set<Promise<unknown>>();
  const never = new AbortController().signal;

  const receive = async (seconds: number, until: AbortSignal): Promise<readonly Received[]> => {
    const asked = { QueueUrl: queue.url, MaxNumberOfMessages: 10, WaitTimeSeconds: seconds, MessageAttributeNames: ['All'] };
    const answer = await client.ask(jsonRequest('1.0', 'AmazonSQS.ReceiveMessage', asked), until, seconds * 1000 + deadline);
    if (answer.status >= 300) throw refusal(client, answer, queue.words);
    return messagesOf(answer.body, queue.name);
  };
  // What fails here is delivered again, which SQS says may happen at any time.
  const settle = (action: string, input: object): void => {
    const asked = jsonRequest('1.0', `AmazonSQS.${action}`, { QueueUrl: queue.url, ...input });
    const work: Promise<unknown> = client.ask(asked, never, deadline).catch(() => {});
    settling.add(work);
    work.finally(() => settling.delete(work));
  };
  const handOver = async (received: readonly Received[]): Promise<void> => {
    for (const { handle } of received) held.add(handle);
    const taken = Promise.withResolvers<void>();
    for (const { arrival, handle } of received)
      arrivals.push(arrival, () => {
        held.delete(handle);
        settle('DeleteMessage', { ReceiptHandle: handle });
        if (held.size === 0) taken.resolve();
      });
    if (received.length > 0) await unlessAborted(taken.promise, ending.signal);
  };

  const first = await receive(0, signal);
  const polling = (async () => {
    await handOver(first);
    while (!ending.signal.aborted) await handOver(await receive(patience, ending.signal));
  })().catch((error) => {
    if (ending.signal.aborted) return;
    const code = error instanceof DeliveryError && (error.code === 'auth' || error.code === 'missing-target') ? error.code : 'lost';
    arrivals.end(new DeliveryError(code, error instanceof Error ? error.message : String(error)));
  });
  return {
    arrivals,
    async stop() {
      ending.abort();
      arrivals.end();
      await polling;
      for (const handle of held) settle('ChangeMessageVisibility', { ReceiptHandle: handle, VisibilityTimeout: 0 });
      held.clear();
      await Promise.all(settling);
    },
  };
}

function messagesOf(body: string, name: string): readonly Received[] {
  const messages = memberOf(jsonOf(body), 'Messages');
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown): readonly Received[] => {
    const text = textIn(message, 'Body');
    const handle = textIn(message, 'ReceiptHandle');
    if (text === undefined || handle === undefined) return [];
    const headers = Object.entries(memberOf(message, 'MessageAttributes') ?? {}).flatMap(([attribute, value]): [string, string][] => {
      const string = textIn(value, 'StringValue') ?? textIn(value, 'BinaryValue');
      return string === undefined ? [] : [[attribute, string]];
    });
    return [{ arrival: { message: { body: new TextEncoder().encode(text), headers }, from: name, at: Date.now() }, handle }];
  });
}
