import { type Connection, ErrorCodes, type InitializeParams, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Cancelled } from '../text/cancel.ts';
import type { Host } from '../workspace/host.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CompletionSupport } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Scores } from './scores.ts';

/** One client, from `initialize` to `shutdown`. */
export interface Session {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly client: ClientSupport;
  readonly host: Host;
  readonly scores: Scores;
  /** Replaced when folders come or go. */
  workspace(): Workspace;
  /** Resolves when nothing is left to be judged. */
  idle(): Promise<void>;
  /** The folders that the client has open: uris that end in `/`. */
  folders(): readonly string[];
}

/** What the client says that it can do, as far as it changes our answers. */
export interface ClientSupport {
  readonly completion: CompletionSupport;
  readonly relatedInformation: boolean;
  readonly definitionLinks: boolean;
  readonly symbolTree: boolean;
  readonly versionedEdits: boolean;
  readonly createsFiles: boolean;
  readonly reviewsEdits: boolean;
  readonly preparesRename: boolean;
  readonly resolvesActions: boolean;
  readonly watchesFiles: boolean;
  readonly refreshesLenses: boolean;
  /** Whether it has the commands that our code lenses call: ours does, and says so. */
  readonly ownCommands: boolean;
}

export function supportOf({ capabilities: { textDocument, workspace }, initializationOptions }: InitializeParams): ClientSupport {
  const item = textDocument?.completion?.completionItem;
  return {
    completion: {
      snippets: item?.snippetSupport === true,
      asIs: item?.insertTextModeSupport?.valueSet.includes(1) === true,
      deprecatedTag: item?.tagSupport?.valueSet.includes(1) === true,
    },
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    reviewsEdits: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    resolvesActions: textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    ownCommands: initializationOptions?.commands === true,
  };
}

/** The edge of every request: what was cancelled says so, a bug is logged and answered, and the server lives on. */
export function guarded<Params, Result>(
  connection: Connection,
  name: string,
  handle: (params: Params) => Result,
): (params: Params) => Result | ResponseError<void> {
  return (params) => {
    try {
      return handle(params);
    } catch (error) {
      if (error instanceof Cancelled) return new ResponseError(LSPErrorCodes.ContentModified, error.message);
      if (error instanceof ResponseError) return error as ResponseError<void>;
      logError(connection, name, error);
      return new ResponseError(ErrorCodes.InternalError, `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

export function logError(connection: Connection, name: string, error: unknown): void {
  connection.console.error(`${name} failed. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
