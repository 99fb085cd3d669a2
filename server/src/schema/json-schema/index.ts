import type { Change, Direction } from '../../model/change.ts';
import type { Place } from '../../model/place.ts';
import { get, type Node, type ObjectNode, textOf } from '../../syntax/node.ts';
import { child } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import { memo } from '../../text/memo.ts';
import { once } from '../../text/once.ts';
import type { Resolver, Schema, SchemaOptions } from '../schema.ts';
import { compareSchemas, sameSchemas } from './compare/index.ts';
import type { Draft } from './drafts.ts';
import { distinct, judge } from './evaluate.ts';
import { faultsOf } from './faults.ts';
import { fieldsOf } from './fields.ts';
import type { Check, Site, Subschema } from './keyword.ts';
import { metaSchema } from './meta-schemas.ts';
import { type ObjectSchemas, objectSchemasOf } from './object-schemas.ts';
import { createPatterns } from './patterns.ts';
import { createLibrary, type Target } from './resources.ts';
import { schemaNodesAt } from './schema-nodes.ts';

/**
 * Opens a JSON Schema that stands in a tree. All that is made ready is kept in what this returns, and is made when it is
 * first needed: interpreting costs nothing for schemas that are used once.
 *
 * `place` is where the schema's root stands in its file: inside it `#` is that root.
 */
export function openJsonSchema(node: Node, tree: Tree, place: Place, resolver: Resolver, options: SchemaOptions): JsonSchema {
  const library = createLibrary(resolver, options.dialect);
  const patterns = createPatterns(options.match);
  const ready = new Map<Node, Subschema>();
  const root = prepare(open());
  const book: Book = { root, patterns, library, prepare };

  function open(): Target {
    const file = options.root === 'file' ? tree.documents[place.document] : undefined;
    if (file && file !== node) {
      return library.at(node, place, library.add(file, { ...place, pointer: '' }, tree, place.uri));
    }
    return library.add(node, place, tree, place.pointer === '' ? place.uri : `${place.uri}#${place.pointer}`).target;
  }

  function prepare(target: Target): Subschema {
    const known = ready.get(target.node);
    if (known) return known;
    let checks: readonly Check[] | undefined;
    const { node, place, resource } = target;
    const tracks = node.kind === 'object' && ['unevaluatedProperties', 'unevaluatedItems'].some((name) => resource.keywords[name] && get(node, name));
    const schema: Subschema = {
      ...{ node, place, resource, tracks },
      ...(node.kind !== 'object' && { verdict: node.kind !== 'boolean' || node.value }),
      checks() {
        checks ??= node.kind === 'object' ? checksOf(schema, node) : [];
        return checks;
      },
      child: (below, ...tokens) => prepare(library.at(below, { ...place, pointer: tokens.reduce<string>(child, place.pointer) }, resource)),
      follow(reference) {
        const found = library.follow(reference, resource);
        return found.ok ? prepare(found) : undefined;
      },
    };
    ready.set(node, schema);
    return schema;
  }

  function checksOf(schema: Subschema, node: ObjectNode): readonly Check[] {
    const { resource, place } = schema;
    const alone = resource.draft.refAlone && textOf(get(node, '$ref')) !== undefined;
    const first: Check[] = [];
    const last: Check[] = [];
    for (const { key, value } of distinct(node)) {
      const keyword = key.value;
      const entry = Object.hasOwn(resource.keywords, keyword) ? resource.keywords[keyword] : undefined;
      if (!entry?.check || (alone && keyword !== '$ref')) continue;
      const site: Site = {
        ...{ keyword, value, schema: node, within: schema, resource, options },
        place: { ...place, pointer: child(place.pointer, keyword) },
        sibling: (name) => (Object.hasOwn(resource.keywords, name) ? get(node, name) : undefined),
        follow: (reference) => library.follow(reference, resource),
        subschema: schema.child,
        subschemaAt: prepare,
        pattern: patterns.matcher,
      };
      const check = entry.check(site);
      if (check) (entry.last ? last : first).push(check);
    }
    return [...first, ...last];
  }

  return {
    root,
    dialect: root.resource.draft.id,
    tree: tree,
    place: root.place,
    check: (value, budget) => judge(root, value, budget),
    fields: once(() => fieldsOf(root)),
    at: (pointer) => schemaNodesAt(root, pointer, patterns),
    faults: once(() => faultsOf(book, metaSchemaOf(root.resource.draft, options.assertFormats))),
    objects: once(() => objectSchemasOf(root, patterns, library)),
    compare: (older, breaks, budget) =>
      isJsonSchema(older)
        ? compareSchemas(root, older.root, breaks, budget, { patterns, assertFormats: options.assertFormats })
        : [otherLanguage(root, older, breaks)],
    sameAs: (other, budget) => isJsonSchema(other) && sameSchemas(root, other.root, patterns, budget),
  };
}

/** The meta-schema of a draft, opened once for all the schemas that it judges: to get it ready takes longer than to judge by it. */
const metaSchemaOf = memo(({ id }: Draft, assertFormats: boolean): Schema => {
  const tree = metaSchema(id);
  const node = tree?.documents[0];
  if (!tree || !node) throw new Error(`the meta-schema ${id} is not among the shipped ones`);
  const nowhere = { resolve: (reference: string) => ({ ok: false, reason: 'missing', detail: reference, candidates: [] }) as const };
  return openJsonSchema(node, tree, { uri: id, document: 0, pointer: '' }, nowhere, { assertFormats });
});

/** A schema of this dialect, as its like sees it. */
export interface JsonSchema extends Schema {
  readonly root: Subschema;
  /** What refactorings ask besides. */
  objects(): ObjectSchemas;
}

const isJsonSchema = (schema: Schema): schema is JsonSchema => 'root' in schema;

/** Values of two languages are not compared. */
const otherLanguage = (root: Subschema, older: Schema, breaks: Direction): Change => ({
  ...{ breaks, certain: false, keyword: 'dialect', path: '', at: { place: root.place, key: true }, was: { place: older.place, key: true } },
});

/** What an opened schema lets its own helpers see. */
export interface Book {
  readonly root: Subschema;
  readonly patterns: ReturnType<typeof createPatterns>;
  readonly library: ReturnType<typeof createLibrary>;
  prepare(target: Target): Subschema;
}
