import type { Config } from '../model/config.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { property } from '../syntax/node.ts';
import type { EditSet } from './refactored.ts';
import { renameKey } from './replace.ts';

/**
 * Renames a field in the workspace's dictionary, where it stands there under its plain name: as a key of a mapping at the top of
 * the file. A name that the dictionary has already is left alone, since two entries of one name contradict each other.
 */
export function renameInDictionary(snapshot: Snapshot, config: Config, from: string, to: string, edits: EditSet): void {
  const found = config.dictionary === undefined || config.uri === undefined ? undefined : snapshot.resolve(config.dictionary, config.uri);
  if (!found?.ok || found.node.kind !== 'object') return;
  for (const { value } of found.node.properties) {
    const entry = property(value, from);
    if (entry && !property(value, to)) edits.add(found.tree, renameKey(found.tree, entry, to));
  }
}
