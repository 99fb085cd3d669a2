import type { Entry } from '../messages.ts';
import { size } from '../model/names.ts';
import { el, icon, link, setAttribute } from './dom.ts';
import { offset, stationCell, stationIcon, steps } from './stations.ts';

/** What can be done with an entry. */
export interface RowActs {
  toggle(id: string): void;
  open(id: string): void;
  again(id: string): void;
}

export const byTime = (a: Entry, b: Entry): number => b.at - a.at;

/**
 * Draws entries as the rows of a treegrid: each entry, and below an expanded one its stations and what can be done with it. Rows
 * of an entry that did not change stay the elements that they are: drawing thousands anew takes seconds.
 */
export function createRows(grid: HTMLElement, acts: RowActs): (entries: readonly Entry[], expanded: ReadonlySet<string>) => void {
  const top = head();
  let drawn: ReadonlyMap<string, Drawn> = new Map();
  return (entries, expanded) => {
    const next = new Map<string, Drawn>();
    for (const entry of entries) {
      const isOpen = expanded.has(entry.id);
      const known = drawn.get(entry.id);
      const isSame = known?.entry === entry && known.isOpen === isOpen;
      next.set(entry.id, isSame ? known : { entry, isOpen, rows: [row(entry, isOpen, acts), ...(isOpen ? below(entry, acts) : [])] });
    }
    drawn = next;
    place(grid, [top, ...next.values().flatMap(({ rows }) => rows)]);
  };
}

interface Drawn {
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly rows: readonly HTMLElement[];
}

/** Takes out what is gone and puts in what is new; what stays is not touched, so that it keeps the focus. */
function place(grid: HTMLElement, rows: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(rows);
  for (const old of [...grid.children]) if (!wanted.has(old)) old.remove();
  let next = grid.firstElementChild;
  for (const [at, each] of rows.entries()) {
    setAttribute(each, 'aria-rowindex', at + 1);
    if (each === next) next = next.nextElementSibling;
    else grid.insertBefore(each, next);
  }
  setAttribute(grid, 'aria-rowcount', rows.length);
}

function head(): HTMLElement {
  const column = (name: string, style: string, hidden = false) =>
    el('span', { role: 'columnheader', class: style }, hidden ? el('span', { class: 'unseen' }, name) : name);
  return el(
    'div',
    { class: 'row head', role: 'row' },
    column('Expand', 'twistie', true),
    column('Time', 'time'),
    column('Event', 'name'),
    column('Checked', 'checked'),
    column('Acknowledged', 'acknowledged'),
    column('Arrived', 'arrived'),
    column('Replied', 'replied'),
    column('Size', 'size'),
  );
}

function row(entry: Entry, isOpen: boolean, acts: RowActs): HTMLElement {
  const element = el(
    'div',
    {
      class: 'row entry',
      role: 'row',
      tabindex: -1,
      'aria-level': 1,
      'aria-expanded': isOpen,
      'aria-selected': false,
      'aria-label': `${entry.event}, ${entry.to}, ${spoken(entry.say)}, ${clock(entry.at)}`,
    },
    el('span', { class: 'twistie', role: 'gridcell' }, icon(isOpen ? 'chevron-down' : 'chevron-right')),
    el('span', { class: 'time', role: 'gridcell' }, clock(entry.at)),
    el(
      'span',
      { class: 'name', role: 'gridcell', title: `${entry.event} ${entry.direction === 'in' ? '←' : '→'} ${entry.to}` },
      el('b', {}, entry.event),
      el('span', { class: 'to' }, `${entry.direction === 'in' ? '←' : '→'} ${entry.to}`),
    ),
    stationCell(entry.checked, 'checked'),
    stationCell(entry.acknowledged, 'acknowledged'),
    stationCell(entry.arrived, 'arrived'),
    stationCell(entry.replied, 'replied'),
    el('span', { class: 'size', role: 'gridcell' }, entry.size === undefined ? '' : size(entry.size)),
    el(
      'span',
      { class: 'second', role: 'gridcell' },
      el('span', { class: 'say' }, entry.say),
      el('span', { class: 'track' }, ...[entry.checked, entry.acknowledged, entry.arrived, entry.replied].map(stationIcon)),
    ),
  );
  element.dataset.entry = entry.id;
  element.addEventListener('click', () => acts.toggle(entry.id));
  return element;
}

function below(entry: Entry, acts: RowActs): readonly HTMLElement[] {
  const stations = steps(entry).map(({ name, station }) =>
    el(
      'div',
      { class: 'step', role: 'row', 'aria-level': 2 },
      el('span', { class: 'offset', role: 'gridcell' }, offset(station)),
      el('span', { class: 'mark', role: 'gridcell' }, stationIcon(station)),
      el('b', { role: 'gridcell' }, name),
      el('span', { class: 'detail', role: 'gridcell', title: station.detail }, station.detail ?? ''),
    ),
  );
  const links = [
    ...(entry.canOpen ? [link('Open Event', () => acts.open(entry.id), { tabindex: -1 })] : []),
    ...(entry.canResend ? [link('Send Again', () => acts.again(entry.id), { tabindex: -1 })] : []),
  ];
  const actions = el('div', { class: 'doings', role: 'row', 'aria-level': 2 }, ...links.map((each) => el('span', { role: 'gridcell' }, each)));
  return links.length > 0 ? [...stations, actions] : stations;
}

const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** Short units are read as letters. */
const spoken = (words: string): string => words.replace(/(\d) ms\b/gu, '$1 milliseconds').replace(/(\d) s\b/gu, '$1 seconds');
