import type { Change } from '../model/change.ts';
import type { DefinedEvent } from '../model/facts.ts';
import { explainChange } from '../schema/explain/change.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import { type ShownPlace, shownPlace } from './catalog.ts';

/** What a definition changed against one earlier version. */
export interface ShownComparison {
  /** What the earlier version is called, e.g. `1.1.0 (origin/main)`. */
  readonly older: string;
  /** Whether both say the same; what merely describes left aside. */
  readonly same: boolean;
  /** What breaks somebody, or may. */
  readonly changes: readonly ShownChange[];
}

export interface ShownChange extends Pick<Change, 'breaks' | 'certain' | 'path'> {
  readonly message: string;
  readonly location: ShownPlace;
}

/** What a definition changed against the earlier versions that `compatibility` asks for, with places as they are now. */
export function changesOf(snapshot: WorkspaceSnapshot, event: DefinedEvent): readonly ShownComparison[] {
  return snapshot.comparisonsOf(event).map(({ name, same, changes }) => ({
    older: name,
    same,
    changes: changes.map((change) => ({
      ...{ breaks: change.breaks, certain: change.certain, path: change.path },
      message: explainChange(change, name),
      location: shownPlace(snapshot, change.at.place),
    })),
  }));
}

/** The same for a hover: a paragraph for each earlier version. */
export function changeWords(snapshot: WorkspaceSnapshot, event: DefinedEvent): string | undefined {
  const said = changesOf(snapshot, event).map(({ older, same, changes }) => {
    if (changes.length === 0) return `Since ${older}: ${same ? 'nothing changed.' : 'changed, and nobody is broken by that.'}`;
    return [`Since ${older}:`, ...changes.map(({ message }) => `- ${message}`)].join('\n');
  });
  return said.length > 0 ? said.join('\n\n') : undefined;
}
