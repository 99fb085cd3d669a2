import { type Place, placeKey, samePlace } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { parse } from '../syntax/index.ts';
import { get, type Node, textOf } from '../syntax/node.ts';
import { tokensOf } from '../syntax/pointer.ts';
import type { Edit, Edits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import { emptySpan } from '../text/span.ts';
import { relativeUri, resolveUri, splitFragment } from '../text/uri.ts';
import { freeName, nameOfField } from './file-names.ts';
import { columnIndent, eolOf, lineEnd, newFileLayout } from './layout.ts';
import { memo } from '../text/memo.ts';
import { type Moved, movedTo, type Surrounded, surrounded } from './move-schema.ts';
import { createEditSet, type Refactored, refused } from './refactored.ts';
import { replaceValue } from './replace.ts';
import { yamlText } from './scalar.ts';
import { isInlineObject, shapeOf } from './shape.ts';
import { writeBlock, writeFlow } from './write.ts';

/** Where a schema would be shared from. */
export interface SharedFile {
  readonly uri: string;
  /** False where a file has that shape already. */
  readonly isNew: boolean;
}

/**
 * Puts one schema in the place of several that ask the same: a file `shared/<field>.schema.yaml|json` beside them (or one that has the
 * same shape already), with references to it. What each place says of itself in `description` and `title` stays there.
 *
 * `places` are those of inline object schemas, as `Field.place` gives them; `root` is the folder of the workspace, ending in `/`.
 */
export function extractShared(snapshot: Snapshot, places: readonly Place[], root: string): Refactored {
  const schemas = places.flatMap((place) => surrounded(snapshot, place) ?? []);
  const [first] = schemas;
  if (
    !first ||
    schemas.length < places.length ||
    !schemas.every(({ node, place, root: own }) => isInlineObject(node) && place.pointer !== own.pointer)
  )
    return refused('not-here', 'This is no object schema that could stand in a file of its own.');
  if (new Set(schemas.map(({ node, place }) => shapeOf(node, place.uri))).size > 1)
    return refused('not-here', 'These schemas are not alike.', first.place);
  if (new Set(schemas.map(({ draft }) => draft.id)).size > 1)
    return refused('entangled', 'These schemas are written in different drafts of JSON Schema.', first.place);
  const file = sharedFileFor(snapshot, places, root);
  if (!file) return refused('not-here', 'This is no object schema that could stand in a file of its own.');
  const moved = movedTo(first, file.uri, snapshot, 'come along');
  if ('ok' in moved) return moved;

  const shared = file.isNew ? first.node : snapshot.tree(file.uri)?.documents[0];
  const made = file.isNew ? textOfFile(first, moved, file.uri) : undefined;
  const edits = createEditSet();
  for (const { node, tree, draft } of schemas) {
    // Up to draft 7 nothing counts beside `$ref`.
    const own = draft.refAlone
      ? []
      : ['title', 'description'].flatMap((name) => (isOwn(name, node, shared) ? [[name, textOf(get(node, name))]] : []));
    const written = replaceValue(tree, node, { $ref: relativeUri(tree.source.uri, file.uri), ...Object.fromEntries(own) });
    edits.add(tree, node === first.node && made ? written.map((edit) => reaching(edit, tree.span(node).end, made.end)) : written);
  }
  const created: Edits = made ? new Map([[file.uri, [{ span: emptySpan(0), text: made.text }]]]) : new Map();
  return { ok: true, edits: new Map([...created, ...edits.edits()]) };
}

/** The edit that ends where the schema does takes the comment behind it away, too. */
const reaching = (edit: Edit, from: number, to: number): Edit =>
  edit.span.end === from ? { ...edit, span: { start: edit.span.start, end: to } } : edit;

/**
 * Where an inline object schema stands, and all fields of its name, in whatever event, whose schemas ask the same: one thing that is
 * written out several times.
 */
export function alikeSchemas(snapshot: Snapshot, place: Place): readonly Place[] {
  const named = snapshot.fields(tokensOf(place.pointer)?.at(-1) ?? '').map(({ field }) => field.place);
  const found = new Map([place, ...named].map((other) => [placeKey(other), other]));
  return [...found.values()].filter((other) => areAlike(snapshot, [place, other]));
}

/** Whether inline object schemas ask the same, and would do so in a file of their own. */
export function areAlike(snapshot: Snapshot, places: readonly Place[]): boolean {
  const schemas = places.map((place) => surrounded(snapshot, place));
  const [first] = schemas;
  if (!first || !isInlineObject(first.node)) return false;
  const shape = shapeOf(first.node, first.place.uri);
  const isLocal = refersLocally(first.node);
  return schemas.every(
    (other) =>
      other !== undefined &&
      isInlineObject(other.node) &&
      other.draft.id === first.draft.id &&
      shapeOf(other.node, other.place.uri) === shape &&
      // `#` is another document there.
      (!isLocal || samePlace(other.root, first.root)),
  );
}

function refersLocally(schema: Node): boolean {
  if (schema.kind === 'array') return schema.items.some(refersLocally);
  if (schema.kind !== 'object') return false;
  return schema.properties.some(({ key, value }) => (key.value === '$ref' && textOf(value)?.startsWith('#')) || refersLocally(value));
}

/** The file that `extractShared` would use. */
export function sharedFileFor(snapshot: Snapshot, places: readonly Place[], root: string): SharedFile | undefined {
  const [first] = places.flatMap((place) => surrounded(snapshot, place) ?? []);
  if (!first) return undefined;
  const known = sharedSchemas(snapshot).get(`${first.draft.id} ${shapeOf(first.node, first.place.uri)}`);
  if (known !== undefined && known !== first.place.uri) return { uri: known, isNew: false };
  const folder = folderFor(snapshot, places, root);
  const siblings = snapshot.uris.filter((uri) => uri.startsWith(folder));
  const isJson = siblings.length > 0 ? siblings.some((uri) => uri.endsWith('.json')) : first.tree.syntax !== 'yaml';
  const uriOf = (name: string): string => `${folder}${encodeURIComponent(name)}.schema.${isJson ? 'json' : 'yaml'}`;
  const name = nameOfField(fieldName(first.place));
  return { uri: uriOf(freeName(name, (candidate) => snapshot.tree(uriOf(candidate)) !== undefined)), isNew: true };
}

/** The files that are a schema of their own and that a definition refers to, by draft and shape. */
const sharedSchemas = memo((snapshot: Snapshot): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const files = new Set(
    snapshot
      .definitions()
      .flatMap(({ place: { uri } }) => (snapshot.facts(uri)?.refersTo ?? []).map((text) => resolveUri(uri, splitFragment(text)[0]))),
  );
  for (const uri of files) {
    const [node, ...more] = schemaFile.test(uri) && !snapshot.facts(uri)?.defines.length ? (snapshot.tree(uri)?.documents ?? []) : [];
    const schema = isInlineObject(node) && more.length === 0 ? surrounded(snapshot, { uri, document: 0, pointer: '' }) : undefined;
    const key = schema && `${schema.draft.id} ${shapeOf(schema.node, uri)}`;
    if (key !== undefined && !found.has(key)) found.set(key, uri);
  }
  return found;
});

const schemaFile = /\.(?:json|ya?ml)$/;

/** A folder `shared` that has something in it already, from the nearest folder that holds all places upwards; else a new one there. */
function folderFor(snapshot: Snapshot, places: readonly Place[], root: string): string {
  const paths = places.map(({ uri }) => uri.split('/').slice(0, -1));
  const [first = []] = paths;
  const common = first.filter((_, index) => paths.every((path) => path.slice(0, index + 1).join('/') === first.slice(0, index + 1).join('/')));
  const nearest = `${common.join('/')}/`;
  for (let path = common; `${path.join('/')}/`.startsWith(root); path = path.slice(0, -1)) {
    const folder = `${path.join('/')}/shared/`;
    if (snapshot.uris.some((uri) => uri.startsWith(folder))) return folder;
  }
  return nearest.endsWith('/shared/') ? nearest : `${nearest}shared/`;
}

/** The name of the field, or of the list whose items these are. */
function fieldName({ pointer }: Place): string {
  const tokens = tokensOf(pointer) ?? [];
  const name = tokens.at(-1) ?? '';
  return name === 'items' && tokens.at(-2) !== 'properties' ? `${tokens.at(-2) ?? ''}-item` : name;
}

const isOwn = (name: string, node: Surrounded['node'], shared: Surrounded['node'] | undefined): boolean => {
  const text = textOf(get(node, name));
  return text !== undefined && text !== textOf(get(shared, name));
};

/** The text of a YAML block goes as it is, comments and all; everything else is written anew. `end` is where the text that goes ends. */
function textOfFile({ node, tree, draft }: Surrounded, { value, unchanged }: Moved, uri: string): { readonly text: string; readonly end: number } {
  const json = uri.endsWith('.json');
  const { text } = tree.source;
  const eol = eolOf(text);
  const layout = newFileLayout(json, eol);
  const $schema = draft.id.includes('draft-0') ? `${draft.id}#` : draft.id;
  const { start, end } = tree.span(node);
  if (json) return { text: `${writeFlow({ $schema, ...value }, layout)}${eol}`, end };
  const head = `$schema: ${yamlText($schema, 'plain', false)}${eol}`;
  const written = `${head}${writeBlock(value, layout, '')}${eol}`;
  if (!unchanged || tree.syntax !== 'yaml' || node.kind !== 'object' || node.flow) return { text: written, end };
  const comment = tree.comments.find(({ span }) => span.start >= end && span.end <= lineEnd(text, end));
  const until = comment?.span.end ?? end;
  const indent = columnIndent(text, start).length;
  const lines = text.slice(start, until).split(/\r?\n/);
  const dedented = lines.map((line, index) => (index === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length))));
  const copied = `${head}${dedented.join(eol)}${eol}`;
  const { faults, documents } = parse(createSource(uri, copied));
  const isSame = faults.length === 0 && documents[0] && shapeOf(documents[0], uri) === shapeOf(node, uri);
  return isSame ? { text: copied, end: until } : { text: written, end };
}
