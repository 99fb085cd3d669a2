import { randomBytes, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Courier } from '../courier/courier.ts';
import { spawnCourier } from '../courier/remote.ts';
import type { Server } from '../language/server.ts';
import type { Wanted } from './composing.ts';
import { type Controller, createController } from './controller.ts';
import { createEventDocuments } from './documents.ts';
import { pageHtml } from './html.ts';
import type { ToPage } from './messages.ts';
import type { PanelPorts, Person } from './ports.ts';
import { messageOf } from './store.ts';
import { createVault } from './vault.ts';

/** The Send panel as the commands see it. */
export interface SendPanel {
  open(wanted: Wanted | undefined): Promise<void>;
  send(): Promise<void>;
  sendAgain(uri: string): Promise<boolean>;
  clear(): void;
  dispose(): Promise<void>;
}

const viewId = 'eventwright.send';

/** Gives the controller the real world: VS Code's view, dialogs and stores, the language server, and the courier's process. */
export function createSendPanel(context: vscode.ExtensionContext, server: Server, log: vscode.LogOutputChannel): SendPanel {
  const documents = createEventDocuments();
  const courier = createCourierHandle(vscode.Uri.joinPath(context.extensionUri, 'dist/node/courier.mjs').fsPath);
  let view: vscode.WebviewView | undefined;
  let focusLater: ToPage | undefined;
  let isReady = false;

  const ports: PanelPorts = {
    engine: server,
    courier: courier.get,
    trusted: () => vscode.workspace.isTrusted,
    vault: createVault({
      trusted: () => vscode.workspace.isTrusted,
      transports: async () => (await courier.get()).transports(),
      allowed: () => context.workspaceState.get<readonly string[]>('allowedConnections', []),
      setAllowed: (fingerprints) => context.workspaceState.update('allowedConnections', fingerprints),
      secret: (key) => context.secrets.get(key),
      storeSecret: (key, value) => context.secrets.store(key, value),
      askSecret: (title, prompt) => vscode.window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true }),
    }),
    person: personOf(documents),
    kept: {
      get: (key) => context.workspaceState.get(`panel.${key}`),
      set: (key, value) => void context.workspaceState.update(`panel.${key}`, value),
    },
    page(message) {
      if (isReady && view?.visible) void view.webview.postMessage(message);
      else if (message.type === 'focus') focusLater = message;
    },
    focused,
    now: () => Date.now(),
    newId: () => randomUUID(),
    log: (level, message) => log[level](message),
  };
  const controller = createController(ports);

  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      isReady = false;
      const files = vscode.Uri.joinPath(context.extensionUri, 'dist/webview');
      const { webview } = resolved;
      webview.options = { enableScripts: true, localResourceRoots: [files] };
      webview.onDidReceiveMessage((message: unknown) => void received(message));
      // A hidden page is thrown away; the next one says when it is there, and only then can it hear.
      resolved.onDidChangeVisibility(() => {
        if (resolved.visible) return;
        isReady = false;
        focused(false);
      });
      resolved.onDidDispose(() => {
        isReady = false;
        focused(false);
        view = undefined;
      });
      const url = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(files, file)).toString();
      webview.html = pageHtml(
        { script: url('send.js'), style: url('send.css'), icons: url('codicon.css') },
        webview.cspSource,
        randomBytes(16).toString('base64url'),
      );
    },
  };

  async function received(message: unknown): Promise<void> {
    isReady = true;
    await controller.receive(message);
    if (focusLater && view?.visible) void view.webview.postMessage(focusLater);
    focusLater = undefined;
  }

  const subscriptions = [
    vscode.window.registerWebviewViewProvider(viewId, provider),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void controller.refresh()),
    refreshSoon(server, controller, () => isReady && view?.visible === true),
    documents,
  ];

  return {
    async open(wanted) {
      await vscode.commands.executeCommand(`${viewId}.focus`);
      await controller.open(wanted);
    },
    send: () => controller.send(),
    sendAgain: (uri) => controller.sendAgain(uri),
    clear: () => controller.clear(),
    async dispose() {
      for (const each of subscriptions) each.dispose();
      await controller.dispose();
      await courier.close();
    },
  };
}

/** For the key's `when`: VS Code's own `focusedView` does not name a view while the focus is inside of its page. */
const focused = (on: boolean): void => void vscode.commands.executeCommand('setContext', 'eventwright.sendFocused', on);

/** The check line follows what is edited, a moment after the last key. */
function refreshSoon(server: Server, controller: Controller, isShown: () => boolean): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isShown()) void controller.refresh();
    }, 150);
  };
  return vscode.Disposable.from(
    server.onChanged(soon),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const isEvent = ['yaml', 'json', 'jsonc', 'jsonl'].includes(document.languageId) || document.uri.path.endsWith('.http');
      if (server.runs && contentChanges.length > 0 && isEvent) soon();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

/** The courier's process: started on first need, never in a folder that is not trusted. It replaces itself when it dies. */
function createCourierHandle(modulePath: string): { get(): Promise<Courier>; close(): Promise<void> } {
  let current: Courier | undefined;
  return {
    async get() {
      if (!vscode.workspace.isTrusted) throw new Error('Sending is off in Restricted Mode.');
      current ??= spawnCourier({ modulePath });
      return current;
    },
    async close() {
      await current?.close();
    },
  };
}

/** A file can be gone by the time that somebody follows a link to it. */
function opened(document: Thenable<unknown>): void {
  document.then(undefined, (error: unknown) => void vscode.window.showErrorMessage(messageOf(error)));
}

function personOf(documents: ReturnType<typeof createEventDocuments>): Person {
  return {
    openLocation({ uri, range }) {
      const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
      opened(vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection, preview: true }));
    },
    openText: (name, text) => opened(documents.open(name, text)),
    manageTrust: () => void vscode.commands.executeCommand('workbench.trust.manage'),
    async confirm({ message, detail, yes }) {
      return (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
    },
    mention: (message) => void vscode.window.setStatusBarMessage(message, 5000),
  };
}
