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
  assert.ok(!findings.some((other) => isSame(other, finding)), `${what} does not take the finding away: ${finding.message}`);
  const known = Map.groupBy(before, identity);
  const counts = new Map([...known].map(([key, some]) => [key, some.length]));
  for (const other of findings) {
    const left = counts.get(identity(other)) ?? 0;
    counts.set(identity(other), left - 1);
    if (left <= 0) assert.ok(weight[other.severity] < weight[finding.severity], `${what} brings ${other.severity} ${other.rule}: ${other.message}`);
  }
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.uri === b.uri && a.document === b.document && a.pointer === b.pointer && a.message === b.message;

const identity = ({ rule, uri, message }: Finding): string => `${rule} ${uri} ${message}`;

const weight: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };
