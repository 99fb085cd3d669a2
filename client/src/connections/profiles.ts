import { didYouMean } from '../../../server/src/text/similar.ts';
import { checkSettings, listOf, type SettingProblem, textOf } from '../transports/settings.ts';
import type { FieldDeclaration, Settings } from '../transports/transport.ts';

/** A connection as it is written down, in user settings or in a workspace's file: secrets are references. */
export interface Profile {
  readonly name: string;
  readonly transport: string;
  readonly production: boolean;
  readonly settings: Settings;
}

/** What profiles are judged by: a transport, or what is known of it in another process. */
export interface Declared {
  readonly id: string;
  readonly title: string;
  readonly connection: readonly FieldDeclaration[];
}

/** Connections that are there without being written down. */
export const builtIn: readonly (Profile & { readonly title: string })[] = [
  { name: 'embedded', title: 'Embedded broker', transport: 'embedded', production: false, settings: {} },
  { name: 'in-process', title: 'In-process', transport: 'in-process', production: false, settings: {} },
];

/** What is wrong with a profile, in words; nothing when it can be used. No message repeats a value. */
export function checkProfile(profile: Profile, transports: readonly Declared[]): readonly SettingProblem[] {
  const transport = transports.find((candidate) => candidate.id === profile.transport);
  if (!transport) return [{ field: 'transport', message: unknownTransport(profile.transport, transports) }];
  return [...checkSettings(transport.connection, profile.settings, `${transport.title} connections`), ...checkUrl(transport, profile.settings)];
}

export function unknownTransport(id: string, transports: readonly { readonly id: string }[]): string {
  const ids = transports.map((transport) => transport.id);
  const near = didYouMean(id, ids);
  return `"${id}" is not a transport. ${near ? `Did you mean "${near}"?` : `Known are: ${ids.join(', ')}.`}`;
}

/** Where a connection goes, without what may be secret: `localhost:5672`, to be shown and to bind secrets to. */
export interface ProfileParts {
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
}

/**
 * Takes the parts from `url` or `endpoint`, `host`, `port` and `user`, as far as they are there. Several brokers are one host, and
 * so is a region of a cloud that has no other address. Never throws.
 */
export function partsOf(settings: Settings): ProfileParts {
  const url = urlOf(settings);
  const scheme = url?.protocol.slice(0, -1) ?? (settings.tls === true ? 'tls' : undefined);
  const host = url?.hostname || textOf(settings, 'host') || listOf(settings, 'brokers').join(',') || textOf(settings, 'region');
  const port = url?.port ? Number(url.port) : typeof settings.port === 'number' ? settings.port : undefined;
  const user = textOf(settings, 'user') ?? (url?.username || undefined);
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
  };
}

function checkUrl(transport: Declared, settings: Settings): readonly SettingProblem[] {
  if (textOf(settings, 'url') === undefined || !transport.connection.some((field) => field.name === 'url')) return [];
  const url = urlOf(settings);
  if (!url) return [{ field: 'url', message: `"url" is no URL.${example(transport)}` }];
  if (url.password !== '') {
    const message = '"url" holds a password. Take it out and write password: "${secret:NAME}", so that it is kept in the secret store.';
    return [{ field: 'url', message }];
  }
  return url.hostname === '' ? [{ field: 'url', message: `"url" names no host.${example(transport)}` }] : [];
}

function example(transport: Declared): string {
  const field = transport.connection.find((candidate) => candidate.name === 'url');
  return field?.example ? ` Write it like ${field.example}.` : '';
}

function urlOf(settings: Settings): URL | undefined {
  const url = textOf(settings, 'url') ?? textOf(settings, 'endpoint');
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}
