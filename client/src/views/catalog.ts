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
export const nameInDomain = ({ type }: Pick<EventItem, 'type'>): string => type.slice(domainOf(type).length).replace(/^[./]/u, '') || type;

/** What stands behind the name in a row: `1.2.0 · 5/6`. What is deprecated is left as it is, so its score matters to nobody. */
export function descriptionOf({ type, version, deprecated, use, score }: EventItem): string {
  const state = deprecated ? `deprecated${use === undefined ? '' : `, use ${nameBeside(use, type)}`}` : score && `${score.kept}/${score.of}`;
  return [version, state].filter((part) => part).join(' · ');
}

/** The same for the ear: `5/6` is read as a date. */
export function spokenDescription(event: EventItem): string {
  const { score, deprecated, version } = event;
  return score && !deprecated ? [version, `${score.kept} of ${score.of} properties`].filter((part) => part).join(', ') : descriptionOf(event);
}

/** `placed` beside `com.example.order.created`; the whole type where the domains differ. */
const nameBeside = (type: string, other: string): string => (domainOf(type) === domainOf(other) ? nameInDomain({ type }) : type);

function domainOf(type: string): string {
  const end = Math.max(type.lastIndexOf('.'), type.lastIndexOf('/'));
  return end > 0 ? type.slice(0, end) : '';
}

const order = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
