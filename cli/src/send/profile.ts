import { didYouMean } from '../../../server/src/index.ts';
import { builtIn, type Profile } from '../../../client/src/connections/profiles.ts';
import type { TransportInfo } from '../../../client/src/courier/courier.ts';
import { UsageError } from '../command.ts';

/** Which transport speaks a URL's scheme. */
const schemes: Readonly<Record<string, string>> = {
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
  http: 'http',
  https: 'http',
  kafka: 'kafka',
  kafkas: 'kafka',
  mqtt: 'mqtt',
  mqtts: 'mqtt',
  nats: 'nats',
  redis: 'redis',
  rediss: 'redis',
  // As NATS writes it.
  tls: 'nats',
};

/** The connection that `--to` names, or the only one that the workspace has. */
export function profileOf(to: string | undefined, connections: readonly Profile[], transports: readonly TransportInfo[]): Profile {
  const names = connections.map(({ name }) => name);
  if (to === undefined) {
    const [only, ...more] = connections;
    if (only && more.length === 0) return only;
    throw new UsageError(
      only
        ? `Say where to send to: --to ${names.join(', --to ')}.`
        : 'Say where to send to: --to with a URL such as mqtt://localhost, or a connection of eventwright.yaml.',
    );
  }
  const named = connections.find(({ name }) => name === to) ?? builtIn.find(({ name }) => name === to);
  if (named) return named;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(to)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    const transport = schemes[scheme];
    if (transport === undefined || !transports.some(({ id }) => id === transport)) throw new UsageError(`No transport speaks ${scheme}://.`);
    return { name: withoutUserInfo(to), transport, production: false, settings: { url: to } };
  }
  const meant = didYouMean(to, [...names, ...builtIn.map(({ name }) => name)]);
  throw new UsageError(`eventwright.yaml has no connection \`${to}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`);
}

/** A URL may be typed with a password in it, which then must not be repeated. */
const withoutUserInfo = (url: string): string => url.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1');
