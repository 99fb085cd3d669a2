import { within } from './deadline.ts';
import { authFailure, type ConnectionContext, connectTimeout, explainFailure, safeCause } from './errors.ts';
import { type ConnectOptions, DeliveryError } from './transport.ts';

export type RedisLibrary = typeof import('@redis/client');

export interface RedisSettings {
  readonly context: ConnectionContext;
  readonly database: number;
  readonly user?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string[]; readonly cert?: string; readonly key?: string };
}

/** A connection that stands. */
export interface OpenRedis {
  readonly client: ReturnType<typeof clientOf>;
  readonly library: RedisLibrary;
  /** E.g. `7.0.15`; undefined where this user may not ask. */
  readonly version?: string;
  /** One node of a cluster, which knows its own subscribers only. */
  readonly clustered: boolean;
}

/** Connects once: a connection that is lost stays lost. */
export async function openRedis(settings: RedisSettings, options: ConnectOptions): Promise<OpenRedis> {
  const { context } = settings;
  // CommonJS: in a bundle only the default is there, and everywhere it is the whole module.
  const library = (await import('@redis/client')).default;
  const client = clientOf(settings, library, options.deadline);
  const opening = (async () => {
    // What is no Redis is told by an event, and `connect` goes on waiting. The listener stays: an error without one ends the process.
    const failing = new Promise<never>((_, reject) => client.on('error', reject));
    await Promise.race([client.connect(), failing]);
    return { client, library, ...(await serverOf(settings, client, library)) };
  })();
  try {
    return await within(opening, options.deadline, options.signal, () => connectTimeout(context, options.deadline));
  } catch (error) {
    client.destroy();
    throw await explain(error, settings, library);
  }
}

function clientOf({ context, database, user, password, tls }: RedisSettings, { createClient }: RedisLibrary, deadline: number) {
  const { host, port } = context.endpoint;
  // No reconnecting behind our back: what was under way would be sent again, or dropped, and nobody would be told.
  const socket = { host, port, reconnectStrategy: false, connectTimeout: deadline + 1000 } as const;
  return createClient({
    socket: tls === undefined ? socket : { ...socket, tls: true, ...tls },
    // Every server knows this version of the protocol.
    RESP: 2,
    database,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // Our own deadline comes first; this one is only for commands that have not left yet.
    commandOptions: { timeout: deadline + 1000 },
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
  });
}

/** Asks for version and mode. That is also the first command that a server without a login would refuse. */
async function serverOf(
  { context }: RedisSettings,
  client: OpenRedis['client'],
  { ErrorReply }: RedisLibrary,
): Promise<Pick<OpenRedis, 'version' | 'clustered'>> {
  let info: string;
  try {
    info = String(await client.sendCommand(['INFO', 'server']));
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
    if (error.message.startsWith('NOAUTH')) throw new DeliveryError('auth', `${context.name} wants a password.`);
    return { clustered: false };
  }
  const version = /^redis_version:(\S+)/m.exec(info)?.[1];
  return { clustered: /^redis_mode:cluster/m.test(info), ...(version === undefined ? {} : { version }) };
}

async function explain(error: unknown, { context, database }: RedisSettings, library: RedisLibrary): Promise<DeliveryError> {
  const cause = safeCause(error, context.secrets);
  if (error instanceof library.ErrorReply) {
    if (/^(WRONGPASS|NOAUTH|NOPERM)|password/.test(error.message)) return authFailure(context, error);
    if (/\bDB\b|SELECT/.test(error.message)) return new DeliveryError('missing-target', `${context.name} has no database ${database}.`, { cause });
  }
  if (error instanceof library.SocketClosedUnexpectedlyError) return explainFailure(Object.assign(cause, { code: 'ECONNRESET' }), context);
  return explainFailure(error, context);
}
