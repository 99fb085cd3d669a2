import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { draftOf, usualDraft, type Draft } from '../schema/json-schema/drafts.ts';
import { get, type Node, type ObjectNode, textOf } from '../syntax/node.ts';
import { at } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { relativeUri, resolveUri, splitUri } from '../text/uri.ts';
import { type Refused, refused } from './refactored.ts';
import { asWritten } from './write.ts';

/** A schema in its surroundings: what `#` means in it, and the draft that it is written in. */
export interface Surrounded {
  readonly node: Node;
  readonly tree: Tree;
  readonly place: Place;
  /** The document that `#` leads to: the file, or the data that a definition writes out. */
  readonly root: Place;
  readonly draft: Draft;
}

export function surrounded(snapshot: Snapshot, place: Place): Surrounded | undefined {
  const tree = snapshot.tree(place.uri);
  const node = snapshot.node(place);
  const data = (snapshot.facts(place.uri)?.defines ?? []).flatMap((event) => inlineData(event, place));
  const root = data[0]?.place ?? { ...place, pointer: '' };
  const draft = draftOf(textOf(get(snapshot.node(root), '$schema')) ?? data[0]?.dialect ?? usualDraft);
  return tree && node && draft ? { node, tree, place, root, draft } : undefined;
}

function inlineData({ data }: DefinedEvent, { uri, document, pointer }: Place): readonly NonNullable<DefinedEvent['data']>[] {
  const isIn = data && data.place.uri === uri && data.place.document === document && `${pointer}/`.startsWith(`${data.place.pointer}/`);
  return isIn && data.reference === undefined ? [data] : [];
}

/** A schema as it has to be written elsewhere. */
export interface Moved {
  readonly value: { readonly [keyword: string]: unknown };
  /** Whether its text can go as it is. */
  readonly unchanged: boolean;
}

/** What becomes of references that begin with `#`: their definitions come along, they stay right, or they cannot be kept. */
export type LocalReferences = 'come along' | 'stay' | 'cannot be kept';

/**
 * A schema as a value that means the same in another place: references to files are written from there. Refused where something ties it
 * to its place.
 */
export function movedTo(schema: Surrounded, to: string, snapshot: Snapshot, local: LocalReferences): Moved | Refused {
  const { tree, place, root } = schema;
  const document = snapshot.node(root);
  const tied = refused('entangled', 'This schema has names or references that have a meaning only where it stands.', place);
  if (schema.node.kind !== 'object' || (hasAnchors(schema.node, tree) && tree.syntax === 'yaml')) return tied;
  const isNamed = textOf(get(document, '$id')) !== undefined;
  const needed = new Map<string, Node>();
  let unchanged = true;
  let isTied = false;

  const reference = (text: string): string => {
    if (text.startsWith('#') && local === 'stay') return text;
    if (text.startsWith('#')) {
      const [, keyword = '', name = ''] = /^#\/(\$defs|definitions)\/([^/%~]+)$/.exec(text) ?? [];
      const target = local === 'come along' ? at(document, `/${keyword}/${name}`) : undefined;
      if (!target) isTied = true;
      else if (!needed.has(text)) {
        needed.set(text, target);
        scan(target);
      }
      return text;
    }
    if (splitUri(text).scheme !== undefined) return text;
    if (isNamed) isTied = true;
    const moved = relativeUri(to, resolveUri(place.uri, text));
    if (moved !== text) unchanged = false;
    return moved;
  };
  const value = (node: Node): unknown => plainValue(node, tree.syntax === 'yaml', reference);
  /** Finds what a definition needs in its turn. */
  const scan = (node: Node): void => void value(node);

  const { $schema: _, ...own } = value(schema.node) as Record<string, unknown>;
  if (
    isTied ||
    schema.node.properties.some(({ key, value: held }) => (isTying(key.value, held) ? key.value !== '$schema' : holdsNames(held))) ||
    [...needed.values()].some(holdsNames)
  )
    return tied;
  for (const [text, node] of needed) {
    const [, keyword = '', name = ''] = text.split('/');
    unchanged = false;
    const defs = (own[keyword] ?? {}) as Record<string, unknown>;
    if (Object.hasOwn(defs, name)) return tied;
    own[keyword] = Object.fromEntries([...Object.entries(defs), [name, value(node)]]);
  }
  return { value: own, unchanged };
}

/** A node as a value that can be written: numbers as they stand, references mended. */
function plainValue(node: Node, yaml: boolean, reference: (text: string) => string): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.properties.map(({ key, value }) => [
          key.value,
          key.value === '$ref' && value.kind === 'string' ? reference(value.value) : plainValue(value, yaml, reference),
        ]),
      );
    case 'array':
      return node.items.map((item) => plainValue(item, yaml, reference));
    case 'number':
      // What only YAML can spell, such as `0x1F`, goes by its value.
      return String(node.value) !== node.raw && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.raw) ? asWritten(node.raw) : node.value;
    case 'null':
      return null;
    default:
      return node.value;
  }
}

/** Whether something in a schema gives it a name, or refers in a way that depends on where it is used. */
function holdsNames(node: Node): boolean {
  if (node.kind === 'array') return node.items.some(holdsNames);
  if (node.kind !== 'object') return false;
  return node.properties.some(({ key, value }) => isTying(key.value, value) || holdsNames(value));
}

const isTying = (keyword: string, value: Node): boolean => tying.has(keyword) && value.kind === 'string';

const tying: ReadonlySet<string> = new Set(['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef', '$schema']);

/** YAML anchors and aliases tie a text to others of the same file. */
function hasAnchors(node: ObjectNode, tree: Tree): boolean {
  const { start, end } = tree.span(node);
  return /(?:^|[:,[{-]\s+|\n\s*)[&*][^\s,[\]{}]/.test(tree.source.text.slice(start, end));
}
