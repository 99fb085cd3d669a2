import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { applyEdits } from '../../server/src/text/edits.ts';
import { createLineIndex } from '../../server/src/text/lines.ts';

/** The bundle as the build wrote it, or another one, such as that of an unpacked package. */
const bundle = process.env.EVENTWRIGHT_SERVER || fileURLToPath(new URL('../../dist/node/server.mjs', import.meta.url));

/** The Node that the server runs on: VS Code's is not ours. */
const node = process.env.EVENTWRIGHT_NODE || process.execPath;

/** Milliseconds after which a test has waited long enough. */
const patience = 30_000;

export interface Client extends AsyncDisposable {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** Everything that was published, in its order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** What the server logged as errors. */
  readonly errors: readonly string[];
  readonly notes: readonly string[];
  uri(path: string): string;
  /** Writes a file to disk (or takes it away) and tells the server. */
  write(path: string, text: string | undefined): Promise<void>;
  open(path: string, text: string, languageId?: string): Promise<void>;
  /** Changes an open document by the one edit that makes the new text of the old. */
  change(path: string, text: string): Promise<void>;
  close(path: string): Promise<void>;
  text(path: string): string;
  version(path: string): number;
  /** What is shown of a file now. */
  shown(path: string): readonly Diagnostic[];
  /** Waits until what is shown of a file, for its current version, is as wanted. */
  until(path: string, wanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Waits until the current version of a file is judged. */
  judged(path: string): Promise<readonly Diagnostic[]>;
  /** Waits until nothing is published any more. */
  quiet(): Promise<void>;
  request<Result>(method: string, params: unknown): Promise<Result>;
  /** The text of a document after some edits. */
  edited(path: string, edits: readonly TextEdit[]): string;
  alive(): boolean;
  /** `shutdown` and `exit`; gives the exit code. */
  stop(): Promise<number | null>;
  /** Goes away without a word, as a client that crashed; gives the exit code. */
  abandon(): Promise<number | null>;
}

export const clientCapabilities: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: false, documentationFormat: ['markdown'] } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
};

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in the folder before the server does. */
  prepare?(folder: string): void;
}

/** Starts the bundled server over stdio, in a folder that holds these files. */
export async function startClient(
  files: Readonly<Record<string, string>> = {},
  capabilities: ClientCapabilities = clientCapabilities,
  initializationOptions: object = { commands: true },
  { env = {}, prepare }: StartOptions = {},
): Promise<Client> {
  if (!existsSync(bundle)) throw new Error(`There is no ${bundle}. Build it: node scripts/build.ts`);
  const folder = mkdtempSync(path.join(tmpdir(), 'eventwright-lsp-'));
  const uri = (file: string) => pathToFileURL(path.join(folder, file)).href;
  const toDisk = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) toDisk(file, text);

  prepare?.(folder);
  const server = spawn(node, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], cwd: folder, env: { ...process.env, ...env } });
  const exited = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const documents = new Map<string, { version: number; text: string }>();
  const published: PublishDiagnosticsParams[] = [];
  const errors: string[] = [];
  const notes: string[] = [];
  const waiting = new Set<() => void>();

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of [...waiting]) look();
  });
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => void (type === 1 && errors.push(message)));
  connection.onNotification((method) => void notes.push(method));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();

  const rootUri = pathToFileURL(folder).href;
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'test' }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const last = (file: string) => published.findLast((params) => params.uri === uri(file));
  const documentOf = (file: string) => {
    const document = documents.get(file);
    if (!document) throw new Error(`${file} is not open`);
    return document;
  };

  const client: Client = {
    connection,
    initialized,
    published,
    errors,
    notes,
    uri,
    async write(file, text) {
      const type = text === undefined ? 3 : existsSync(path.join(folder, file)) ? 2 : 1;
      if (text === undefined) rmSync(path.join(folder, file));
      else toDisk(file, text);
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
    },
    async open(file, text, languageId = file.endsWith('.json') ? 'json' : 'yaml') {
      documents.set(file, { version: 1, text });
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(file), languageId, version: 1, text } });
    },
    async change(file, text) {
      const document = documentOf(file);
      const { range, newText } = differenceOf(document.text, text);
      document.version++;
      document.text = text;
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(file), version: document.version },
        contentChanges: [{ range, text: newText }],
      });
    },
    async close(file) {
      documents.delete(file);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(file) } });
    },
    text: (file) => documentOf(file).text,
    version: (file) => documentOf(file).version,
    shown: (file) => last(file)?.diagnostics ?? [],
    until(file, wanted) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const shown = last(file);
          const version = documents.get(file)?.version;
          if (version !== undefined && shown?.version !== version) return;
          if (!wanted(shown?.diagnostics ?? [])) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(shown?.diagnostics ?? []);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(`${file} (version ${documents.get(file)?.version}) did not get there. Shown last: ${JSON.stringify(last(file), null, 1)}`),
          );
        }, patience);
        waiting.add(look);
        look();
      });
    },
    judged: (file) => client.until(file, () => true),
    quiet: () => connection.sendRequest('eventwright/settled', null),
    request: (method, params) => connection.sendRequest(method, params),
    edited(file, edits) {
      const { text } = documentOf(file);
      const lines = createLineIndex(text);
      return applyEdits(
        text,
        edits.map(({ range, newText }) => ({ span: { start: lines.offset(range.start), end: lines.offset(range.end) }, text: newText })),
      );
    },
    alive: () => server.exitCode === null && server.signalCode === null,
    async stop() {
      if (!client.alive()) return server.exitCode;
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return await withinPatience(exited, server);
    },
    async abandon() {
      server.stdin.destroy();
      server.stdout.destroy();
      return await withinPatience(exited, server);
    },
    async [Symbol.asyncDispose]() {
      await client.stop();
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return client;
}

function differenceOf(before: string, after: string) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // A pair of carriage return and line feed is one line end: an edit that begins between the two has no position.
  if (before[start] === '\n' && before[start - 1] === '\r') start--;
  if (end > 0 && before[before.length - end] === '\n' && before[before.length - end - 1] === '\r') end--;
  return {
    range: createLineIndex(before).range({ start, end: Math.max(start, before.length - end) }),
    newText: after.slice(start, Math.max(start, after.length - end)),
  };
}

async function withinPatience(exited: Promise<number | null>, server: ChildProcess): Promise<number | null> {
  const timer = setTimeout(() => server.kill('SIGKILL'), patience);
  try {
    return await exited;
  } finally {
    clearTimeout(timer);
  }
}

/** The position behind a text that occurs once. */
export function positionAfter(text: string, needle: string): { readonly line: number; readonly character: number } {
  const at = text.indexOf(needle);
  if (at < 0 || text.indexOf(needle, at + 1) >= 0) throw new Error(`"${needle}" does not occur just once`);
  return createLineIndex(text).position(at + needle.length);
}

export const rulesOf = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map(({ code }) => String(code)).sort();
