import type { Msg, NatsConnection } from '@nats-io/transport-node';

/** Where the server and its streams answer to what is sent: one subscription, with a subject of its own for each message. */
export interface Inbox {
  /** Whether this user may hear answers. */
  readonly open: boolean;
  /** The subject that was asked for, for messages. */
  readonly subject: string;
  /** Gives the reply subject of one message. `take` is told what is answered there until it is forgotten. */
  expect(take: (answer: Msg) => void): { readonly reply: string; forget(): void };
}

/** Resolves once the server has the subscription, or has refused it. */
export async function openInbox(nc: NatsConnection, base: string): Promise<Inbox> {
  const expected = new Map<string, (answer: Msg) => void>();
  const subject = `${base}.*`;
  let open = true;
  let count = 0;
  nc.subscribe(subject, {
    callback: (error, answer) => {
      if (error) open = false;
      else expected.get(answer.subject)?.(answer);
    },
  });
  await nc.flush();
  return {
    get open() {
      return open;
    },
    subject,
    expect(take) {
      const reply = `${base}.${++count}`;
      expected.set(reply, take);
      return { reply, forget: () => void expected.delete(reply) };
    },
  };
}
