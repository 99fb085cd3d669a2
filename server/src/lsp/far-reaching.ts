import { type CodeAction, LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { quickFixes } from '../features/fixes.ts';
import { type Refactoring, refactoringsAt } from '../features/refactorings.ts';
import type { Edits } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type Review, toWorkspaceEdit } from './convert.ts';
import type { Session } from './session.ts';

/** A fix or a refactoring whose edits may reach into other files. */
type Action = Pick<Refactoring, 'title' | 'reach' | 'edits' | 'obstacle'> & {
  readonly finding?: { readonly rule: string; readonly pointer: string };
};

/** By what an action is found again when somebody chooses it. */
interface Chosen {
  readonly uri: string;
  readonly version: number;
  readonly span: Span;
  readonly title: string;
  readonly rule?: string;
  readonly pointer?: string;
}

/**
 * What an action carries to the client: the data to make its edits by, where the client asks once more when it is chosen, so that
 * showing a light bulb costs no look at the workspace; else the edits. Undefined where the client cannot do it, or nothing is to be done.
 */
export function farReaching(
  session: Session,
  snapshot: WorkspaceSnapshot,
  uri: string,
  span: Span,
  action: Action,
): Pick<CodeAction, 'edit' | 'data'> | undefined {
  const { client } = session;
  if (action.reach === 'new file' && !client.createsFiles) return undefined;
  if (action.reach && client.resolvesActions) {
    const version = snapshot.tree(uri)?.source.version ?? 0;
    return { data: { uri, version, span, title: action.title, ...(action.finding && pick(action.finding)) } satisfies Chosen };
  }
  const edits = action.edits();
  return edits.size === 0 ? undefined : { edit: workspaceEdit(session, snapshot, edits) };
}

/** The action with its edits, made from the texts as they are now, if the one that it was offered for is still the same. */
export function resolveAction(session: Session, action: CodeAction): CodeAction {
  const chosen = action.data as Chosen | undefined;
  if (!chosen) return action;
  const snapshot = session.workspace().snapshot();
  const { uri, span, version } = chosen;
  if (snapshot.tree(uri)?.source.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed meanwhile.');
  const offered: readonly Action[] = chosen.rule === undefined ? refactoringsAt(snapshot, uri, span) : quickFixes(snapshot, uri, span);
  const found = offered.find(({ title, finding }) => title === chosen.title && finding?.rule === chosen.rule && finding?.pointer === chosen.pointer);
  const edits = found?.edits();
  if (!found || !edits || edits.size === 0)
    throw new ResponseError(LSPErrorCodes.RequestFailed, found?.obstacle?.() ?? `There is nothing left to do for "${chosen.title}".`);
  return { ...action, edit: workspaceEdit(session, snapshot, edits, { uri, label: chosen.title }) };
}

/** With a `review`, edits of other files that are there already wait until somebody has looked at them, in clients that can ask for it. */
export function workspaceEdit({ documents, client }: Session, snapshot: WorkspaceSnapshot, edits: Edits, review?: Review): WorkspaceEdit {
  const isOpen = (uri: string): boolean => documents.source(uri) !== undefined;
  const isSeen = !client.reviewsEdits || [...edits.keys()].every((uri) => uri === review?.uri || snapshot.tree(uri) === undefined);
  return toWorkspaceEdit(edits, snapshot, documents.spell, isOpen, client.versionedEdits, isSeen ? undefined : review);
}

const pick = ({ rule, pointer }: NonNullable<Action['finding']>) => ({ rule, pointer });
