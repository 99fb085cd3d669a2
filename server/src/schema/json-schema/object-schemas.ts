import type { Place } from '../../model/place.ts';
import { get, type Node, type ObjectNode, type StringNode } from '../../syntax/node.ts';
import type { Tree } from '../../syntax/tree.ts';
import { once } from '../../text/once.ts';
import { distinct } from './evaluate.ts';
import type { Subschema } from './keyword.ts';
import { partsOf } from './parts.ts';
import type { Patterns } from './patterns.ts';
import type { Library } from './resources.ts';
import { belowIndex, belowName } from './schema-nodes.ts';

/** A schema that is an object, where it stands. Its node is what it is known by, in whichever schema it is met. */
export interface ObjectSchema {
  readonly node: ObjectNode;
  readonly place: Place;
  readonly tree: Tree;
}

/** An object in a value, with all schemas that are applied to it, in whatever branch. */
export interface DescribedObject {
  readonly object: ObjectNode;
  readonly schemas: readonly ObjectSchema[];
}

/** A reference that a schema makes, with the place that it leads to. */
export interface SchemaReference {
  readonly node: StringNode;
  readonly tree: Tree;
  readonly target: Place;
}

/** Which schemas speak of the same value: what a refactoring must know to change all of them together. */
export interface ObjectSchemas {
  /**
   * The schemas that are applied to one and the same value, for every value that an event may hold: through references and
   * in every branch, `if` and `not` included. Each set of schemas once.
   */
  groups(): readonly (readonly ObjectSchema[])[];
  /** False where the schema multiplies itself beyond the bound, so that groups are missing. */
  complete(): boolean;
  /** Every schema in the documents that the schema reaches, applied to something or not. */
  all(): readonly ObjectSchema[];
  /** Every reference in the documents that the schema reaches, also of schemas in them that nothing applies. */
  references(): readonly SchemaReference[];
  /** The objects in a value that the schema as a whole is applied to. */
  describe(value: Node): Iterable<DescribedObject>;
  /** The objects in the `default`, `const`, `enum` and `examples` of all schemas. */
  describeOwnValues(): Iterable<DescribedObject>;
}

/** No schema that people read has more; one that multiplies itself must end. */
const mostWork = 200_000;

export function objectSchemasOf(root: Subschema, patterns: Patterns, library: Library): ObjectSchemas {
  const found = once(() => groupsOf(root, patterns));
  const known = new Map<Subschema, ObjectSchema>();
  const shown = (parts: readonly Subschema[]): readonly ObjectSchema[] => parts.flatMap((part) => shownOne(part) ?? []);
  const shownOne = (part: Subschema): ObjectSchema | undefined => {
    if (part.node.kind !== 'object') return undefined;
    const made = known.get(part) ?? { node: part.node, place: part.place, tree: part.resource.tree };
    known.set(part, made);
    return made;
  };

  function* describe(value: Node, here: readonly Subschema[]): Iterable<DescribedObject> {
    if (here.length === 0) return;
    const parts = inPlace(here);
    if (value.kind === 'object') {
      yield { object: value, schemas: shown(parts) };
      for (const { key, value: inner } of value.properties) {
        if (isCollection(inner)) yield* describe(inner, unique(parts.flatMap((part) => belowName(part, key.value, patterns))));
      }
    } else if (value.kind === 'array') {
      for (const [index, item] of value.items.entries()) {
        if (isCollection(item)) yield* describe(item, unique(parts.flatMap((part) => belowIndex(part, index))));
      }
    }
  }

  function* describeOwnValues(): Iterable<DescribedObject> {
    for (const parts of found().groups) {
      for (const { node } of parts) for (const value of ownValues(node)) yield* describe(value, parts);
    }
  }

  return {
    groups: once(() => found().groups.map(shown)),
    complete: () => found().complete,
    all: () => allIn(library),
    references: () => referencesIn(library),
    describe: (value) => describe(value, [root]),
    describeOwnValues,
  };
}

function groupsOf(root: Subschema, patterns: Patterns): { readonly groups: readonly (readonly Subschema[])[]; readonly complete: boolean } {
  const ids = new Map<Subschema, number>();
  const idOf = (schema: Subschema): number => {
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return id;
  };
  const seen = new Set<string>();
  const groups: (readonly Subschema[])[] = [];
  const pending: (readonly Subschema[])[] = [[root]];
  let work = 0;
  for (let here = pending.pop(); here; here = pending.pop()) {
    const parts = inPlace(here);
    // What refers to itself comes back to a set of schemas that was met before.
    const key = parts
      .map(idOf)
      .sort((a, b) => a - b)
      .join();
    if (parts.length === 0 || seen.has(key)) continue;
    seen.add(key);
    work += parts.length;
    if (work > mostWork) return { groups, complete: false };
    groups.push(parts);
    const below = [...namesBelow(parts, patterns), ...itemsBelow(parts)];
    work += below.length;
    pending.push(...below.toReversed());
  }
  return { groups, complete: true };
}

/** For each name that is declared, and for all that are not, the schemas of its value. */
function namesBelow(parts: readonly Subschema[], patterns: Patterns): readonly (readonly Subschema[])[] {
  const names = new Set<string>();
  const byPattern = new Map<string, Subschema[]>();
  const others: Subschema[] = [];
  for (const part of parts) {
    const properties = get(part.node, 'properties');
    if (properties?.kind === 'object') for (const { key } of properties.properties) names.add(key.value);
    const matching = get(part.node, 'patternProperties');
    for (const { key, value } of matching?.kind === 'object' ? distinct(matching) : []) {
      const schema = part.child(value, 'patternProperties', key.value);
      byPattern.set(key.value, [...(byPattern.get(key.value) ?? []), schema]);
    }
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      const rest = get(part.node, keyword);
      if (rest?.kind === 'object') others.push(part.child(rest, keyword));
    }
  }
  const named = [...names].map((name) => unique(parts.flatMap((part) => belowName(part, name, patterns))));
  return [...named, ...byPattern.values(), others];
}

/** For each index that has a schema of its own, and for the items behind those. */
function itemsBelow(parts: readonly Subschema[]): readonly (readonly Subschema[])[] {
  const tuple = Math.max(0, ...parts.flatMap(({ node }) => ['prefixItems', 'items'].map((name) => lengthOf(get(node, name)))));
  return Array.from({ length: tuple + 1 }, (_, index) => unique(parts.flatMap((part) => belowIndex(part, index))));
}

const lengthOf = (node: Node | undefined): number => (node?.kind === 'array' ? node.items.length : 0);

function inPlace(here: readonly Subschema[]): readonly Subschema[] {
  return unique(here.flatMap((schema) => partsOf(schema, 'all').map((part) => part.schema)));
}

function ownValues(schema: Node): readonly Node[] {
  const values = ['default', 'const'].flatMap((name) => get(schema, name) ?? []);
  for (const name of ['enum', 'examples']) {
    const list = get(schema, name);
    if (list?.kind === 'array') values.push(...list.items);
  }
  return values.filter(isCollection);
}

function allIn(library: Library): readonly ObjectSchema[] {
  return library.all().flatMap(({ schemas, tree }) => schemas.flatMap(({ node, place }) => (node.kind === 'object' ? [{ node, place, tree }] : [])));
}

function referencesIn(library: Library): readonly SchemaReference[] {
  return library.all().flatMap((resource) =>
    resource.schemas.flatMap(({ node }) =>
      ['$ref', '$dynamicRef'].flatMap((keyword): readonly SchemaReference[] => {
        const value = get(node, keyword);
        const target = value?.kind === 'string' ? library.follow(value.value, resource) : undefined;
        return value?.kind === 'string' && target?.ok ? [{ node: value, tree: resource.tree, target: target.place }] : [];
      }),
    ),
  );
}

const isCollection = (node: Node): boolean => node.kind === 'object' || node.kind === 'array';

const unique = <Item>(items: readonly Item[]): readonly Item[] => (items.length < 2 ? items : [...new Set(items)]);
