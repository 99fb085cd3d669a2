import { el, icon, link } from './dom.ts';

/** Before the first event: the four stations that it will pass. */
export function emptyTimeline(hint: string): HTMLElement {
  const stations = [
    ['pass', 'Checked'],
    ['pass', 'Acknowledged'],
    ['pass', 'Arrived'],
    ['reply', 'Replied'],
  ] as const;
  const track = stations.flatMap(([picture, name], at) => [...(at > 0 ? [el('i')] : []), el('span', {}, icon(picture), name)]);
  return el(
    'div',
    { class: 'empty' },
    el('div', { class: 'stations', 'aria-hidden': true }, ...track),
    el('h2', {}, 'Nothing sent yet'),
    el('p', {}, ...emphasised(hint)),
  );
}

export function noMatch(filter: string, clear: () => void): HTMLElement {
  return el('div', { class: 'empty' }, el('p', {}, `No entry matches "${filter}".`), link('Clear Filter', clear));
}

/** The name of the button stands out. */
function emphasised(hint: string): readonly (Node | string)[] {
  const [before, after] = hint.split('Send.', 2);
  return after === undefined ? [hint] : [before ?? '', el('b', {}, 'Send'), '.', after];
}
