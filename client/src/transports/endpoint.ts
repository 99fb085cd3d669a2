import { DeliveryError } from './transport.ts';

/** The parts of a connection's URL. */
export interface Endpoint {
  /** Without the colon, e.g. `amqps`. */
  readonly scheme: string;
  /** An IPv6 address has no brackets here. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user?: string;
  /** From the first slash on, with the query, as it was written. */
  readonly path: string;
}

/** The ports that schemes stand for. */
const ports: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  http: 80,
  https: 443,
  kafka: 9092,
  kafkas: 9093,
  mqtt: 1883,
  mqtts: 8883,
  nats: 4222,
  redis: 6379,
  rediss: 6379,
  tls: 4222,
  ws: 80,
  wss: 443,
};

/**
 * Takes a URL apart. A password in it is refused: URLs end in files, logs and histories. No message repeats the URL, since it
 * may hold one. `field` is what the person calls it.
 */
export function endpointOf(url: string, schemes: readonly string[], field = 'url'): Endpoint {
  const example = `${schemes[0]}://localhost`;
  let parts: URL;
  try {
    parts = new URL(url);
  } catch {
    throw new DeliveryError('misuse', `"${field}" is no URL. Write it like ${example}.`);
  }
  const scheme = parts.protocol.slice(0, -1);
  if (!schemes.includes(scheme))
    throw new DeliveryError('misuse', `"${field}" must start with ${schemes.map((known) => `${known}://`).join(' or ')}.`);
  if (parts.password !== '') {
    throw new DeliveryError(
      'misuse',
      `"${field}" holds a password. Take it out and write password: "\${secret:NAME}", so that it is kept in the secret store.`,
    );
  }
  if (parts.hostname === '') throw new DeliveryError('misuse', `"${field}" names no host. Write it like ${example}.`);
  return {
    scheme,
    host: parts.hostname.replace(/^\[|\]$/g, ''),
    port: parts.port === '' ? (ports[scheme] ?? 0) : Number(parts.port),
    tls: ['amqps', 'https', 'kafkas', 'mqtts', 'rediss', 'tls', 'wss'].includes(scheme),
    path: parts.pathname + parts.search,
    ...(parts.username === '' ? {} : { user: decode(parts.username) }),
  };
}

/** `localhost:5672`, `[::1]:5672`. */
export function hostAndPort(endpoint: Endpoint): string {
  return `${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
