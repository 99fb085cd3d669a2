import { isIP } from 'node:net';
import type { BaseOptions, Connection, Producer } from '@platformatic/kafka';
import type { ConnectionContext } from './errors.ts';

export interface KafkaConnection {
  readonly context: ConnectionContext;
  /** Where to begin; the cluster tells of its other brokers. */
  readonly brokers: readonly { readonly host: string; readonly port: number }[];
  readonly clientId: string;
  readonly login?: Login;
  /** Set where the brokers speak TLS. */
  readonly tls?: { readonly ca?: string[]; readonly cert?: string; readonly key?: string };
}

export type Login =
  | { readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; readonly user: string; readonly password: string }
  | { readonly mechanism: 'OAUTHBEARER'; readonly token: string };

/** For producers and consumers. Our own deadlines come first; those of the library only end what is forgotten. */
export function clientOptions({ brokers, clientId, login, tls }: KafkaConnection, deadline: number): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: brokers.map(({ host, port }) => ({ host, port })),
    retries: false,
    connectTimeout: deadline + 1000,
    timeout: deadline,
    requestTimeout: deadline,
    ...(login === undefined ? {} : { sasl: saslOf(login) }),
    // The name is told to each broker of the cluster, as those behind one address need it. An address is no name.
    ...(tls === undefined ? {} : { tls: { ...tls }, tlsServerName: brokers.every(({ host }) => isIP(host) === 0) }),
  };
}

function saslOf(login: Login): NonNullable<BaseOptions['sasl']> {
  if (login.mechanism === 'OAUTHBEARER') return login;
  return { mechanism: login.mechanism, username: login.user, password: login.password };
}

/** The connections of one client of the library, and what went wrong on them. */
export interface Watch {
  /** The last error of a socket: what waits on a connection is only told that it closed. */
  readonly failure: unknown;
  /** Ends all connections at once. */
  kill(): void;
}

/** Listens to the errors of all connections, since an error that nobody listens to ends the process. */
export function watch(client: Pick<Producer, 'connections'>): Watch {
  const connections = new Set<Connection>();
  let failure: unknown;
  client.connections.on('connecting', ({ connection }: { connection: Connection }) => {
    connections.add(connection);
    connection.on('error', (error) => {
      failure = error;
    });
    connection.on('connect', () => {
      failure = undefined;
    });
    connection.on('close', () => connections.delete(connection));
  });
  return {
    get failure() {
      return failure;
    },
    kill() {
      for (const connection of connections) {
        connection.close(() => {});
        connection.socket?.destroy();
      }
    },
  };
}
