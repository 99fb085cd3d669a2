import type { Command } from '../command.ts';

/** One line for each command. Each is loaded when it is called, so that none pays for what another one needs. */
export const commands = {
  check: () => import('./check.ts'),
  explain: () => import('./explain.ts'),
  lsp: () => import('./lsp.ts'),
  send: () => import('./send.ts'),
} satisfies Readonly<Record<string, () => Promise<{ readonly command: Command }>>>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];
