import {
  LSPErrorCodes,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, renameAt } from '../features/rename.ts';
import type { Refused } from '../refactor/index.ts';
import { linesOf } from '../text/lines.ts';
import { canonicalUri } from '../workspace/uris.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { workspaceEdit } from './far-reaching.ts';
import { guarded, type Session } from './session.ts';

/** Answers what editors ask of a rename. What cannot be renamed is refused with the reason, which editors show. */
export function registerRename(session: Session): void {
  const { connection } = session;
  connection.onPrepareRename(guarded(connection, 'prepareRename', (params) => prepare(session, params)));
  connection.onRenameRequest(guarded(connection, 'rename', (params) => rename(session, params)));
}

function prepare(session: Session, params: TextDocumentPositionParams): PrepareRenameResult | null {
  const at = pointedAt(session, params);
  if (!at) return null;
  const { snapshot, uri, offset, lines } = at;
  const found = prepareRename(snapshot, uri, offset);
  if (!found.ok) throw refusal(found);
  return { range: lines.range(found.span), placeholder: found.name };
}

function rename(session: Session, params: RenameParams): WorkspaceEdit | null {
  const at = pointedAt(session, params);
  if (!at) return null;
  const { snapshot, uri, offset } = at;
  const renamed = renameAt(snapshot, uri, offset, params.newName);
  if (!renamed.ok) throw refusal(renamed);
  return workspaceEdit(session, snapshot, renamed.edits, { uri, label: `Rename to ${params.newName} in other files` });
}

function pointedAt({ workspace }: Session, { textDocument, position }: TextDocumentPositionParams) {
  const uri = canonicalUri(textDocument.uri);
  const snapshot: WorkspaceSnapshot = workspace().snapshot();
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  if (!tree) return undefined;
  const lines = linesOf(tree.source);
  return { snapshot, uri, lines, offset: lines.offset(position) };
}

const refusal = ({ message }: Refused): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);
