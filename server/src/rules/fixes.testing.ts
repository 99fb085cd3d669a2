import assert from 'node:assert/strict';
import type { Finding, Fix, Severity } from '../model/finding.ts';
import { applyEdits, type Edits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import type { Workspace, WorkspaceSnapshot } from '../workspace/workspace.ts';

/** A workspace in which fixes are tried one after another. Each leaves it as it was, so all that it does not touch is judged once. */
export interface Trial {
  readonly snapshot: WorkspaceSnapshot;
  readonly findings: readonly Finding[];
  /** The files that a fix changes, after it. */
  apply(fix: Fix): ReadonlyMap<string, string>;
  /** Fails unless the fix leaves files that parse, takes its finding away, and brings none that is as serious. */
  assertMends(finding: Finding, fix: Fix): void;
}

/** `workspace` holds closed files only: what a trial opens it closes again. */
export function trialOf(workspace: Workspace): Trial {
  const snapshot = workspace.snapshot();
  const findings = [...snapshot.checkAll().values()].flat();
  const textsAfter = (edits: Edits): ReadonlyMap<string, string> =>
    new Map([...edits].map(([uri, some]) => [uri, applyEdits(snapshot.tree(uri)?.source.text ?? '', some)]));
  const apply = (fix: Fix): ReadonlyMap<string, string> => textsAfter(fix.edits());
  return {
    snapshot,
    findings,
    apply,
    assertMends(finding, fix) {
      const texts = apply(fix);
      for (const [uri, text] of texts) workspace.open(createSource(uri, text, 2));
      try {
        compare({ finding, fix, before: findings, after: workspace.snapshot(), touched: [...texts.keys()], snapshot });
      } finally {
        for (const uri of texts.keys()) workspace.close(uri);
      }
    },
  };
}

interface Comparison {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly before: readonly Finding[];
  readonly snapshot: WorkspaceSnapshot;
  readonly after: WorkspaceSnapshot;
  readonly touched: readonly string[];
}

function compare({ finding, fix, before, snapshot, after, touched }: Comparison): void {
  const what = `"${fix.title}" for ${finding.rule} in ${finding.uri}#${finding.pointer}`;
  for (const uri of touched) {
    const faultsOf = (one: WorkspaceSnapshot): number => one.tree(uri)?.faults.filter(({ kind }) => kind === 'syntax').length ?? 0;
    assert.ok(faultsOf(after) <= faultsOf(snapshot), `${what} leaves ${uri} broken:\n${after.tree(uri)?.source.text}`);
  }
  const findings = [...after.checkAll().values()].flat();
  const count = (some: readonly Finding[]): number => some.filter((other) => isSame(other, finding)).length;
  assert.ok(count(findings) < count(before), `${what} does not take the finding away: ${finding.message}`);
  // What silenced a finding silences nothing once that is mended; and whoever mends a definition changes it.
  const excused = ['suppression/unused', 'type-safe/incompatible-change', 'type-safe/version-not-bumped', ...(reveals.get(finding.rule) ?? [])];
  for (const other of newOnes(findings, before)) {
    if (!excused.includes(other.rule))
      assert.ok(
        weight[other.severity] < weight[finding.severity],
        `${what} brings ${other.severity} ${other.rule} at ${other.pointer}: ${other.message}`,
      );
  }
}

/** Fixes after which something else is judged for the first time: what is wrong with that is not their doing. */
const reveals: ReadonlyMap<string, readonly string[]> = new Map([
  // The value that is left counts now.
  ['parseable/duplicate-key', ['type-safe/sample-mismatch']],
  // The type that all others have is looked at here, too.
  ['shared-names/conflicting-type', ['type-safe/float-money', 'ambiguous-names/time-without-format']],
  // Another definition judges the sample now.
  ['event-type/deprecated', ['type-safe/sample-mismatch']],
  ['event-type/unknown', ['type-safe/sample-mismatch']],
]);

/** The findings that are not known already, by what they say or by where they are: an edit may move them, or change what they count up. */
function newOnes(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const without = (some: readonly Finding[], key: (finding: Finding) => string): readonly Finding[] => {
    const known = new Map([...Map.groupBy(before, key)].map(([name, all]) => [name, all.length]));
    return some.filter((finding) => {
      const left = known.get(key(finding)) ?? 0;
      known.set(key(finding), left - 1);
      return left <= 0;
    });
  };
  const unsaid = without(findings, ({ rule, uri, message }) => `${rule} ${uri} ${message}`);
  return without(unsaid, ({ rule, uri, document, pointer }) => `${rule} ${uri} ${document} ${pointer}`);
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.uri === b.uri && a.document === b.document && a.pointer === b.pointer && a.message === b.message;

const weight: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };
