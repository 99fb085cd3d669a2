import type { Entry } from '../messages.ts';
import { duration } from '../model/names.ts';
import { byTime, createRows } from './rows.ts';
import { button, textfield, toolbarButton } from './elements.ts';
import { el } from './dom.ts';
import { emptyTimeline, noMatch } from './empty.ts';
import { matches } from '../model/filter.ts';
import type { HostLine } from './host.ts';
import { createNavigation } from './navigation.ts';

/** What became of the events: newest first, one tab stop, the newest one expanded. */
export interface TimelineView {
  readonly section: HTMLElement;
  show(entries: readonly Entry[], reset: boolean): void;
  listening(state: 'on' | 'off' | 'unavailable'): void;
  hint(words: string): void;
}

/** @param leave Called when Escape is pressed in the list. */
export function createTimelineView(host: HostLine, leave: () => void): TimelineView {
  const entries = new Map<string, Entry>();
  const expanded = new Set<string>();
  let held = new Set<string>();
  let hint = '';

  const count = el('vscode-badge', { variant: 'counter' });
  const tab = el(
    'button',
    { type: 'button', class: 'tab', role: 'tab', id: 'timeline-tab', 'aria-selected': true, 'aria-controls': 'timeline' },
    'Timeline',
  );
  const filter = textfield('Filter the timeline', 'Filter, e.g. state:failed', (value) => {
    host.keep({ filter: value });
    draw();
  });
  filter.value = host.draft().filter ?? '';
  const listen = toolbarButton('broadcast', 'Listen for Arrivals', () => host.tell({ type: 'listen', on: listen.checked }));
  listen.toggleable = true;
  const chip = button('', () => release(), { secondary: true, class: 'chip' });
  const list = el('div', { class: 'list', id: 'timeline', role: 'tabpanel', 'aria-labelledby': 'timeline-tab' });
  const grid = el('div', { role: 'treegrid', class: 'grid', 'aria-label': 'Timeline, newest first' });
  const bar = el(
    'div',
    { class: 'bar' },
    el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Results' }, tab),
    count,
    chip,
    el('span', { class: 'space' }),
    filter,
    listen,
  );
  const section = el('section', { class: 'timeline', 'aria-label': 'What became of it' }, bar, list);

  const navigation = createNavigation(grid, {
    open: (id) => host.tell({ type: 'entry', entry: id, do: 'open' }),
    again: (id) => host.tell({ type: 'entry', entry: id, do: 'send-again' }),
    expand: (id, open) => toggle(id, open),
    leave,
  });
  const drawRows = createRows(grid, { toggle, open: navigation.acts.open, again: navigation.acts.again });
  list.addEventListener('pointerleave', () => release());
  grid.addEventListener('focusout', () => setTimeout(release));

  function show(changed: readonly Entry[], reset: boolean): void {
    if (reset) {
      entries.clear();
      held = new Set();
    }
    for (const entry of changed) {
      const isNew = !entries.has(entry.id);
      entries.set(entry.id, entry);
      if (!isNew || reset) continue;
      if (isBusy()) held.add(entry.id);
      else open(entry);
    }
    if (reset) expandNewest();
    draw();
  }

  function open(entry: Entry): void {
    if (entry.direction !== 'out') return;
    expanded.clear();
    expanded.add(entry.id);
    navigation.select(entry.id, false);
    list.scrollTop = 0;
  }

  function expandNewest(): void {
    const newest = [...entries.values()].toSorted(byTime)[0];
    if (!newest) return;
    if (expanded.size === 0) expanded.add(newest.id);
    navigation.select(navigation.selected() ?? newest.id, false);
  }

  /** Rows never move under somebody's pointer or focus: what is new waits behind a chip. */
  const isBusy = (): boolean => entries.size > 1 && (grid.matches(':hover') || grid.contains(document.activeElement));

  function release(): void {
    if (held.size === 0 || (isBusy() && document.activeElement !== chip)) return;
    const newest = [...held]
      .map((id) => entries.get(id))
      .filter((entry) => entry !== undefined)
      .toSorted(byTime)[0];
    held = new Set();
    if (newest) open(newest);
    draw();
  }

  function toggle(id: string, wanted = !expanded.has(id)): void {
    if (wanted) expanded.add(id);
    else expanded.delete(id);
    navigation.select(id, true);
    draw();
  }

  function draw(): void {
    const all = [...entries.values()].filter(({ id }) => !held.has(id)).toSorted(byTime);
    const shown = all.filter((entry) => matches(entry, filter.value));
    count.textContent = String(entries.size);
    count.hidden = entries.size === 0;
    chip.textContent = `${held.size} new`;
    chip.hidden = held.size === 0;
    if (shown.length === 0) {
      list.replaceChildren(all.length === 0 ? emptyTimeline(hint) : noMatch(filter.value, clearFilter));
      return;
    }
    const focused = grid.contains(document.activeElement);
    drawRows(shown, expanded);
    if (grid.parentElement !== list) list.replaceChildren(grid);
    const selected = shown.find(({ id }) => id === navigation.selected()) ?? shown[0];
    navigation.select(selected?.id ?? '', false);
    if (focused && !grid.contains(document.activeElement)) navigation.focus();
    tick();
  }

  function clearFilter(): void {
    filter.value = '';
    host.keep({ filter: '' });
    draw();
    filter.focus();
  }

  /** Counts up what is waited for. */
  function tick(): void {
    for (const words of grid.querySelectorAll<HTMLElement>('[data-since]')) words.textContent = duration(Date.now() - Number(words.dataset.since));
  }
  setInterval(tick, 200);

  return {
    section,
    show,
    hint(words) {
      if (words === hint) return;
      hint = words;
      if (entries.size === 0) draw();
    },
    listening(state) {
      listen.checked = state === 'on';
      listen.hidden = state === 'unavailable';
    },
  };
}
