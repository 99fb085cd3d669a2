import type { Command } from './command.ts';
import { givenPlace } from './given-place.ts';
import { sayNeedsDesktop } from './needs-desktop.ts';

/** Sends to where this file's event went last; opens the panel where it never went anywhere. The focus stays in the editor. */
export const sendAgain: Command = {
  id: 'eventwright.sendAgain',
  async run({ panel }, ...given) {
    if (!panel) return sayNeedsDesktop();
    const place = givenPlace(given);
    if (!place || !(await panel.sendAgain(place.uri))) await panel.open(place);
  },
};
