import { hostAndPort } from './endpoint.ts';
import { authFailure, type ConnectionContext, explainFailure, redact, safeCause } from './errors.ts';
import type { Watch } from './kafka-client.ts';
import { DeliveryError } from './transport.ts';

/** The names of Kafka's error codes in an error of the library, e.g. `MESSAGE_TOO_LARGE`: it nests them in lists and causes. */
export function codesOf(error: unknown): readonly string[] {
  return errorsIn(error).flatMap((one) => ('apiId' in one && typeof one.apiId === 'string' ? [one.apiId] : []));
}

/** What a broker said besides its codes, with secrets taken out. */
export function wordsOf(error: unknown, context: ConnectionContext): string | undefined {
  // What is said of the record comes before what is said of its batch.
  for (const one of errorsIn(error))
    if ('serverErrorMessage' in one && typeof one.serverErrorMessage === 'string') return redact(one.serverErrorMessage, context.secrets);
  return undefined;
}

/** The library has words of its own for a topic that is not there, and other words where a broker was asked for it directly. */
export function isUnknownTopic(error: unknown): boolean {
  return (
    errorsIn(error).some(({ message }) => message.startsWith('Unknown topic ')) ||
    codesOf(error).some((code) => code === 'UNKNOWN_TOPIC_OR_PARTITION' || code === 'UNKNOWN_TOPIC_ID')
  );
}

/** The cluster is about to be able to: it has just started, or another broker takes over. */
export function isPassing(error: unknown): boolean {
  return codesOf(error).some((code) => passing.has(code));
}

const passing: ReadonlySet<string> = new Set([
  'CONCURRENT_TRANSACTIONS',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'LEADER_NOT_AVAILABLE',
  'NOT_COORDINATOR',
]);

/** Puts what went wrong on the way to a broker into a person's words. `mechanism` is how the login was tried. */
export async function explainKafka(error: unknown, connected: ConnectionContext, seen: Watch, mechanism?: string): Promise<DeliveryError> {
  const all = errorsIn(error);
  const own = all.find((one) => one instanceof DeliveryError);
  if (own) return own;
  const context = { ...connected, endpoint: { ...connected.endpoint, ...placeIn(all) } };
  const at = hostAndPort(context.endpoint);
  const { name } = context;
  const options = { cause: safeCause(error, context.secrets) };
  const codes = codesOf(error);
  const closed = all.some(({ message }) => message.startsWith('Connection closed'));
  const atLogin = all.some((one) => codeOf(one) === 'PLT_KFK_AUTHENTICATION');
  if (codes.includes('UNSUPPORTED_SASL_MECHANISM'))
    return new DeliveryError('auth', `${name} does not offer ${mechanism} at ${at}. Set "mechanism" to another one.`, options);
  if (codes.includes('ILLEGAL_SASL_STATE') && atLogin)
    return new DeliveryError('auth', `${name} asks for no login at ${at}. Take it out, or is there another port for it?`, options);
  // A token that is refused leaves the broker in the middle of the login, which only the next question shows.
  if (codes.includes('SASL_AUTHENTICATION_FAILED') || codes.includes('ILLEGAL_SASL_STATE')) return authFailure(context, error);
  const system = all.find(isSystemError) ?? (closed ? errorsIn(seen.failure).find(isSystemError) : undefined);
  if (system) return explainFailure(system, context);
  if (all.some(({ message }) => message === 'Broker requires TLS.'))
    return new DeliveryError('tls', `${name} speaks TLS at ${at}. Write kafkas://, or set "tls".`, options);
  if (closed) {
    const hints = [...(mechanism === undefined ? ['ask for a login'] : []), ...(context.endpoint.tls ? [] : ['expect TLS'])];
    const hint = hints.length > 0 ? ` Does it ${hints.join(' or ')} there?` : '';
    return new DeliveryError('lost', `${name} closed the connection at ${at}.${hint}`, options);
  }
  if (atLogin) return authFailure(context, error);
  if (all.some(({ message }) => /timed out/i.test(message))) return new DeliveryError('timeout', `${name} did not answer at ${at}.`, options);
  const [code] = codes;
  const words = wordsOf(error, context) ?? options.cause.message;
  return new DeliveryError('protocol', `${name} gave an answer at ${at} that was not understood: ${code ? `${code}, ` : ''}${words}`, options);
}

/** An error with all that it holds, from the outside in. Bounded, since what is foreign may be cyclic. */
function errorsIn(error: unknown): readonly Error[] {
  const found = new Set<Error>();
  const waiting = [error];
  for (const one of waiting) {
    if (!(one instanceof Error) || found.has(one) || found.size >= 50) continue;
    found.add(one);
    if (one instanceof AggregateError) waiting.push(...one.errors);
    waiting.push(one.cause);
  }
  return [...found];
}

/** What the system or TLS said. */
function isSystemError(error: Error): boolean {
  return /^(?!PLT_KFK_)[A-Z_]{2,}/.test(codeOf(error));
}

/** The broker that could not be reached, as the library names it; the first of several. */
function placeIn(errors: readonly Error[]): { readonly host: string; readonly port: number } | undefined {
  for (const { message } of errors) {
    const [, host, port] = /^Connection to (.+):(\d+) (?:failed|timed out)/.exec(message) ?? [];
    if (host !== undefined) return { host, port: Number(port) };
  }
  return undefined;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
