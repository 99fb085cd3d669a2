import type { Config } from '../model/config.ts';

/**
 * The domain that an event type belongs to: the longest configured prefix, else the vendor before a slash
 * (`com.example.mobile` of `com.example.mobile/app_opened`), else its first two parts (`com.example` of `com.example.order.placed`). Names are compared within a domain only, since strangers may call things as they like.
 */
export function domainOf(type: string, config: Pick<Config, 'domains'>): string {
  const configured = config.domains.filter((prefix) => type === prefix || (type.startsWith(prefix) && /^[./:]/.test(type.slice(prefix.length))));
  if (configured.length > 0) return configured.reduce((a, b) => (b.length > a.length ? b : a));
  const vendor = /^([^./:]+(?:\.[^./:]+)+)\//.exec(type)?.[1];
  if (vendor !== undefined) return vendor;
  const parts = type.split(/([./:])/);
  return parts.length >= 5 ? parts.slice(0, 3).join('') : (parts[0] ?? type);
}
