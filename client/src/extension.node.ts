import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerCommands } from './commands/index.ts';
import { clientOptions, createServer, type Server, startWhenNeeded } from './language/server.ts';
import { createSendPanel, type SendPanel } from './panel/panel.ts';
import { registerEventsView } from './views/events.ts';

let running: { readonly server: Server; readonly panel: SendPanel } | undefined;

/** The extension on a desktop or a server. Starts nothing by itself: the server waits for a file of ours, the courier for a send. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Eventwright', { log: true });
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/node/server.mjs').fsPath;
  const server = createServer(
    () =>
      new LanguageClient(
        'eventwright',
        'Eventwright',
        { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--inspect=6019'] } } },
        clientOptions(log, ['file', 'untitled']),
      ),
    log,
  );
  const panel = createSendPanel(context, server, log);
  running = { server, panel };
  context.subscriptions.push(log, registerCommands({ server, panel, log }), registerEventsView(server));
  void startWhenNeeded(server, context, log);
}

export async function deactivate(): Promise<void> {
  await Promise.all([running?.panel.dispose(), running?.server.dispose()]);
  running = undefined;
}
