import type { ToPage } from '../messages.ts';
import { createComposer } from './composer.ts';
import { byId, el } from './dom.ts';
import { connectToHost } from './host.ts';
import { createTimelineView } from './timeline.ts';

/** The Send panel's page: composer on one side, timeline on the other. It decides nothing; it shows and tells. */
const host = connectToHost(hear);
const composer = createComposer(host);
const timeline = createTimelineView(host, () => composer.focus('send'));
const polite = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
const urgent = el('div', { class: 'unseen', role: 'alert', 'aria-live': 'assertive' });
byId('page').append(
  el('h1', { class: 'unseen' }, 'Send Events'),
  el('div', { class: 'layout' }, composer.notice, composer.section, timeline.section),
  polite,
  urgent,
);
host.tell({ type: 'ready' });
host.tell({ type: 'focused', on: document.hasFocus() });
window.addEventListener('focus', () => host.tell({ type: 'focused', on: true }));
window.addEventListener('blur', () => host.tell({ type: 'focused', on: false }));

function hear(message: ToPage): void {
  switch (message.type) {
    case 'composer':
      composer.show(message.composer);
      timeline.listening(message.composer.listening);
      timeline.hint(message.composer.hint);
      return;
    case 'entries':
      timeline.show(message.entries, message.reset);
      if (message.entries.some(({ direction }) => direction === 'out')) composer.fold();
      return;
    case 'focus':
      composer.focus(message.on);
      return;
    case 'say':
      (message.urgent ? urgent : polite).textContent = message.text;
  }
}
