import type { Command } from './command.ts';

export const showLog: Command = {
  id: 'eventwright.showLog',
  run: ({ log }) => log.show(),
};
