import type { Command } from './command.ts';

/** Reads everything anew: for files that changed where no watcher sees it, such as a network drive. */
export const refreshEvents: Command = {
  id: 'eventwright.refreshEvents',
  run: ({ server }) => server.restart(),
};
