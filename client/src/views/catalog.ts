import type { EventItem } from '../../../server/src/lsp/protocol.ts';

/** Events of one domain, as the Events view groups them. */
export interface DomainGroup {
  readonly domain: string;
  readonly events: readonly EventItem[];
}

/** Groups events by all but the last word of their type, in alphabetical order; the newest version of a type comes first. */
export function groupedByDomain(events: readonly EventItem[]): readonly DomainGroup[] {
  const domains = new Map<string, EventItem[]>();
  for (const event of events) {
    const domain = domainOf(event.type);
    const known = domains.get(domain);
    if (known) known.push(event);
    else domains.set(domain, [event]);
  }
  return [...domains]
    .toSorted(([a], [b]) => order(a, b))
    .map(([domain, inside]) => ({ domain, events: inside.toSorted((a, b) => order(a.type, b.type) || order(b.version ?? '', a.version ?? '')) }));
}

/** `placed` for `com.example.order.placed`: what the group's name does not say already. */
export const nameInDomain = ({ type }: EventItem): string => type.slice(domainOf(type).length).replace(/^[./]/u, '') || type;

function domainOf(type: string): string {
  const end = Math.max(type.lastIndexOf('.'), type.lastIndexOf('/'));
  return end > 0 ? type.slice(0, end) : '';
}

const order = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
