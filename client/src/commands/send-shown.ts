import type { Command } from './command.ts';

/** Ctrl+Enter in the Send panel: what its first button would do. */
export const sendShown: Command = {
  id: 'eventwright.sendShown',
  run: ({ panel }) => panel?.send(),
};
