import type { Entry, Station } from '../messages.ts';
import { duration } from '../model/names.ts';
import { el, icon } from './dom.ts';

/** How a state looks. Shape and word carry it; colour only helps. */
const looks = {
  none: ['dash', 'muted'],
  checking: ['loading', 'muted spin'],
  waiting: ['clockface', 'muted'],
  ok: ['pass', 'ok'],
  arrived: ['pass-filled', 'ok'],
  invalid: ['bracket-error', 'bad'],
  replied: ['reply', 'ok'],
  failed: ['error', 'bad'],
  unknown: ['question', 'ask'],
} as const satisfies Readonly<Record<Station['state'], readonly [icon: string, tone: string]>>;

export function stationIcon({ state }: Station): HTMLSpanElement {
  const [name, tone] = looks[state];
  return icon(name, tone);
}

/** A cell of the wide layout; `–` alone where a station does not apply. */
export function stationCell(station: Station, column: string): HTMLElement {
  const quiet = station.state === 'none' || station.state === 'checking' || station.state === 'waiting';
  const words = el('span', { class: quiet ? 'muted' : undefined }, wordsOf(station));
  if (isCounting(station)) words.dataset.since = String(station.since);
  return el(
    'span',
    { class: `cell ${column}`, role: 'gridcell' },
    ...(station.state === 'none' && station.text === '' ? [el('span', { class: 'muted' }, '–')] : [stationIcon(station), words]),
  );
}

/** The stations that an expanded entry tells of, in order: those that the event reached, or waits for. */
export function steps(entry: Entry): readonly { readonly name: string; readonly station: Station }[] {
  const all = [
    { name: entry.direction === 'in' ? 'Received' : entry.checked.state === 'checking' ? 'Checking' : 'Checked', station: entry.checked },
    { name: ackName(entry.acknowledged), station: entry.acknowledged },
    { name: entry.arrived.state === 'unknown' ? 'Not seen' : entry.arrived.state === 'waiting' ? 'Listening' : 'Arrived', station: entry.arrived },
    { name: 'Replied', station: entry.replied },
  ];
  return all.filter(({ station }) => station.state !== 'none' || station.detail !== undefined);
}

const isCounting = ({ state, since, text }: Station): boolean => state === 'waiting' && since !== undefined && text === '';

const wordsOf = (station: Station): string => (isCounting(station) ? duration(Date.now() - (station.since ?? 0)) : station.text);

function ackName({ state }: Station): string {
  if (state === 'failed') return 'Failed';
  return state === 'unknown' ? 'Unknown' : state === 'waiting' ? 'Sent' : 'Acknowledged';
}

/** `0 ms`, `+3 ms`; nothing where no time is known. */
export function offset({ after }: Station): string {
  if (after === undefined) return '';
  return after === 0 ? '0 ms' : `+${duration(after)}`;
}
