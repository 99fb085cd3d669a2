import { at } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Edit } from '../../text/edits.ts';
import type { Span } from '../../text/span.ts';
import type { WorkspaceSnapshot } from '../../workspace/workspace.ts';
import { cursorAt, type PlacedCursor } from '../cursor/index.ts';
import { type Layout, type Piece, plainText, writeProperty, writeValue } from '../insert.ts';
import type { Fresh } from '../values.ts';
import { configProposals, dictionaryProposals } from './config.ts';
import { envelopeProposals } from './envelope.ts';
import { definitionProposals } from './definitions.ts';
import { pointerOf, type Proposal, type ProposalKind, type Scene } from './proposal.ts';
import { sampleFileProposals } from './samples.ts';
import { schemaProposals } from './schemas.ts';
import { suppressionCompletions } from './suppressions.ts';

export interface Completion {
  readonly label: string;
  readonly kind: ProposalKind;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is replaced; on one line, with the offset in it. */
  readonly replace: Span;
  readonly insert: readonly Piece[];
  /** What the letters that are there already are compared with. */
  readonly filter: string;
  /** Commas that the insertion needs around it. */
  readonly extra: readonly Edit[];
  /** 0 first. */
  readonly rank: number;
  readonly deprecated?: boolean;
}

/** What could be written at an offset. Whatever is inserted leaves a text that is no more broken than before. */
export function complete(snapshot: WorkspaceSnapshot, uri: string, offset: number, fresh: Fresh): readonly Completion[] {
  const tree = snapshot.tree(uri);
  if (!tree || snapshot.kind(uri) === undefined) return [];
  const inComment = suppressionCompletions(snapshot, uri, offset);
  if (inComment) return inComment;
  const cursor = cursorAt(tree, offset);
  if (!cursor || !hasRoom(tree, cursor)) return [];
  const scene: Scene = { snapshot, tree, uri, cursor, fresh };
  const written = new Set(cursor.key?.names);
  const layout = layoutAt(tree, cursor);
  return proposals(scene)
    .filter(({ name }) => (name === undefined ? cursor.value !== undefined : cursor.key !== undefined && !written.has(name)))
    .map((proposal) => place(proposal, tree, cursor, layout));
}

/** Whether something may be written here: not before what its line already holds in YAML, nor against a bracket. */
function hasRoom({ source: { text }, syntax }: Tree, { word, flow, quote }: PlacedCursor): boolean {
  if (syntax !== 'yaml' || quote !== '') return true;
  const line = text.slice(Math.max(text.lastIndexOf('\n', word.start - 1), text.lastIndexOf('\r', word.start - 1)) + 1, word.start);
  const rest = /^[^\r\n]*/.exec(text.slice(word.end))?.[0] ?? '';
  if (/^[{[]/.test(rest) || /[}\]]$/.test(line)) return false;
  return flow || word.start < word.end || line.trim() !== '' || /^\s*(?:#|$)/.test(rest);
}

function proposals(scene: Scene): readonly Proposal[] {
  switch (scene.snapshot.kind(scene.uri)) {
    case 'config':
      return configProposals(scene);
    case 'envelope':
      return envelopeProposals(scene);
    case 'dictionary':
      return dictionaryProposals(scene);
    case 'definitions':
      return definitionProposals(scene);
    case 'samples':
      return sampleFileProposals(scene);
    case 'other':
      return schemaProposals(scene, []);
    case 'accepted':
    case undefined:
      return [];
  }
}

function place(proposal: Proposal, tree: Tree, cursor: PlacedCursor, layout: Layout): Completion {
  const { name, value, kind, rank } = proposal;
  const isName = name !== undefined;
  const insert = isName ? writeProperty(name, cursor.key?.colon ? undefined : value, layout) : writeValue(value, layout);
  const replace = { start: cursor.word.start - cursor.quote.length, end: cursor.word.end + (cursor.closed ? 1 : 0) };
  const label = proposal.label ?? (isName ? name : typeof value === 'object' && value !== null ? plainText(insert) : String(value));
  const { extra, comma } = cursor.flow && !(isName && cursor.key?.colon) ? commas(tree, replace) : { extra: [], comma: '' };
  return {
    label,
    kind,
    ...(proposal.detail !== undefined && { detail: proposal.detail }),
    ...(proposal.documentation !== undefined && { documentation: proposal.documentation }),
    replace,
    insert: comma ? [...insert, comma] : insert,
    filter: cursor.quote + label,
    extra,
    rank,
    ...(proposal.deprecated && { deprecated: true }),
  };
}

/** What is missing between a new entry in brackets and its neighbours. */
function commas(tree: Tree, replace: Span): { readonly extra: readonly Edit[]; readonly comma: string } {
  const { text } = tree.source;
  let before = replace.start - 1;
  while (before >= 0 && /\s/.test(text[before] ?? '')) before--;
  let after = replace.end;
  while (after < text.length && /\s/.test(text[after] ?? '')) after++;
  const needsBefore = before >= 0 && !'{[,:'.includes(text[before] ?? '');
  // In NDJSON and in YAML what follows on another line may be another document or another key.
  const sameLine = !/[\r\n]/.test(text.slice(replace.end, after));
  const needsAfter = after < text.length && !'}],:#'.includes(text[after] ?? '') && (tree.syntax === 'json' || sameLine);
  return { extra: needsBefore ? [{ span: { start: before + 1, end: before + 1 }, text: ',' }] : [], comma: needsAfter ? ',' : '' };
}

function layoutAt(tree: Tree, cursor: PlacedCursor): Layout {
  const { text } = tree.source;
  const lineStart = Math.max(text.lastIndexOf('\n', cursor.word.start - 1), text.lastIndexOf('\r', cursor.word.start - 1)) + 1;
  const headers = tree.syntax === 'http' && !cursor.flow;
  const json = tree.syntax !== 'yaml' && !headers;
  const spaces = /^[ \t]*/.exec(text.slice(lineStart, cursor.word.start))?.[0] ?? '';
  // A name in a block stands in its own column, which dashes before it make greater than the line's indentation.
  const indent = cursor.flow || !cursor.key ? spaces : ' '.repeat(cursor.word.start - cursor.quote.length - lineStart);
  const eol = tree.syntax === 'ndjson' ? '' : text.includes('\r\n') ? '\r\n' : '\n';
  return { json, headers, flow: json || cursor.flow, indent, step: stepOf(text), eol, braces: hasBraces(tree, cursor) };
}

/** Whether the objects beside a new name are written in braces, as the last one that says anything shows. */
function hasBraces(tree: Tree, { document, key }: PlacedCursor): boolean {
  const holder = key && at(tree.documents[document], pointerOf(key.path));
  const last = holder?.kind === 'object' ? holder.properties.findLast(({ value }) => value.kind === 'object')?.value : undefined;
  return last?.kind === 'object' && last.flow;
}

/** How far the file indents: the first line that is indented tells. */
const stepOf = (text: string): string => /^(\t| {1,8})\S/m.exec(text.slice(0, 20_000))?.[1] ?? '  ';
