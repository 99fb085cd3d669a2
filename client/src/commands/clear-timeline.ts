import type { Command } from './command.ts';

/** Empties the timeline, and forgets what was kept of it. */
export const clearTimeline: Command = {
  id: 'eventwright.clearTimeline',
  run: ({ panel }) => panel?.clear(),
};
