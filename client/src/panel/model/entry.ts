import type { Receipt } from '../../delivery/message.ts';
import type { Verdict } from '../../../../server/src/lsp/protocol.ts';
import type { Entry, Station } from '../messages.ts';
import { count, duration } from './names.ts';

/** One event on its way: checked, acknowledged, arrived, replied. Each step gives a new entry; nothing here knows a clock. */
export interface Start {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: string;
  readonly to: string;
}

const none: Station = { state: 'none', text: '' };

/** An event that is about to leave; its sample was just checked. */
export function started(start: Start, verdict: Verdict, label: string): Entry {
  return described({
    ...start,
    direction: 'out',
    checked: checkedStation(verdict, label),
    acknowledged: { state: 'waiting', text: '', since: start.at },
    arrived: none,
    replied: none,
    say: '',
    canOpen: true,
    canResend: true,
  });
}

/** An event that came in and that nobody here sent. */
export function received(start: Start, verdict: Verdict | undefined, label: string, bytes: number): Entry {
  return described({
    ...start,
    direction: 'in',
    checked: { state: 'none', text: 'Received' },
    acknowledged: none,
    arrived: { ...arrivedStation(verdict, label), detail: `on ${start.to}, ${verdictWords(verdict, label)}` },
    replied: none,
    size: bytes,
    say: '',
    canOpen: true,
    canResend: false,
  });
}

export interface Acknowledgement {
  readonly receipt: Receipt;
  /** Milliseconds from the call to the receipt. */
  readonly latency: number;
  /** Bytes of the body that left. */
  readonly size?: number;
  /** Whether somebody listens, so that an arrival can be hoped for. */
  readonly listening: boolean;
  readonly at: number;
}

export function acknowledged(entry: Entry, told: Acknowledgement): Entry {
  const { receipt } = told;
  const words = { acknowledged: duration(told.latency), failed: 'Failed', unknown: 'Unknown' } as const;
  const station: Station = {
    state: receipt.state === 'acknowledged' ? 'ok' : receipt.state,
    text: words[receipt.state],
    after: told.latency,
    detail: receipt.state === 'acknowledged' ? `by ${receipt.by}` : receipt.detail,
  };
  const hopeful = told.listening && receipt.state !== 'failed' && entry.arrived.state === 'none';
  return described({
    ...entry,
    acknowledged: station,
    ...(hopeful ? { arrived: { state: 'waiting', text: 'Listening', since: told.at } } : {}),
    ...(told.size === undefined ? {} : { size: told.size }),
  });
}

export interface ArrivalTold {
  readonly from: string;
  /** Milliseconds after the event was sent. */
  readonly after: number;
  /** Whether the body that arrived is the body that left; undefined while that is not known. */
  readonly same?: boolean;
  readonly size: number;
  readonly verdict?: Verdict;
  readonly label: string;
}

export function arrived(entry: Entry, told: ArrivalTold): Entry {
  const bytes = count(told.size, 'byte');
  const carried = told.same === undefined ? bytes : told.same ? `same ${bytes}` : `${bytes}, not the same as sent`;
  const station = arrivedStation(told.verdict, told.label);
  return described({
    ...entry,
    arrived: {
      ...station,
      text: station.state === 'invalid' ? station.text : duration(told.after),
      after: told.after,
      detail: `on ${told.from}, ${carried}, ${verdictWords(told.verdict, told.label)}`,
    },
  });
}

export function replied(
  entry: Entry,
  told: { readonly after: number; readonly event: string; readonly verdict?: Verdict; readonly label: string },
): Entry {
  const invalid = told.verdict !== undefined && errors(told.verdict) > 0;
  return described({
    ...entry,
    replied: {
      state: invalid ? 'invalid' : 'replied',
      text: invalid ? count(errors(told.verdict), 'error') : duration(told.after),
      after: told.after,
      detail: `${told.event}, ${verdictWords(told.verdict, told.label)}`,
    },
  });
}

/** Nothing came in the time that somebody waited for it. */
export function unseen(entry: Entry, waited: number): Entry {
  if (entry.arrived.state !== 'waiting') return entry;
  return described({ ...entry, arrived: { state: 'unknown', text: 'Not seen', detail: `nothing came within ${duration(waited)}` } });
}

/** An entry of an earlier session: what was still open then can never be known now, and its bytes are gone. */
export function restored(entry: Entry): Entry {
  const settled = (station: Station): Station =>
    station.state === 'waiting' || station.state === 'checking'
      ? { state: 'unknown', text: 'Unknown', detail: 'the window was closed before an answer came' }
      : station;
  return described({
    ...entry,
    acknowledged: settled(entry.acknowledged),
    arrived: settled(entry.arrived),
    replied: settled(entry.replied),
    canOpen: false,
    canResend: false,
  });
}

export const errors = (verdict: Verdict | undefined): number => verdict?.problems.filter(({ severity }) => severity === 'error').length ?? 0;

function checkedStation(verdict: Verdict, label: string): Station {
  const wrong = errors(verdict);
  if (wrong > 0) return { state: 'invalid', text: count(wrong, 'error'), after: 0, detail: `against ${label}, ${count(wrong, 'error')}` };
  if (!verdict.definition) return { state: 'none', text: 'Undefined', after: 0, detail: 'against its envelope only: nothing defines its type' };
  const notes = verdict.problems.length;
  return { state: 'ok', text: 'Valid', after: 0, detail: `against ${label}, ${notes === 0 ? 'no problems' : `${count(notes, 'remark')}`}` };
}

function arrivedStation(verdict: Verdict | undefined, _label: string): Station {
  const wrong = errors(verdict);
  return wrong > 0 ? { state: 'invalid', text: count(wrong, 'error') } : { state: 'arrived', text: verdict?.definition ? 'Valid' : 'Arrived' };
}

function verdictWords(verdict: Verdict | undefined, label: string): string {
  const wrong = errors(verdict);
  if (wrong > 0) return label === '' ? count(wrong, 'error') : `${count(wrong, 'error')} against ${label}`;
  if (!verdict) return 'not a JSON event, so not checked';
  return verdict.definition ? 'valid' : 'its type has no definition';
}

/** The sentence of the narrow layout and of the row's label. */
function described(entry: Entry): Entry {
  return { ...entry, say: sentence(entry) };
}

function sentence({ checked, acknowledged: ack, arrived: came, replied: reply, to, direction, event }: Entry): string {
  if (direction === 'in')
    return came.state === 'invalid' ? `Received on ${to}, ${came.text}` : `Received on ${to}${came.text === 'Valid' ? ', valid' : ''}`;
  if (ack.state === 'failed') return `Failed: ${ack.detail ?? ack.text}`;
  if (reply.state === 'replied' || reply.state === 'invalid') return `Replied in ${duration(reply.after ?? 0)}: ${reply.detail ?? event}`;
  if (came.state === 'invalid') return `Arrived with ${came.text}`;
  if (came.state === 'arrived') return `Arrived in ${came.text}${came.detail?.endsWith(', valid') ? ', valid' : ''}`;
  if (ack.state === 'unknown') return `Unknown: ${ack.detail ?? ack.text}`;
  if (ack.state === 'ok') return `Acknowledged in ${ack.text}${came.state === 'unknown' ? ', not seen since' : ''}`;
  return checked.state === 'checking' ? 'Checking the sample' : 'Sent. Waiting for the broker';
}
