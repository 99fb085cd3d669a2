import type * as vscode from 'vscode';
import type { Server } from '../language/server.ts';
import type { SendPanel } from '../panel/panel.ts';

/** What a command may use. */
export interface App {
  readonly server: Server;
  /** Undefined where nothing can be sent: in the browser. */
  readonly panel?: SendPanel;
  readonly log: vscode.LogOutputChannel;
}

/** One command of the palette, a menu or a key. What it is called and when it shows stands in package.json. */
export interface Command {
  readonly id: `eventwright.${string}`;
  run(app: App, ...given: readonly unknown[]): unknown;
}
