/** The keyboard in the timeline: the whole list is one tab stop, and the selected entry has the focus. */
export interface Navigation {
  readonly acts: Acts;
  selected(): string | undefined;
  /** Makes an entry the tab stop, and gives it the focus when told so. */
  select(id: string, focus: boolean): void;
  /** Gives the focus back after the rows were drawn anew; nothing scrolls by it. */
  focus(): void;
}

interface Acts {
  open(id: string): void;
  again(id: string): void;
  expand(id: string, open: boolean): void;
  leave(): void;
}

export function createNavigation(grid: HTMLElement, acts: Acts): Navigation {
  let chosen: string | undefined;

  const rows = (): readonly HTMLElement[] => [...grid.querySelectorAll<HTMLElement>('[data-entry]')];

  function select(id: string, focus: boolean): void {
    chosen = id;
    for (const row of rows()) {
      const isChosen = row.dataset.entry === id;
      if (row.classList.contains('selected') !== isChosen) {
        row.tabIndex = isChosen ? 0 : -1;
        row.classList.toggle('selected', isChosen);
        row.setAttribute('aria-selected', String(isChosen));
      }
      if (isChosen && focus) {
        row.focus();
        row.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  function move(to: (at: number, last: number) => number): void {
    const all = rows();
    const at = all.findIndex((row) => row.dataset.entry === chosen);
    const next = all[Math.min(all.length - 1, Math.max(0, to(at, all.length - 1)))]?.dataset.entry;
    if (next !== undefined) select(next, true);
  }

  const keys: Readonly<Record<string, (id: string) => void>> = {
    ArrowDown: () => move((at) => at + 1),
    ArrowUp: () => move((at) => at - 1),
    Home: () => move(() => 0),
    End: () => move((_, last) => last),
    ArrowRight: (id) => acts.expand(id, true),
    ArrowLeft: (id) => acts.expand(id, false),
    Enter: (id) => acts.open(id),
    r: (id) => acts.again(id),
    R: (id) => acts.again(id),
    Escape: () => acts.leave(),
  };

  grid.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(chosen);
  });

  return {
    acts,
    selected: () => chosen,
    select,
    focus: () =>
      rows()
        .find((row) => row.dataset.entry === chosen)
        ?.focus({ preventScroll: true }),
  };
}
