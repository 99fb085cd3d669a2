import type { Finding, Fix } from '../model/finding.ts';
import { applyEdits, type Edit, type Edits } from '../text/edits.ts';
import { createSource, type Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';

export interface QuickFix {
  readonly finding: Finding;
  readonly title: string;
  readonly safety: Fix['safety'];
  /** The one that a person would most likely choose: the first of its finding, and safe. */
  readonly preferred: boolean;
  readonly reach?: Fix['reach'];
  edits(): Edits;
  obstacle(): string | undefined;
}

/** The fixes of the findings that a span touches, made anew from the snapshot: nothing is remembered of an older text. */
export function quickFixes(snapshot: WorkspaceSnapshot, uri: string, span: Span): readonly QuickFix[] {
  return snapshot
    .recheck(uri)
    .filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end)
    .flatMap((finding) =>
      finding.fixes.map((fix, index) => ({
        finding,
        title: fix.title,
        safety: fix.safety,
        preferred: index === 0 && fix.safety === 'safe',
        ...(fix.reach && { reach: fix.reach }),
        edits: () => fix.edits(),
        obstacle: () => fix.obstacle?.(),
      })),
    );
}

/** A fix may make room for another one; a pair that undoes each other must not go on for ever. */
const maxRounds = 10;

/**
 * All safe fixes of one file, again and again until none is left. `recheck` gives the snapshot in which the file has another
 * text. Fixes that would touch other files are left to people.
 */
export function fixAll(snapshot: WorkspaceSnapshot, uri: string, recheck: (source: Source) => WorkspaceSnapshot): readonly Edit[] {
  const original = snapshot.tree(uri)?.source;
  if (!original) return [];
  let rounds: readonly Edit[][] = [];
  let source = original;
  let current = snapshot;
  const seen = new Set([source.text]);
  while (rounds.length < maxRounds) {
    const edits = safeEdits(current, uri);
    if (edits.length === 0) break;
    const text = applyEdits(source.text, edits);
    if (seen.has(text)) break;
    seen.add(text);
    rounds = [...rounds, edits];
    source = createSource(uri, text, source.version, source.bytes);
    current = recheck(source);
  }
  const [only] = rounds;
  return rounds.length === 1 && only ? only : difference(original.text, source.text);
}

/** The edits of the first safe fix of each finding, without those that overlap one that was taken before. */
function safeEdits(snapshot: WorkspaceSnapshot, uri: string): Edit[] {
  const taken: Edit[] = [];
  for (const finding of snapshot.recheck(uri)) {
    const fix = finding.fixes.find(({ safety }) => safety === 'safe');
    const edits = fix?.edits();
    if (edits?.size !== 1) continue;
    const own = edits.get(uri) ?? [];
    if (own.length > 0 && own.every((edit) => taken.every((other) => apart(edit.span, other.span)))) taken.push(...own);
  }
  return taken;
}

/** Two insertions at one offset are not apart either: their order would be chance. */
const apart = (a: Span, b: Span): boolean => a.end < b.start || b.end < a.start;

/** What changed between two texts, as one edit. */
function difference(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}
