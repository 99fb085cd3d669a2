import type { Command } from './command.ts';
import { givenPlace } from './given-place.ts';
import { sayNeedsDesktop } from './needs-desktop.ts';

/** Shows the event in the Send panel, with the focus on Send. Sends nothing by itself. */
export const send: Command = {
  id: 'eventwright.send',
  run: ({ panel }, ...given) => (panel ? panel.open(givenPlace(given)) : sayNeedsDesktop()),
};
