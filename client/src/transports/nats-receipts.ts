import type { Receipt } from '../delivery/message.ts';
import type { ConnectionContext } from './errors.ts';
import { safeCause } from './errors.ts';

/** The server has taken it (PONG), and has not said that nobody is subscribed. Nothing more is to be had. */
export function taken(subject: string): Receipt {
  return {
    state: 'unknown',
    by: 'NATS',
    detail: `The server passed it on to whoever is subscribed to "${subject}". Core NATS has no acknowledgement; delivery is unknown.`,
  };
}

/** As before, by a user who could not be told that nobody is subscribed. */
export function takenUnheard(subject: string): Receipt {
  return { state: 'unknown', by: 'NATS', detail: `The server took it. Whether anybody is subscribed to "${subject}" is not told to this user.` };
}

/** Status 503, no responders: no subscription took it in, and no stream. */
export function nobody(subject: string, jetStream: boolean): Receipt {
  return {
    state: 'failed',
    by: 'NATS (no responders)',
    detail: jetStream ? `No JetStream stream takes "${subject}".` : `Nobody is subscribed to "${subject}".`,
  };
}

export function forbidden(subject: string, { name, user }: ConnectionContext): Receipt {
  return {
    state: 'failed',
    by: 'NATS (permissions violation)',
    detail: `${name} does not allow ${user === undefined ? 'this connection' : `user "${user}"`} to send to "${subject}".`,
  };
}

/** Where acknowledgements cannot arrive, nothing is sent that waits for one. */
export function deaf(inbox: string, { name, user }: ConnectionContext): Receipt {
  return {
    state: 'failed',
    by: 'Eventwright',
    detail: `${name} does not allow ${user === undefined ? 'this connection' : `user "${user}"`} to subscribe to "${inbox}", where acknowledgements arrive. Set "inboxPrefix" to one that is allowed. Nothing was sent.`,
  };
}

/**
 * What a stream answers (JetStream API, PubAck): `{"stream": "ORDERS", "seq": 12}`, with `duplicate`, or an `error` with
 * `err_code` and `description`. `stream` is the one that was wanted. Undefined for what is no such answer.
 */
export function ofPubAck(body: Uint8Array, subject: string, stream: string | undefined): Receipt | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  if (!isRecord(answer)) return undefined;
  const { stream: by, seq, duplicate, error } = answer;
  if (isRecord(error)) return refused(error, subject, stream);
  if (typeof by !== 'string' || typeof seq !== 'number') return undefined;
  const detail =
    duplicate === true
      ? `Stream "${by}" has had this event before, as sequence ${seq}, and dropped the copy.`
      : `Stream "${by}" has stored the event.`;
  return { state: 'acknowledged', by: `JetStream (${by}, sequence ${seq})`, detail };
}

/** JetStream's codes: 10060 the expected stream does not match, 10039 not enabled for the account. */
function refused(error: Readonly<Record<string, unknown>>, subject: string, stream: string | undefined): Receipt {
  const { err_code: code, description } = error;
  const by = `JetStream${typeof code === 'number' ? ` (${code})` : ''}`;
  if (code === 10060) return { state: 'failed', by, detail: `Another stream than "${stream}" takes "${subject}".` };
  if (code === 10039) return { state: 'failed', by, detail: 'JetStream is not enabled for this account.' };
  return { state: 'failed', by, detail: `JetStream refused the event: ${typeof description === 'string' ? description : 'no reason was given'}.` };
}

/** No acknowledgement came, and now it is known why: subscribers kept the server from saying so at once. */
export function noStream(receipt: Receipt, subject: string): Receipt {
  return { ...receipt, detail: `${receipt.detail} This account has no stream that takes "${subject}": only subscribers can have it.` };
}

/** Why a message did not leave. `bytes` is the size of its body, `most` what the server takes. */
export function unsent(error: unknown, bytes: number, most: number | undefined, context: ConnectionContext): string {
  const words = safeCause(error, context.secrets).message;
  if (/max_payload/.test(words)) return `The event is too large: ${bytes} bytes, and ${context.name} takes ${most ?? 'fewer'} with the headers.`;
  return `Not sent: ${words}.`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
