import * as vscode from 'vscode';
import { clearTimeline } from './clear-timeline.ts';
import type { App, Command } from './command.ts';
import { newEvent } from './new-event.ts';
import { openEvent } from './open-event.ts';
import { refreshEvents } from './refresh-events.ts';
import { restartServer } from './restart-server.ts';
import { send } from './send.ts';
import { sendAgain } from './send-again.ts';
import { sendShown } from './send-shown.ts';
import { showLog } from './show-log.ts';
import { showScore } from './show-score.ts';

/** All commands, sorted by their ids. */
export const commands: readonly Command[] = [
  clearTimeline,
  newEvent,
  openEvent,
  refreshEvents,
  restartServer,
  send,
  sendAgain,
  sendShown,
  showLog,
  showScore,
];

/** Registers them. What a command throws is told to the person once, here. */
export function registerCommands(app: App): vscode.Disposable {
  const registered = commands.map(({ id, run }) =>
    vscode.commands.registerCommand(id, async (...given: unknown[]) => {
      try {
        return await run(app, ...given);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        app.log.error(`${id}: ${message}`);
        void vscode.window.showErrorMessage(message);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
