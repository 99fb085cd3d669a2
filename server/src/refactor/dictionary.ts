import type { Field } from '../model/field.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { fieldPattern, fits, patternOfName, segmentsOf } from '../schema/field-patterns.ts';
import { property } from '../syntax/node.ts';
import { escapeToken } from '../syntax/pointer.ts';
import type { EditSet } from './refactored.ts';
import { renameKey } from './replace.ts';

/**
 * Renames a field in the workspace's dictionary, wherever an entry writes its name and speaks of no field that keeps it: `city`, and
 * `address/city` as well as `city/name`. A pattern that is there already is left alone, since two of one text contradict each other.
 */
export function renameInDictionary(snapshot: Snapshot, isRenamed: (field: Field) => boolean, from: string, to: string, edits: EditSet): void {
  const dictionary = snapshot.dictionary();
  const tree = dictionary && snapshot.tree(dictionary.uri);
  const root = tree?.documents[0];
  if (!dictionary || !tree || root?.kind !== 'object') return;
  const fields = snapshot.fields(from).map(({ field }) => field);
  const [old, fresh] = [patternOfName(escapeToken(from)), patternOfName(escapeToken(to))];
  for (const { pattern } of dictionary.entries) {
    const segments = pattern.split('/');
    const written = segments.map((segment, index) => {
      if (segment !== old) return segment;
      // A name alone speaks of every field that has it, one above others of that at the root.
      const above = fieldPattern(index === 0 && segments.length > 1 ? `/${segment}` : segments.slice(0, index + 1).join('/'));
      const meant = fields.filter((field) => fits(above, segmentsOf(field.path)));
      return meant.length > 0 && meant.every(isRenamed) ? fresh : segment;
    });
    const after = written.join('/');
    const entry = after === pattern ? undefined : property(root, pattern);
    if (entry && !property(root, after)) edits.add(tree, renameKey(tree, entry, after));
  }
}
