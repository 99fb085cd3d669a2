import type { Command } from './command.ts';

export const restartServer: Command = {
  id: 'eventwright.restartServer',
  run: ({ server }) => server.restart(),
};
