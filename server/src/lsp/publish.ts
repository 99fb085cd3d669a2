import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { listed } from '../features/listed.ts';
import type { Finding } from '../model/finding.ts';
import { linesOf } from '../text/lines.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type Spell, toDiagnostic } from './convert.ts';

export interface Publisher {
  /** Shows what was found in a file, as far as it is listed. `version` is the document's, where the file is open. */
  publish(snapshot: WorkspaceSnapshot, uri: string, version: number | undefined, findings: readonly Finding[]): void;
  /** Takes back what is shown of all files that are not among these. */
  retain(uris: ReadonlySet<string>): void;
}

interface Last {
  readonly version: number | undefined;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Remembers what the client shows, so that it is told only what changed, and nothing stays that nobody stands for. */
export function createPublisher(send: (params: PublishDiagnosticsParams) => void, spell: Spell, support: { readonly related: boolean }): Publisher {
  const last = new Map<string, Last>();
  return {
    publish(snapshot, uri, version, findings) {
      const before = last.get(uri);
      const sameVersion = before !== undefined && before.version === version;
      // Related places may move while the findings stay the very same.
      if (sameVersion && before.findings === findings && findings.every(({ related }) => related.length === 0)) return;
      const tree = snapshot.tree(uri);
      const lines = tree && linesOf(tree.source);
      const diagnostics = lines ? listed(findings).map((finding) => toDiagnostic(finding, lines, snapshot, spell, support.related)) : [];
      last.set(uri, { version, findings, diagnostics });
      if (sameVersion && same(before.diagnostics, diagnostics)) return;
      if (before === undefined && version === undefined && diagnostics.length === 0) return;
      send({ uri: spell(uri), diagnostics, ...(version !== undefined && { version }) });
    },
    retain(uris) {
      for (const [uri, { diagnostics }] of last) {
        if (uris.has(uri)) continue;
        last.delete(uri);
        if (diagnostics.length > 0) send({ uri: spell(uri), diagnostics: [] });
      }
    },
  };
}

const same = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean => a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
