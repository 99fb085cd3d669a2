import * as vscode from 'vscode';

/** Brokers are reached over sockets, and a browser has none. */
export async function sayNeedsDesktop(): Promise<void> {
  await vscode.window.showInformationMessage('Sending needs VS Code on the desktop or on a server. In the browser, events and samples are checked.');
}
