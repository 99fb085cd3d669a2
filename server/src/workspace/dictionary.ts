import type { Config } from '../model/config.ts';
import type { Dictionary, DictionaryEntry } from '../model/dictionary.ts';
import type { BaseType, Field } from '../model/field.ts';
import { bySpecificity, type FieldPattern, fieldPattern, fits, segmentsOf } from '../schema/field-patterns.ts';
import { get, type Node, textOf, textsOf } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { resolveUri } from '../text/uri.ts';
import { canonicalUri } from './uris.ts';

/** Where the dictionary of a workspace is; undefined where its `eventwright.yaml` names none. */
export function dictionaryUri({ uri, dictionary }: Config): string | undefined {
  return uri === undefined || dictionary === undefined || dictionary === '' ? undefined : canonicalUri(resolveUri(uri, dictionary));
}

/** What a dictionary says. What it gets wrong is left out here, and told by `parseable/invalid-config`. */
export const readDictionary: (tree: Tree) => Dictionary = memo((tree: Tree): Dictionary => {
  const [root] = tree.documents;
  const known = new Map<string, Known>();
  for (const { key, value } of root?.kind === 'object' ? root.properties : []) {
    if (value.kind !== 'object' || key.value === '' || key.value === '$schema') continue;
    const pattern = fieldPattern(key.value);
    known.set(key.value, { pattern, entry: entryOf(tree, pattern, value) });
  }
  return lookUp(tree.source.uri, [...known.values()]);
});

interface Known {
  readonly pattern: FieldPattern;
  readonly entry: DictionaryEntry;
}

/** More patterns of one name, or of names with stars, than anybody agrees on: each is tried on every field. */
const most = 2_000;

function lookUp(uri: string, known: readonly Known[]): Dictionary {
  const sorted = known.toSorted((a, b) => bySpecificity(a.pattern, b.pattern));
  const byName = Map.groupBy(sorted, ({ pattern }) => pattern.name);
  const withStars = (byName.get(undefined) ?? []).slice(0, most);
  const byOtherName = Map.groupBy(
    sorted.flatMap(({ pattern, entry }) => entry.insteadOf.map((other) => ({ other, pattern, entry }))),
    ({ other }) => other,
  );
  const find = (path: readonly string[]): Known | undefined => {
    const named = (byName.get(path.at(-1) ?? '') ?? []).slice(0, most).find(({ pattern }) => fits(pattern, path));
    const starred = withStars.find(({ pattern }) => fits(pattern, path));
    return named && starred ? (bySpecificity(named.pattern, starred.pattern) <= 0 ? named : starred) : (named ?? starred);
  };
  return {
    uri,
    entries: known.map(({ entry }) => entry),
    entryFor: memo((field: Pick<Field, 'path'>) => find(segmentsOf(field.path))?.entry),
    insteadOf(field) {
      const path = segmentsOf(field.path);
      const candidates = byOtherName.get(path.at(-1) ?? '');
      if (!candidates || find(path)?.pattern.name !== undefined) return undefined;
      for (const { pattern, entry } of candidates.slice(0, most)) {
        const { name } = entry;
        if (name !== undefined && fits(pattern, [...path.slice(0, -1), name])) return { ...entry, name };
      }
      return undefined;
    },
  };
}

const baseTypes: readonly string[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] satisfies readonly BaseType[];

function entryOf(tree: Tree, { text, name }: FieldPattern, node: Node): DictionaryEntry {
  const texts = (key: string): readonly string[] => textsOf(get(node, key)).map(({ value }) => value);
  const values = get(node, 'enum')?.kind === 'array' ? texts('enum') : [];
  const said = { format: textOf(get(node, 'format')), unit: textOf(get(node, 'unit')), meaning: textOf(get(node, 'meaning')) };
  const classification = textOf(get(node, 'classification'));
  return {
    pattern: text,
    ...(name !== undefined && { name }),
    place: { uri: tree.source.uri, document: 0, pointer: child('', text) },
    types: texts('type').filter((type): type is BaseType => baseTypes.includes(type)),
    ...(said.format && { format: said.format }),
    ...(said.unit && { unit: said.unit }),
    ...(values.length > 0 && { enum: values }),
    ...(said.meaning && { meaning: said.meaning }),
    ...(classification && { classification }),
    insteadOf: texts('insteadOf'),
  };
}
