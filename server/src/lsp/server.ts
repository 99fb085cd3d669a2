import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { textOf } from '../syntax/node.ts';
import { digest } from '../text/digest.ts';
import type { Source } from '../text/source.ts';
import type { Host } from '../workspace/host.ts';
import { canonicalUri } from '../workspace/uris.ts';
import { createWorkspace, type WorkspaceSnapshot } from '../workspace/workspace.ts';
import { createDocuments } from './documents.ts';
import { fixAllKind, registerLanguageFeatures } from './language-features.ts';
import { registerOwnRequests } from './own-requests.ts';
import { registerRename } from './rename.ts';
import { notifications } from './protocol.ts';
import { createPublisher, type Publisher } from './publish.ts';
import { createScores } from './scores.ts';
import { createSchedule, type Schedule, type Step } from './schedule.ts';
import { type ClientSupport, logError, type Session, supportOf } from './session.ts';

export interface ServerOptions {
  /** Whether programs may be started for this workspace. Plain clients do not say so, and are not trusted. */
  readonly trusted: boolean;
}

/** Serves one client over a connection, until it says `exit` or is gone. */
export function startServer(connection: Connection, createHost: (options: ServerOptions, documents: { sources(): Iterable<Source> }) => Host): void {
  const documents = createDocuments();
  let running: Running | undefined;

  connection.onInitialize((params): InitializeResult => {
    running = begin(connection, params, documents, createHost({ trusted: params.initializationOptions?.trusted === true }, documents));
    return { capabilities: capabilitiesFor(supportOf(params)), serverInfo: { name: 'Eventwright' } };
  });
  connection.onInitialized(() => running?.greet());
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    running?.opened(documents.open(uri, languageId, version, text));
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const source = documents.change(uri, version, contentChanges);
    if (source) running?.opened(source);
  });
  connection.onDidSaveTextDocument(() => running?.lookAtBaselines());
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => running?.closed(documents.close(uri)));
  connection.onDidChangeWatchedFiles(({ changes }) => running?.changedOnDisk(changes.map(({ uri }) => canonicalUri(uri))));
  connection.onShutdown(() => running?.stop());
  connection.listen();
}

const capabilitiesFor = ({ preparesRename, resolvesActions }: ClientSupport): InitializeResult['capabilities'] => ({
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: ['"', "'", ':', ' ', '.', '/'] },
  hoverProvider: true,
  definitionProvider: true,
  documentSymbolProvider: true,
  codeLensProvider: { resolveProvider: false },
  codeActionProvider: { codeActionKinds, ...(resolvesActions && { resolveProvider: true }) },
  // Options may be told only to clients that know of them (LSP 3.17, Rename Request).
  renameProvider: preparesRename ? { prepareProvider: true } : true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});

const codeActionKinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  fixAllKind,
];

interface Running {
  readonly schedule: Schedule;
  greet(): void;
  opened(source: Source): void;
  closed(uri: string): void;
  changedOnDisk(uris: readonly string[]): void;
  lookAtBaselines(): void;
  stop(): void;
}

/**
 * Milliseconds after which git is asked again where what definitions are compared with has gone: a fetch or a commit changes no file
 * that a client watches.
 */
const baselineInterval = 10_000;

function begin(connection: Connection, params: InitializeParams, documents: ReturnType<typeof createDocuments>, host: Host): Running {
  const client = supportOf(params);
  let folders = foldersOf(params);
  const workspace = createWorkspace(host, folders);
  const scores = createScores();
  const session: Session = {
    ...{ connection, documents, client, host, scores },
    workspace: () => workspace,
    folders: () => folders,
    idle: () => schedule.idle(),
  };
  const publisher = createPublisher((diagnostics) => void connection.sendDiagnostics(diagnostics), documents.spell, {
    related: client.relatedInformation,
  });
  const tell = catalogTeller(session);
  const schedule = createSchedule(
    () => plan(session, publisher, tell),
    (error) => logError(connection, 'check', error),
  );
  registerLanguageFeatures(session);
  registerOwnRequests(session);
  registerRename(session);

  const refold = (next: readonly string[]): void => {
    folders = next;
    workspace.setFolders(folders);
    schedule.request();
  };

  const lookAtBaselines = (): void => {
    if (workspace.lookAtBaselines()) schedule.request();
  };
  // Where there is no git, nothing moves behind our back.
  const timer = host.revision && setInterval(lookAtBaselines, baselineInterval);

  return {
    schedule,
    greet() {
      if (client.watchesFiles)
        void connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/*.{yaml,yml,json,ndjson,jsonl,http}' }],
        });
      if (params.capabilities.workspace?.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(folderUri));
          refold([...folders.filter((folder) => !gone.has(folder)), ...added.map(folderUri).filter((folder) => !folders.includes(folder))]);
        });
      }
      schedule.request();
    },
    opened(source) {
      workspace.open(source);
      schedule.request();
    },
    closed(uri) {
      workspace.close(uri);
      schedule.request();
    },
    changedOnDisk(uris) {
      workspace.changed(uris);
      schedule.request();
    },
    lookAtBaselines,
    stop() {
      clearInterval(timer);
      schedule.stop();
    },
  };
}

/** The work that a revision needs: the files that somebody looks at, the others, and a word when the catalog is another one. */
function* plan({ workspace, documents }: Session, publisher: Publisher, tell: (snapshot: WorkspaceSnapshot) => void): Iterable<Step> {
  const snapshot = workspace().snapshot();
  // The one that was touched last comes first.
  const open = [...documents.sources()].reverse().filter(({ uri }) => snapshot.kind(uri) !== undefined);
  const versions = new Map(open.map(({ uri, version }) => [uri, version]));
  const all = [...new Set([...versions.keys(), ...snapshot.uris])];
  const waiting = new Set(all.filter((uri) => waits(snapshot, uri)));
  const uris = new Set([...all.filter((uri) => !waiting.has(uri)), ...waiting]);
  publisher.retain(uris);
  for (const uri of uris) {
    const version = versions.get(uri);
    yield { urgent: version !== undefined, run: (cancel) => publisher.publish(snapshot, uri, version, snapshot.check(uri, cancel)) };
  }
  yield { urgent: false, run: () => tell(snapshot) };
}

/** Whether a file comes last: which entries of `ignore` are unused is known when all others have been looked at. */
const waits = (snapshot: WorkspaceSnapshot, uri: string): boolean => snapshot.kind(uri) === 'config' && snapshot.config(uri).ignore.length > 0;

/** Says `eventwright/changed` when definitions, samples, scores or connections may be other ones than before. */
function catalogTeller({ connection, client, documents, scores }: Session): (snapshot: WorkspaceSnapshot) => void {
  let last: string | undefined;
  return (snapshot) => {
    const stamps = snapshot.uris.map((uri) => `${uri} ${stampOf(snapshot, uri, documents.source(uri) !== undefined)}`);
    const now = digest([...stamps, scores.update(snapshot)].join('\n'));
    if (now === last) return;
    last = now;
    void connection.sendNotification(notifications.changed);
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  };
}

/** What of a file the catalog shows. Closed samples count as they were listed: to read all of them at each keystroke would be dear. */
function stampOf(snapshot: WorkspaceSnapshot, uri: string, isOpen: boolean): string {
  switch (snapshot.kind(uri)) {
    case 'config':
      return JSON.stringify(snapshot.config(uri).connections);
    case 'samples':
      return isOpen
        ? snapshot
            .samples(uri)
            .map(({ roles }) => textOf(roles.type))
            .join(' ')
        : '';
    default:
      return snapshot.facts(uri)?.digest ?? '';
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders.map(folderUri);
  return rootUri ? [folderUri({ uri: rootUri })] : [];
}

const folderUri = ({ uri }: Pick<WorkspaceFolder, 'uri'>): string => canonicalUri(uri.endsWith('/') ? uri : `${uri}/`);
