import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  SymbolKind,
  SymbolTag,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Completion } from '../features/completion/index.ts';
import type { QuickFix } from '../features/fixes.ts';
import { plainText, snippetText } from '../features/insert.ts';
import type { Lens } from '../features/lenses.ts';
import type { EventSymbol } from '../features/symbols.ts';
import { messageOf, type Finding, type Severity } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Edits } from '../text/edits.ts';
import { pageUrl } from '../rules/index.ts';
import { type LineIndex, linesOf, type Range } from '../text/lines.ts';
import { createSource } from '../text/source.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** The client's own spelling of a uri: VS Code compares some of them by letters. */
export type Spell = (uri: string) => string;

export const source = 'eventwright';

export function toDiagnostic(finding: Finding, lines: LineIndex, snapshot: WorkspaceSnapshot, spell: Spell, withRelated: boolean): Diagnostic {
  const related = withRelated ? finding.related.flatMap(({ place, key, message }) => toRelated(snapshot, place, key, message, spell)) : [];
  return {
    range: lines.range(finding.span),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    codeDescription: { href: pageUrl(finding.rule) },
    message: messageOf(finding),
    ...(finding.deprecated && { tags: [DiagnosticTag.Deprecated] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Only here does a place of another file become a range, of the text as it is now. */
function toRelated(
  snapshot: WorkspaceSnapshot,
  place: Place,
  key: boolean | undefined,
  message: string,
  spell: Spell,
): DiagnosticRelatedInformation[] {
  const range = rangeOf(snapshot, place, key);
  return range ? [{ location: { uri: spell(place.uri), range }, message }] : [];
}

export function rangeOf(snapshot: WorkspaceSnapshot, place: Place, key?: boolean): Range | undefined {
  const tree = snapshot.tree(place.uri);
  const span = tree && snapshot.locate(place, key);
  return tree && span && linesOf(tree.source).range(span);
}

export function toLocation(snapshot: WorkspaceSnapshot, place: Place, key: boolean, spell: Spell): Location {
  return { uri: spell(place.uri), range: rangeOf(snapshot, place, key) ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
}

export function toTextEdits(
  edits: readonly { readonly span: { start: number; end: number }; readonly text: string }[],
  lines: LineIndex,
): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: lines.range(span), newText: text }));
}

/** What a person is asked to look at before edits are made: those of all files but the one that is worked in. */
export interface Review {
  readonly uri: string;
  readonly label: string;
}

/**
 * The edits of several files, each for the version of the text that they were made for. A file that is not there yet is created,
 * which only versioned edits can say.
 */
export function toWorkspaceEdit(
  edits: Edits,
  snapshot: WorkspaceSnapshot,
  spell: Spell,
  isOpen: (uri: string) => boolean,
  versioned: boolean,
  review?: Review,
): WorkspaceEdit {
  const changes = [...edits].map(([uri, list]) => {
    const source = snapshot.tree(uri)?.source ?? createSource(uri, '');
    return { uri, isNew: snapshot.tree(uri) === undefined, version: source.version, edits: toTextEdits(list, linesOf(source)) };
  });
  if (!versioned) return { changes: Object.fromEntries(changes.flatMap((change) => (change.isNew ? [] : [[spell(change.uri), change.edits]]))) };
  const annotated = (change: (typeof changes)[number]): TextEdit[] =>
    review && change.uri !== review.uri && !change.isNew ? change.edits.map((edit) => ({ ...edit, annotationId: elsewhere })) : change.edits;
  return {
    documentChanges: changes.flatMap((change) => [
      ...(change.isNew ? [{ kind: 'create' as const, uri: spell(change.uri) }] : []),
      { textDocument: { uri: spell(change.uri), version: isOpen(change.uri) ? change.version : null }, edits: annotated(change) },
    ]),
    ...(review && { changeAnnotations: { [elsewhere]: { label: review.label, needsConfirmation: true } } }),
  };
}

const elsewhere = 'elsewhere';

/** `rest` is the edit itself, or the data by which it is made when the action is chosen. */
export function toCodeAction(
  fix: Pick<QuickFix, 'title' | 'preferred'>,
  diagnostic: Diagnostic,
  rest: Pick<CodeAction, 'edit' | 'data'>,
): CodeAction {
  return { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...rest, ...(fix.preferred && { isPreferred: true }) };
}

export interface CompletionSupport {
  readonly snippets: boolean;
  readonly asIs: boolean;
  readonly deprecatedTag: boolean;
}

export function toCompletionItem(completion: Completion, lines: LineIndex, support: CompletionSupport): CompletionItem {
  const hasStops = completion.insert.some((piece) => typeof piece !== 'string');
  const snippet = support.snippets && hasStops;
  return {
    label: completion.label,
    kind: completionKinds[completion.kind],
    ...(completion.detail !== undefined && { detail: completion.detail }),
    ...(completion.documentation && { documentation: { kind: 'markdown', value: completion.documentation } }),
    sortText: `${String(completion.rank).padStart(4, '0')}${completion.label}`,
    filterText: completion.filter,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // Our lines carry their indentation.
    ...(support.asIs && { insertTextMode: InsertTextMode.asIs }),
    textEdit: { range: lines.range(completion.replace), newText: snippet ? snippetText(completion.insert) : plainText(completion.insert) },
    ...(completion.extra.length > 0 && { additionalTextEdits: toTextEdits(completion.extra, lines) }),
    ...(completion.deprecated && (support.deprecatedTag ? { tags: [CompletionItemTag.Deprecated] } : { deprecated: true })),
  };
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  attribute: CompletionItemKind.Field,
  field: CompletionItemKind.Field,
  keyword: CompletionItemKind.Keyword,
  value: CompletionItemKind.Value,
  member: CompletionItemKind.EnumMember,
  event: CompletionItemKind.Event,
  rule: CompletionItemKind.Constant,
  reference: CompletionItemKind.Reference,
};

export function toDocumentSymbol(symbol: EventSymbol, lines: LineIndex): DocumentSymbol {
  return {
    name: symbol.name,
    ...(symbol.detail !== undefined && { detail: symbol.detail }),
    kind: symbolKinds[symbol.kind],
    ...(symbol.deprecated && { tags: [SymbolTag.Deprecated] }),
    range: lines.range(symbol.span),
    selectionRange: lines.range(symbol.selection),
    children: symbol.children.map((child) => toDocumentSymbol(child, lines)),
  };
}

const symbolKinds: Readonly<Record<EventSymbol['kind'], SymbolKind>> = {
  event: SymbolKind.Event,
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

export function toCodeLens(lens: Lens, lines: LineIndex, spell: Spell): CodeLens {
  const { uri, pointer, document } = lens.place;
  return {
    range: lines.range(lens.span),
    // Without a command's name the lens is a text that cannot be clicked.
    command:
      lens.action === 'none'
        ? { title: lens.title, command: '' }
        : { title: lens.title, command: lensCommands[lens.action], arguments: [spell(uri), pointer, document] },
  };
}

const lensCommands = { send: 'eventwright.send', score: 'eventwright.showScore' } as const;
