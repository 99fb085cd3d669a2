import type { Comparison } from '../../model/compatibility.ts';
import type { EventDefinition } from '../../model/event-definition.ts';
import type { Fix } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { replaceValue } from '../../refactor/index.ts';
import { type Bump, bumped, mayBreak } from '../../text/versions.ts';
import { fixIn } from '../fixes.ts';

/** More versions of one type than anybody keeps. */
const most = 100;

/** Gives a definition the next version that is free; nothing where `older` cannot be left behind by that. */
export function bumpFix(definition: EventDefinition, bump: Bump, snapshot: Snapshot, older: string | undefined, taken: Bump = bump): readonly Fix[] {
  const { type, version, versionNode } = definition;
  if (type === undefined || !versionNode || (versionNode.kind !== 'string' && versionNode.kind !== 'number')) return [];
  const others = new Set(snapshot.definitions(type).map((other) => other.version));
  let next = bumped(version, bump);
  for (let tries = 0; next !== undefined && others.has(next) && tries < most; tries++) next = bumped(next, taken);
  if (next === undefined || (bump === 'major' && !mayBreak(older, next))) return [];
  return [setVersionFix(definition, next)];
}

export const setVersionFix = ({ tree, versionNode, node }: EventDefinition, version: string): Fix =>
  fixIn(tree, `Bump to ${version}`, 'unsafe', () => replaceValue(tree, versionNode ?? node, version));

/**
 * Leaves the definition as it was and makes the changed one an event type of its own, in a document behind it. Only where both may
 * stand in one file; and samples in files of their own carry the old type, so whoever has these decides by hand.
 */
export function newTypeFix(
  { tree, type, typeNode, versionNode, place, format, samples }: EventDefinition,
  comparison: Comparison,
  snapshot: Snapshot,
): readonly Fix[] {
  const baseline = snapshot.baseline();
  const isOurs = format === 'eventwright' && tree.syntax === 'yaml' && comparison.from === 'baseline';
  if (!isOurs || !baseline?.ok || baseline.kind === 'registry' || type === undefined || !typeNode) return [];
  if (samples.some(({ reference }) => reference !== undefined) || comparison.older.place.uri !== place.uri) return [];
  const before = baseline.text(comparison.older);
  const next = nextType(type, (name) => snapshot.definitions(name).length > 0);
  if (before === undefined || next === undefined || /^(?:%|\.\.\.)/m.test(before)) return [];
  const extent = tree.extents[place.document];
  if (!extent) return [];
  return [
    fixIn(tree, `Leave it as it was, and start ${next.type}`, 'unsafe', () => {
      const begins = tree.source.text.startsWith('---', extent.start);
      const old = before.replace(/^---[ \t]*\r?\n/, '').trimEnd();
      return [
        { span: { start: extent.start, end: extent.start }, text: begins ? `---\n${old}\n` : `${old}\n---\n` },
        ...replaceValue(tree, typeNode, next.type),
        // The version that the name ends in: both say the same.
        ...(versionNode ? replaceValue(tree, versionNode, `${next.number}.0.0`) : []),
      ];
    }),
  ];
}

/** `….v2`, or the number after the one that is there. */
function nextType(type: string, isTaken: (name: string) => boolean): { readonly type: string; readonly number: number } | undefined {
  const [, base = type, mark = type.includes('/') ? '/v' : '.v', number = '1'] = /^(.*?)([./]v)(\d{1,4})$/.exec(type) ?? [];
  for (let next = Number(number) + 1; next < Number(number) + most; next++) {
    const name = `${base}${mark}${next}`;
    if (!isTaken(name)) return { type: name, number: next };
  }
  return undefined;
}
