import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  type LocationLink,
  SymbolInformation,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import { complete } from '../features/completion/index.ts';
import { definitionsAt } from '../features/definition.ts';
import { fixAll, quickFixes } from '../features/fixes.ts';
import { hoverAt } from '../features/hover.ts';
import { lensesOf } from '../features/lenses.ts';
import { refactoringsAt } from '../features/refactorings.ts';
import { suppressionsFor } from '../features/suppress.ts';
import { symbolsOf } from '../features/symbols.ts';
import { suppressionKeyword } from '../model/suppression.ts';
import type { Edits } from '../text/edits.ts';
import { type LineIndex, linesOf } from '../text/lines.ts';
import { emptySpan } from '../text/span.ts';
import { canonicalUri } from '../workspace/uris.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { toCodeAction, toCodeLens, toCompletionItem, toDiagnostic, toDocumentSymbol, toLocation } from './convert.ts';
import { farReaching, resolveAction, workspaceEdit } from './far-reaching.ts';
import { guarded, type Session } from './session.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.eventwright`;

/** Answers the requests that every editor knows. Each one reads the newest snapshot and keeps nothing. */
export function registerLanguageFeatures(session: Session): void {
  const { connection } = session;
  connection.onCompletion(guarded(connection, 'completion', (params) => completion(session, params)));
  connection.onHover(guarded(connection, 'hover', (params) => hover(session, params)));
  connection.onDefinition(guarded(connection, 'definition', (params) => definition(session, params)));
  connection.onDocumentSymbol(guarded(connection, 'documentSymbol', ({ textDocument }) => documentSymbols(session, textDocument)));
  connection.onCodeLens(guarded(connection, 'codeLens', ({ textDocument }) => codeLenses(session, textDocument)));
  connection.onCodeAction(guarded(connection, 'codeAction', (params) => codeActions(session, params)));
  connection.onCodeActionResolve(guarded(connection, 'codeAction/resolve', (action) => resolveAction(session, action)));
}

interface Open {
  readonly snapshot: WorkspaceSnapshot;
  readonly uri: string;
  readonly lines: LineIndex;
}

/** The file that is asked about, where it is one of ours. */
function openFile({ workspace }: Session, { uri: given }: TextDocumentIdentifier): Open | undefined {
  const uri = canonicalUri(given);
  const snapshot = workspace().snapshot();
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  return tree ? { snapshot, uri, lines: linesOf(tree.source) } : undefined;
}

function completion(session: Session, { textDocument, position, context }: CompletionParams): CompletionList | null {
  const file = openFile(session, textDocument);
  if (!file) return null;
  const { snapshot, uri, lines } = file;
  const offset = lines.offset(position);
  // A space asks only where it ends `key:` or a dash, or stands before a rule that is to be silenced; elsewhere it is just a space.
  const text = snapshot.tree(uri)?.source.text ?? '';
  const before = text.slice(Math.max(0, offset - suppressionKeyword.length - 1), offset);
  if (
    context?.triggerKind === CompletionTriggerKind.TriggerCharacter &&
    context.triggerCharacter === ' ' &&
    !/[:,[{-] $/.test(before) &&
    before !== `${suppressionKeyword} `
  )
    return null;
  const items = complete(snapshot, uri, offset, session.host).map((item) => toCompletionItem(item, lines, session.client.completion));
  return { isIncomplete: false, items };
}

function hover(session: Session, { textDocument, position }: TextDocumentPositionParams) {
  const file = openFile(session, textDocument);
  const found = file && hoverAt(file.snapshot, file.uri, file.lines.offset(position), session.scores.of);
  return found ? { contents: { kind: 'markdown' as const, value: found.markdown }, range: file.lines.range(found.span) } : null;
}

function definition(session: Session, { textDocument, position }: TextDocumentPositionParams) {
  const file = openFile(session, textDocument);
  if (!file) return null;
  const { snapshot, uri, lines } = file;
  const { client, documents } = session;
  const links = definitionsAt(snapshot, uri, lines.offset(position));
  const locations = links.map(({ place, key }) => toLocation(snapshot, place, key, documents.spell));
  if (!client.definitionLinks) return locations;
  return locations.map((location, index): LocationLink => {
    const origin = links[index]?.origin;
    return {
      targetUri: location.uri,
      targetRange: location.range,
      targetSelectionRange: location.range,
      ...(origin && { originSelectionRange: lines.range(origin) }),
    };
  });
}

function documentSymbols(session: Session, textDocument: TextDocumentIdentifier) {
  const file = openFile(session, textDocument);
  if (!file) return null;
  const symbols = symbolsOf(file.snapshot, file.uri).map((symbol) => toDocumentSymbol(symbol, file.lines));
  if (session.client.symbolTree) return symbols;
  return symbols.map(({ name, kind, range }) => SymbolInformation.create(name, kind, range, textDocument.uri));
}

function codeLenses(session: Session, textDocument: TextDocumentIdentifier) {
  const file = openFile(session, textDocument);
  if (!file) return null;
  const { client, documents, scores } = session;
  // A lens whose command nobody has would end in an error: what can only be clicked is left out, what tells something is a text.
  const lenses = lensesOf(file.snapshot, file.uri, scores.of).filter(({ action }) => action !== 'send' || client.ownCommands);
  return lenses.map((lens) => toCodeLens(client.ownCommands ? lens : { ...lens, action: 'none' }, file.lines, documents.spell));
}

function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] | null {
  const file = openFile(session, textDocument);
  if (!file) return null;
  const { snapshot, uri, lines } = file;
  const { documents, client } = session;
  const editOf = (edits: Edits) => workspaceEdit(session, snapshot, edits);
  const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
  if (wants(CodeActionKind.QuickFix)) {
    for (const fix of quickFixes(snapshot, uri, span)) {
      const rest = fix.reach ? farReaching(session, snapshot, uri, span, fix) : { edit: editOf(fix.edits()) };
      if (rest) actions.push(toCodeAction(fix, toDiagnostic(fix.finding, lines, snapshot, documents.spell, client.relatedInformation), rest));
    }
    // Last, since to mend is better than to silence.
    for (const { finding, title, uri: target, change } of suppressionsFor(snapshot, uri, span)) {
      const edits = 'edits' in change ? change.edits : client.createsFiles && [{ span: emptySpan(0), text: change.create }];
      if (!edits) continue;
      const diagnostic = toDiagnostic(finding, lines, snapshot, documents.spell, client.relatedInformation);
      actions.push(toCodeAction({ title, preferred: false }, diagnostic, { edit: editOf(new Map([[target, edits]])) }));
    }
  }
  for (const refactoring of refactoringsAt(snapshot, uri, span)) {
    if (!wants(refactoring.kind)) continue;
    const rest = farReaching(session, snapshot, uri, span, refactoring);
    if (rest) actions.push({ title: refactoring.title, kind: refactoring.kind, ...rest });
  }
  // Only on demand, as editors do on save: beside every light bulb it would be in the way.
  if (context.only && wants(fixAllKind)) {
    const edits = fixAllIn(session, snapshot, uri);
    if (edits.length > 0) {
      actions.push({ title: 'Fix all that can be fixed safely', kind: fixAllKind, edit: editOf(new Map([[uri, edits]])) });
    }
  }
  return actions;
}

/** Tries the fixes on the workspace itself and puts the text back: nobody sees it, since nothing else runs meanwhile. */
function fixAllIn({ workspace, documents }: Session, snapshot: WorkspaceSnapshot, uri: string) {
  const own = workspace();
  let tried = false;
  try {
    return fixAll(snapshot, uri, (source) => {
      tried = true;
      own.open(source);
      return own.snapshot();
    });
  } finally {
    const source = documents.source(uri);
    if (tried && source) own.open(source);
    else if (tried) own.close(uri);
  }
}
