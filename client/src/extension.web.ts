import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { registerCommands } from './commands/index.ts';
import { clientOptions, createServer, type Server, startWhenNeeded } from './language/server.ts';
import { registerEventsView } from './views/events.ts';

/** The browser's own; named here since the extension is checked without the types of a page. */
declare const Worker: new (url: string, options: { readonly name: string }) => { postMessage(message: unknown): void };

let running: Server | undefined;

/** The extension in a browser: the same language features from a worker. A browser has no sockets, so nothing is sent. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Eventwright', { log: true });
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  const schemes = ['file', 'untitled', ...new Set((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme))];
  const server = createServer(
    () => new LanguageClient('eventwright', 'Eventwright', () => startWorker(script), clientOptions(log, [...new Set(schemes)])),
    log,
  );
  running = server;
  context.subscriptions.push(log, registerCommands({ server, log }), registerEventsView(server));
  void startWhenNeeded(server, context, log);
}

export async function deactivate(): Promise<void> {
  await running?.dispose();
  running = undefined;
}

/** From a Blob, since the extension's files may come from another origin than the page, and a worker may not. */
async function startWorker(script: string): Promise<InstanceType<typeof Worker>> {
  const source = await (await fetch(script)).text();
  return new Worker(URL.createObjectURL(new Blob([source], { type: 'application/javascript' })), { name: 'Eventwright' });
}
