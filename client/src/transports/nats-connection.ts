import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Authenticator, ConnectionOptions, NatsConnection } from '@nats-io/transport-node';
import { within } from './deadline.ts';
import { hostAndPort } from './endpoint.ts';
import { authFailure, type ConnectionContext, connectTimeout, explainFailure, safeCause } from './errors.ts';
import { type Inbox, openInbox } from './nats-inbox.ts';
import { withSockets } from './sockets.ts';
import { type ConnectOptions, DeliveryError } from './transport.ts';

export type NatsLibrary = typeof import('@nats-io/transport-node');

/** At most one way to log in; `secrets` are the values that must not be told. */
export interface NatsLogin {
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Of an NKey. */
  readonly seed?: string;
  /** The text of a .creds file. */
  readonly credentials?: string;
  readonly secrets: readonly string[];
}

export interface NatsSettings {
  readonly context: ConnectionContext;
  readonly login: NatsLogin;
  readonly inboxPrefix: string;
  /** TLS is wanted; without it, it is spoken where the server asks for it. */
  readonly tls?: { readonly ca: string[] | undefined; readonly cert?: string; readonly key?: string; readonly tlsFirst: boolean };
}

export interface OpenNats {
  readonly nc: NatsConnection;
  readonly library: NatsLibrary;
  readonly inbox: Inbox;
  /** Ends the socket at once. */
  kill(): void;
}

/** Connects once: no other server of the cluster is tried, and a connection that is lost stays lost. */
export async function openNats(settings: NatsSettings, options: ConnectOptions): Promise<OpenNats> {
  const { context } = settings;
  // CommonJS: in a bundle only the default is there, and everywhere it is the whole module.
  const library = (await import('@nats-io/transport-node')).default;
  const opening = withSockets(async () => {
    const nc = await library.connect(connectionOptions(settings, library, options.deadline));
    return { nc, inbox: await openInbox(nc, library.createInbox(settings.inboxPrefix)) };
  });
  try {
    const opened = await within(opening.result, options.deadline, options.signal, () => connectTimeout(context, options.deadline));
    return { ...opened, library, kill: opening.destroy };
  } catch (error) {
    opening.destroy();
    throw await explain(error, context, library);
  }
}

function connectionOptions({ context, login, inboxPrefix, tls }: NatsSettings, library: NatsLibrary, deadline: number): ConnectionOptions {
  const authenticator = authenticatorOf(login, library);
  return {
    servers: hostAndPort(context.endpoint),
    name: 'Eventwright',
    // No reconnecting behind our back: what was under way would be sent again, or dropped, and nobody would be told.
    reconnect: false,
    // A server may name others. Credentials are for this one.
    ignoreClusterUpdates: true,
    // The socket looks the name up itself, and says what went wrong.
    resolve: false,
    // Our own deadline comes first.
    timeout: deadline + 1000,
    pingInterval: 10_000,
    inboxPrefix,
    noAsyncTraces: true,
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(tls === undefined ? {} : { tls: tlsOptions(tls, context.endpoint.host) }),
  };
}

function tlsOptions({ ca, cert, key, tlsFirst }: NonNullable<NatsSettings['tls']>, host: string): NonNullable<ConnectionOptions['tls']> {
  const handedToNode = {
    // The library forgets an address, and Node then takes certificates of "localhost" for right.
    checkServerIdentity: (_name: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate),
  };
  return {
    ...handedToNode,
    handshakeFirst: tlsFirst,
    // Declared as one text, which may hold several certificates.
    ...(ca === undefined ? {} : { ca: ca.join('\n') }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function authenticatorOf({ user, password, token, seed, credentials }: NatsLogin, library: NatsLibrary): Authenticator | undefined {
  if (user !== undefined) return library.usernamePasswordAuthenticator(user, password);
  if (token !== undefined) return library.tokenAuthenticator(token);
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  if (seed !== undefined) return tried(library.nkeyAuthenticator(bytes(seed.trim())), '"seed" is no seed of an NKey: those start with SU.');
  if (credentials !== undefined)
    return tried(library.credsAuthenticator(bytes(credentials)), 'The file that "credentials" names holds no JWT with its seed.');
  return undefined;
}

/** What cannot sign is told now: the library would find out in the middle of the handshake. */
function tried(authenticator: Authenticator, problem: string): Authenticator {
  try {
    authenticator('nonce');
  } catch {
    throw new DeliveryError('misuse', problem);
  }
  return authenticator;
}

async function explain(error: unknown, context: ConnectionContext, { errors }: NatsLibrary): Promise<DeliveryError> {
  if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError) return authFailure(context, error);
  const words = error instanceof Error ? error.message : '';
  if (/does not support 'tls'|'tls' is not available/.test(words)) {
    const message = `${context.name} does not offer TLS at ${hostAndPort(context.endpoint)}.`;
    return new DeliveryError('tls', message, { cause: safeCause(error, context.secrets) });
  }
  // A server that closes at once.
  if (words.includes('undefined error')) return explainFailure(Object.assign(safeCause(error, context.secrets), { code: 'ECONNRESET' }), context);
  // The library wraps the socket's error, whose code says more.
  return explainFailure(error instanceof errors.ConnectionError && error.cause !== undefined ? error.cause : error, context);
}
