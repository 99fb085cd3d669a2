import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  type NewEventParams,
  type NewEventResult,
  notifications,
  type PlaceParams,
  requests,
  type ScoreResult,
} from '../../../server/src/lsp/protocol.ts';
import type { Engine } from '../panel/ports.ts';
import { mayBeOurs, ourFiles } from './ours.ts';

/** The language server of this window: one, started when it is first needed. All that the extension knows of events comes from it. */
export interface Server extends Engine {
  newEvent(params: NewEventParams): Promise<NewEventResult>;
  score(params: PlaceParams): Promise<ScoreResult>;
  /** Starts it when it does not run yet. */
  start(): Promise<void>;
  restart(): Promise<void>;
  readonly runs: boolean;
  /** The answers to `events` or `connections` may be other ones now. */
  readonly onChanged: vscode.Event<void>;
  dispose(): Promise<void>;
}

export function createServer(createClient: () => BaseLanguageClient, log: vscode.LogOutputChannel): Server {
  const changed = new vscode.EventEmitter<void>();
  let client: BaseLanguageClient | undefined;
  let starting: Promise<BaseLanguageClient> | undefined;

  async function begin(): Promise<BaseLanguageClient> {
    const made = createClient();
    made.onNotification(notifications.changed, () => changed.fire());
    await made.start();
    client = made;
    await vscode.commands.executeCommand('setContext', 'eventwright.active', true);
    log.info('The language server runs.');
    changed.fire();
    return made;
  }

  /** A start that failed is tried again with the next question. */
  function running(): Promise<BaseLanguageClient> {
    starting ??= begin().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  }

  async function stop(): Promise<void> {
    const old = starting;
    client = undefined;
    starting = undefined;
    // One that is still starting is waited for: nobody else would ever end it.
    const made = await old?.catch(() => undefined);
    if (client === made) client = undefined;
    await made?.dispose();
  }

  const ask =
    <Params, Result>(method: string) =>
    async (params: Params): Promise<Result> =>
      (await running()).sendRequest<Result>(method, params);

  return {
    events: () => ask<null, Awaited<ReturnType<Engine['events']>>>(requests.events)(null),
    connections: () => ask<null, Awaited<ReturnType<Engine['connections']>>>(requests.connections)(null),
    compose: ask(requests.compose),
    check: ask(requests.check),
    newEvent: ask(requests.newEvent),
    score: ask(requests.score),
    start: async () => void (await running()),
    async restart() {
      await stop();
      await running();
    },
    get runs() {
      return client !== undefined;
    },
    onChanged: changed.event,
    async dispose() {
      changed.dispose();
      await stop();
    },
  };
}

/** @param schemes Of the documents that the server can make something of. */
export function clientOptions(log: vscode.LogOutputChannel, schemes: readonly string[]): LanguageClientOptions {
  const languages = ['yaml', 'json', 'jsonc', 'jsonl'];
  return {
    // HTTP messages have a language of their own only where another extension brings one.
    documentSelector: schemes.flatMap((scheme) => [...languages.map((language) => ({ scheme, language })), { scheme, pattern: '**/*.http' }]),
    initializationOptions: { trusted: vscode.workspace.isTrusted, commands: true },
    outputChannel: log,
    diagnosticCollectionName: 'eventwright',
  };
}

/** Starts the server as soon as a file of ours appears: open, or in the workspace. */
export async function startWhenNeeded(server: Server, context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<void> {
  const start = (): void => void server.start().catch((error: unknown) => log.error(`The language server did not start: ${String(error)}`));
  const look = (document: vscode.TextDocument): void => {
    if (!server.runs && mayBeOurs(document.uri.path, document.getText(new vscode.Range(0, 0, 40, 0)))) start();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(ourFiles, false, true, true);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    watcher,
    watcher.onDidCreate(() => !server.runs && start()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.runs && void server.restart()),
  );
  for (const document of vscode.workspace.textDocuments) look(document);
  if (!server.runs && (await vscode.workspace.findFiles(ourFiles, '**/node_modules/**', 1)).length > 0) start();
}
