/** A broker for the tests, or for a person who wants to play. */
export interface Server {
  /** Without user and password, e.g. `amqp://127.0.0.1:41234`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Whether it is ours: faults are tried on no other. */
  readonly own: boolean;
  stop(): Promise<void>;
}

/** The server that an environment variable names, e.g. `amqp://me:secret@test.example.com`; never one that merely listens somewhere. */
export function namedServer(variable: string): Server | undefined {
  const value = process.env[variable];
  if (!value) return undefined;
  const { protocol, hostname, port, pathname, username, password } = new URL(value);
  const number = Number(port) || ({ 'amqp:': 5672, 'mqtt:': 1883, 'nats:': 4222, 'redis:': 6379, 'kafka:': 9092 }[protocol] ?? 0);
  return {
    url: `${protocol}//${hostname}:${number}${pathname === '/' ? '' : pathname}`,
    host: hostname,
    port: number,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    own: false,
    stop: async () => {},
  };
}
