import type { Finding } from '../model/finding.ts';
import { patternsFor, suppressionKeyword } from '../model/suppression.ts';
import { appendItem, insertProperty, replaceValue } from '../refactor/index.ts';
import { commentSuppressions } from '../rules/suppression/comments.ts';
import { eolOf, newFileLayout } from '../refactor/layout.ts';
import { writeProperty } from '../refactor/write.ts';
import { parse } from '../syntax/index.ts';
import { property } from '../syntax/node.ts';
import { locate } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { applyEdits, type Edit } from '../text/edits.ts';
import { linesOf } from '../text/lines.ts';
import { createSource } from '../text/source.ts';
import { emptySpan, type Span } from '../text/span.ts';
import { configNames } from '../workspace/config.ts';
import { matcher } from '../workspace/glob.ts';
import { relativePath } from '../workspace/uris.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

/** A way to silence a finding. It leaves a place for the reason, which `suppression/without-reason` asks for until it is there. */
export interface Suppressing {
  readonly finding: Finding;
  readonly title: string;
  readonly uri: string;
  /** The edits of that file; or its text, where it is not there yet. */
  readonly change: { readonly edits: readonly Edit[] } | { readonly create: string };
}

/** In a selection of more findings than this nobody looks for one of them. */
const maxOffered = 50;

/** What stands where the reason belongs. */
const placeholder = '<reason>';

/**
 * How the findings that a span touches could be silenced: in YAML by a comment above the line, elsewhere by an entry of `ignore` in
 * `eventwright.yaml`. These are no fixes: nothing is mended by them, and nothing applies them unasked.
 */
export function suppressionsFor(snapshot: WorkspaceSnapshot, uri: string, span: Span): readonly Suppressing[] {
  const tree = snapshot.tree(uri);
  if (!tree) return [];
  const lines = linesOf(tree.source);
  const seen = new Set<string>();
  return snapshot.check(uri).flatMap((finding): Suppressing[] => {
    const touches = finding.span.start <= span.end && span.start <= finding.span.end;
    const key = `${finding.rule} ${lines.position(finding.span.start).line}`;
    if (!touches || patternsFor(finding.rule).length === 0 || seen.has(key) || seen.size >= maxOffered) return [];
    seen.add(key);
    const found = byComment(tree, finding) ?? byEntry(snapshot, finding);
    return found ? [found] : [];
  });
}

/** Undefined where no comment can stand above the line: in JSON, or inside of a text of several lines. */
function byComment(tree: Tree, finding: Finding): Suppressing | undefined {
  if (tree.syntax !== 'yaml') return undefined;
  const { source } = tree;
  const lines = linesOf(source);
  const { start, end } = lines.line(lines.position(finding.span.start).line);
  const indent = /^[ \t]*/.exec(source.text.slice(start, end))?.[0] ?? '';
  const text = `${indent}# ${suppressionKeyword} ${finding.rule} -- ${placeholder}${eolOf(source.text)}`;
  const edit = { span: emptySpan(start), text };
  if (isInsideText(tree, start) || !isReadAsComment(tree, edit, start + indent.length)) return undefined;
  return { finding, title: `Suppress ${finding.rule} with a comment…`, uri: source.uri, change: { edits: [edit] } };
}

function isInsideText(tree: Tree, offset: number): boolean {
  const located = locate(tree, offset);
  const node = located?.key?.key ?? located?.path.at(-1)?.node;
  if (node?.kind !== 'string') return false;
  const span = tree.span(node);
  return span.start < offset && offset < span.end;
}

/** Of a text that has faults the tree does not tell all: there it has to be tried. */
function isReadAsComment(tree: Tree, edit: Edit, at: number): boolean {
  if (!tree.faults.some(({ kind }) => kind === 'syntax')) return true;
  const after = parse(createSource(tree.source.uri, applyEdits(tree.source.text, [edit])));
  return after.faults.length <= tree.faults.length && commentSuppressions(after).some(({ span, fault }) => span.start === at && !fault);
}

/** Undefined where `eventwright.yaml` is in no state to be written into. */
function byEntry(snapshot: WorkspaceSnapshot, finding: Finding): Suppressing | undefined {
  const config = snapshot.config(finding.uri);
  const path = relativePath(config.root, finding.uri);
  if (path === undefined) return undefined;
  const entry = {
    rule: finding.rule,
    file: globOf(path),
    ...(finding.pointer !== '' && { pointer: finding.pointer }),
    reason: placeholder,
  };
  const title = `Suppress ${finding.rule} in ${configNames[0]}…`;
  const tree = config.uri === undefined ? undefined : snapshot.tree(config.uri);
  if (!tree) return { finding, title, uri: `${config.root}${configNames[0]}`, change: { create: entryLines(entry) } };
  const edits = entryEdits(tree, entry);
  const after = edits && parse(createSource(tree.source.uri, applyEdits(tree.source.text, edits)));
  if (!edits || !after || after.faults.length > tree.faults.length || tree.faults.some(({ kind }) => kind === 'syntax')) return undefined;
  return { finding, title, uri: tree.source.uri, change: { edits } };
}

function entryEdits(tree: Tree, entry: Readonly<Record<string, string>>): readonly Edit[] | undefined {
  const { text } = tree.source;
  const root = tree.documents[0];
  if (!root || (root.kind === 'null' && root.absent))
    return [{ span: emptySpan(text.length), text: `${/[^\r\n]$/.test(text) ? '\n' : ''}${entryLines(entry)}` }];
  if (root.kind !== 'object') return undefined;
  const held = property(root, 'ignore')?.value;
  if (!held) return insertProperty(tree, root, 'ignore', [entry]);
  if (held.kind === 'array') return appendItem(tree, held, entry);
  return held.kind === 'null' ? replaceValue(tree, held, [entry]) : undefined;
}

/** `ignore` with one entry, as lines of their own. */
const entryLines = (entry: Readonly<Record<string, string>>): string =>
  `${writeProperty('ignore', [entry], { ...newFileLayout(false), braces: false })}\n`;

/** A glob that matches just this path. */
function globOf(path: string): string {
  const plain = path.replace(/[\\*?[\]{}()|]/g, '\\$&').replace(/^!/, '\\!');
  return matcher([plain])(path) ? plain : path.replace(/[^\w/.-]/g, '\\$&');
}
