import { seconds } from './deadline.ts';
import { type Endpoint, hostAndPort } from './endpoint.ts';
import { DeliveryError, type DeliveryErrorCode } from './transport.ts';

/** What the words about a failed connection need to know. */
export interface ConnectionContext {
  /** What the person calls the connection. */
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly user?: string;
  /** Values that must not appear in what is kept of a foreign error. */
  readonly secrets: readonly string[];
}

/**
 * Puts what a socket or a client library says into a person's words. The original is kept as the cause only as far as it
 * holds no secret: its code, and its message with the secrets taken out.
 */
export async function explainFailure(error: unknown, context: ConnectionContext): Promise<DeliveryError> {
  if (error instanceof DeliveryError) return error;
  const cause = safeCause(error, context.secrets);
  const code = codeOf(error);
  const certificate = code === 'CERT_HAS_EXPIRED' ? await expiryOf(context.endpoint) : undefined;
  const [kind, message] = classify(error, code, context, certificate);
  return new DeliveryError(kind, message, { cause });
}

/** The user or the password was refused. */
export function authFailure(context: ConnectionContext, cause?: unknown): DeliveryError {
  const who = context.user === undefined ? 'the credentials' : `user "${context.user}"`;
  return new DeliveryError('auth', `${context.name} rejected ${who}.`, { cause: safeCause(cause, context.secrets) });
}

/** Nothing came back in time; nothing of the event had left. */
export function connectTimeout(context: ConnectionContext, deadline: number): DeliveryError {
  return new DeliveryError('timeout', `${context.name} did not answer at ${hostAndPort(context.endpoint)} within ${seconds(deadline)}.`);
}

export function lostConnection(context: ConnectionContext, cause?: unknown): DeliveryError {
  const options = cause === undefined ? {} : { cause: safeCause(cause, context.secrets) };
  return new DeliveryError('lost', `${context.name} disconnected at ${hostAndPort(context.endpoint)}.`, options);
}

/** An error of our own that keeps only what is safe of a foreign one. */
export function safeCause(error: unknown, secrets: readonly string[]): Error {
  const code = codeOf(error);
  const message = redact(error instanceof Error ? error.message || error.name : String(error), secrets);
  const safe = new Error(code && !message.includes(code) ? `${code}: ${message}` : message);
  // The stack of the moment says nothing to anybody, and the foreign one may quote the foreign message.
  safe.stack = `Error: ${safe.message}`;
  return safe;
}

/** Takes secrets out of a text, also where they stand percent-encoded or in Base64. */
export function redact(text: string, secrets: readonly string[]): string {
  let out = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    for (const form of forms) out = out.replaceAll(form, '•••');
  }
  return out;
}

function classify(error: unknown, code: string, context: ConnectionContext, expiry: string | undefined): [DeliveryErrorCode, string] {
  const { name, endpoint } = context;
  const { host } = endpoint;
  const at = hostAndPort(endpoint);
  switch (code) {
    case 'ECONNREFUSED':
      return ['refused', `${name} refused the connection at ${at}. Is the broker running?`];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return ['unresolved', `No address found for ${host}.`];
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return ['refused', `There is no way to ${at} from here. Is the network up?`];
    case 'ETIMEDOUT':
      return ['timeout', `${name} did not answer at ${at}.`];
    case 'ECONNRESET':
    case 'EPIPE':
      return ['lost', `${name} closed the connection at ${at}.${endpoint.tls ? '' : ' Does it expect TLS there?'}`];
    case 'CERT_HAS_EXPIRED':
      return ['tls', `The certificate of ${host} expired${expiry ? ` on ${expiry}` : ''}.`];
    case 'CERT_NOT_YET_VALID':
      return ['tls', `The certificate of ${host} is not valid yet. Is the clock of this machine right?`];
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return ['tls', `The certificate of ${host} is for ${namesOf(error) ?? 'another name'}, not for ${host}.`];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return ['tls', `The certificate of ${host} is self-signed. If you trust it, name its file in "ca".`];
    // The server has shown its authority too, which is nothing to go by.
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return ['tls', `The certificate of ${host} was issued by an authority that is not known here. If you trust it, name its file in "ca".`];
  }
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA/.test(code))
    return ['tls', `${host} wants a client certificate.`];
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code) || (code === 'EPROTO' && endpoint.tls)) {
    return ['tls', `${at} does not speak TLS. Is it the right port?`];
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS'))
    return ['tls', `No TLS connection to ${host}: ${safeCause(error, context.secrets).message}`];
  return ['protocol', `${name} gave an answer at ${at} that was not understood: ${safeCause(error, context.secrets).message}`];
}

/** The code of a system error; of several addresses that were tried, the first one's. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

function namesOf(error: unknown): string | undefined {
  const certificate =
    typeof error === 'object' && error !== null && 'cert' in error
      ? (error.cert as { subjectaltname?: string; subject?: { CN?: string } })
      : undefined;
  const names = certificate?.subjectaltname?.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')) ?? [];
  return names.length > 0 ? names.slice(0, 3).join(', ') : certificate?.subject?.CN;
}

/** Reads the date from the certificate itself, by a connection that carries nothing: the error does not tell it. */
async function expiryOf(endpoint: Endpoint): Promise<string | undefined> {
  const { connect } = await import('node:tls');
  return new Promise((resolve) => {
    const { host, port } = endpoint;
    const socket = connect({ host, port, rejectUnauthorized: false, ...(isName(host) ? { servername: host } : {}) });
    const done = (): void => {
      const until = socket.getPeerCertificate()?.valid_to;
      socket.destroy();
      resolve(until ? longDate(new Date(until)) : undefined);
    };
    socket.setTimeout(2000, done);
    socket.once('secureConnect', done);
    socket.once('error', () => resolve(undefined));
  });
}

function isName(host: string): boolean {
  return !/^[\d.]+$/.test(host) && !host.includes(':');
}

/** `3 January 2026`, in UTC as certificates are. */
function longDate(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
