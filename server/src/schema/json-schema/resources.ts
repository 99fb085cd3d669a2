import type { Place } from '../../model/place.ts';
import { get, type Node, textOf } from '../../syntax/node.ts';
import { child, tokensOf } from '../../syntax/pointer.ts';
import type { Tree } from '../../syntax/tree.ts';
import { didYouMean } from '../../text/similar.ts';
import { resolveUri, splitFragment, splitUri } from '../../text/uri.ts';
import type { Resolver } from '../schema.ts';
import { type Draft, draftOf, usualDraft, type Vocabulary } from './drafts.ts';
import { distinct } from './evaluate.ts';
import { metaSchema } from './meta-schemas.ts';

/** A schema with a base URI of its own (2020-12 core, 4.3.5): a whole file, an inline schema, or what an `$id` begins. */
export interface Resource {
  /** Absolute, without a fragment: what references in it are relative to. */
  readonly uri: string;
  readonly node: Node;
  readonly place: Place;
  readonly tree: Tree;
  readonly draft: Draft;
  readonly keywords: Vocabulary;
  /** A `$schema` that names no draft that we know, so that one had to be assumed. */
  readonly unknownDialect?: Node;
  readonly anchors: Map<string, Target>;
  readonly dynamicAnchors: Map<string, Target>;
  /** 2019-09: `$recursiveAnchor: true`. */
  readonly recursive: boolean;
  /** Itself, as a reference gives it. */
  readonly target: Target;
  /** Every schema in it that stands at a keyword's place, its root first. */
  readonly schemas: Target[];
}

/** Where a reference leads. */
export interface Target {
  readonly ok: true;
  readonly node: Node;
  readonly place: Place;
  readonly resource: Resource;
}

/** A reference that leads nowhere. */
export interface Missing {
  readonly ok: false;
  readonly reason: 'missing' | 'remote' | 'outside' | 'unreadable';
  readonly detail: string;
  readonly candidates: readonly string[];
}

/** The resources that one schema consists of and reaches. Grows as references are followed. */
export interface Library {
  /** Takes in a document: its root and all that has an `$id` in it. */
  add(node: Node, place: Place, tree: Tree, base: string): Resource;
  follow(reference: string, from: Resource): Target | Missing;
  /** A node of a resource as a schema, wherever it stands. */
  at(node: Node, place: Place, resource: Resource): Target;
  /** All resources of the file that a resource stands in. */
  besides(resource: Resource): readonly Resource[];
  /** All resources that were reached so far. */
  all(): readonly Resource[];
}

export function createLibrary(resolver: Resolver, assumed: string | undefined): Library {
  const byUri = new Map<string, Resource>();
  const byRoot = new Map<Node, Resource>();
  const indexed = new Set<Node>();

  function begin(node: Node, place: Place, tree: Tree, uri: string, outer: Resource | undefined): Resource {
    const named = get(node, '$schema');
    const dialect = dialectOf(textOf(named), outer, place.uri);
    const anchors = new Map<string, Target>();
    const recursive = get(node, '$recursiveAnchor');
    const target: { ok: true; node: Node; place: Place; resource: Resource } = { ok: true, node, place, resource: undefined as never };
    const resource: Resource = {
      ...{ uri, node, place, tree, draft: dialect.draft, keywords: dialect.keywords, anchors, dynamicAnchors: new Map(), target, schemas: [] },
      recursive: recursive?.kind === 'boolean' && recursive.value,
      ...(dialect.unknown && named && { unknownDialect: named }),
    };
    target.resource = resource;
    byRoot.set(node, resource);
    if (!byUri.has(uri)) byUri.set(uri, resource);
    return resource;
  }

  /** Finds the `$id`s and anchors below a node that is a schema. */
  function index(node: Node, place: Place, from: Resource): void {
    if (indexed.has(node)) return;
    indexed.add(node);
    if (node.kind !== 'object') return;
    const resource = identify(node, place, from);
    const target: Target = node === resource.node ? resource.target : { ok: true, node, place, resource };
    resource.schemas.push(target);
    const anchor = textOf(get(node, '$anchor'));
    const dynamic = textOf(get(node, '$dynamicAnchor'));
    if (anchor !== undefined && resource.keywords.$anchor) resource.anchors.set(anchor, target);
    if (dynamic !== undefined && resource.keywords.$dynamicAnchor) {
      resource.anchors.set(dynamic, target);
      resource.dynamicAnchors.set(dynamic, target);
    }
    for (const { key, value } of distinct(node)) {
      const holds = Object.hasOwn(resource.keywords, key.value) ? resource.keywords[key.value]?.holds : undefined;
      if (!holds) continue;
      const at = (...tokens: readonly (string | number)[]): Place => ({
        ...place,
        pointer: [key.value, ...tokens].reduce<string>(child, place.pointer),
      });
      if (holds === 'map') {
        if (value.kind === 'object') for (const entry of distinct(value)) index(entry.value, at(entry.key.value), resource);
      } else if (holds !== 'schema' && value.kind === 'array') {
        for (const [position, item] of value.items.entries()) index(item, at(position), resource);
      } else if (holds !== 'list') index(value, at(), resource);
    }
  }

  /** The resource of a schema that may begin one. */
  function identify(node: Node, place: Place, from: Resource): Resource {
    const known = byRoot.get(node);
    if (known) return known;
    const id = idOf(node, draftOf(textOf(get(node, '$schema')) ?? '') ?? from.draft);
    if (!id) return from;
    const [base, fragment] = splitFragment(id);
    const resource = base === '' ? from : begin(node, place, from.tree, resolveUri(from.uri, base), from);
    if (fragment) resource.anchors.set(fragment, { ok: true, node, place, resource });
    return resource;
  }

  function add(node: Node, place: Place, tree: Tree, base: string): Resource {
    const known = byRoot.get(node);
    if (known) return known;
    const { draft } = dialectOf(textOf(get(node, '$schema')), undefined, place.uri);
    const [id] = splitFragment(idOf(node, draft) ?? '');
    const resource = begin(node, place, tree, id ? resolveUri(base, id) : base, undefined);
    if (!byUri.has(base)) byUri.set(base, resource);
    index(node, place, resource);
    return resource;
  }

  function dialectOf(name: string | undefined, outer: Resource | undefined, from: string): { draft: Draft; keywords: Vocabulary; unknown?: boolean } {
    if (name === undefined && outer) return { draft: outer.draft, keywords: outer.keywords };
    const draft = draftOf(name ?? assumed ?? usualDraft);
    if (draft) return { draft, keywords: draft.usual };
    const own = name === undefined ? undefined : ownDialect(name, from);
    if (own) return own;
    const fallback = (outer && { draft: outer.draft, keywords: outer.keywords }) ?? usual(assumed);
    return { ...fallback, unknown: true };
  }

  /** A meta-schema of somebody's own, in the workspace: it chooses vocabularies of the draft that it is written in. */
  function ownDialect(name: string, from: string): { draft: Draft; keywords: Vocabulary } | undefined {
    const found = resolver.resolve(splitFragment(name)[0], from);
    const draft = found.ok ? draftOf(textOf(get(found.node, '$schema')) ?? '') : undefined;
    if (!found.ok || !draft) return undefined;
    const chosen = get(found.node, '$vocabulary');
    if (chosen?.kind !== 'object') return { draft, keywords: draft.usual };
    return { draft, keywords: Object.assign({}, ...distinct(chosen).map(({ key }) => draft.vocabularies[key.value] ?? {})) as Vocabulary };
  }

  function follow(reference: string, from: Resource): Target | Missing {
    const [, fragment] = splitFragment(reference);
    const resource = reference.startsWith('#') ? from : reach(reference, from);
    if ('reason' in resource) return resource;
    if (fragment === '') return resource.target;
    if (fragment.startsWith('/')) return walk(resource, fragment);
    return resource.anchors.get(fragment) ?? missing(`#${fragment}`, didYouMean(fragment, resource.anchors.keys()), '#');
  }

  function reach(reference: string, from: Resource): Resource | Missing {
    const written = splitFragment(reference)[0];
    const absolute = splitFragment(resolveUri(from.uri, reference))[0];
    const known = byUri.get(absolute);
    if (known) return known;
    const meta = metaSchema(absolute);
    if (meta?.documents[0]) return add(meta.documents[0], { uri: absolute, document: 0, pointer: '' }, meta, absolute);
    let found = resolver.resolve(absolute, from.place.uri);
    if (!found.ok && written !== absolute && !splitUri(written).scheme) {
      // The `$id` of a collection names no files; what is written may do so.
      const nearby = resolver.resolve(written, from.place.uri);
      if (nearby.ok || found.reason !== 'remote') found = nearby;
    }
    if (!found.ok) return found;
    return add(found.node, found.place, found.tree, found.place.pointer === '' ? found.place.uri : absolute);
  }

  /** Follows a JSON Pointer through a resource and those embedded in it. */
  function walk(start: Resource, pointer: string): Target | Missing {
    let at: Target = start.target;
    for (const token of tokensOf(pointer) ?? []) {
      const next = step(at.node, token);
      const place = { ...at.place, pointer: child(at.place.pointer, token) };
      if (!next) return missing(`#${pointer}`, nearName(at.node, token), `#${at.place.pointer.slice(start.place.pointer.length)}/`);
      at = byRoot.get(next)?.target ?? { ok: true, node: next, place, resource: at.resource };
      // The schema inside of an event's definition is a resource of its own, whoever refers to it.
      if (at.place.pointer === '/data' && next.kind === 'object' && textOf(get(start.node, 'event')) !== undefined && !byRoot.has(next)) {
        at = add(next, at.place, start.tree, `${start.uri}#/data`).target;
      }
    }
    return schemaAt(at.node, at.place, at.resource);
  }

  /** What stands below an unknown keyword is a schema only when something refers to it. */
  function schemaAt(node: Node, place: Place, resource: Resource): Target {
    index(node, place, resource);
    return byRoot.get(node)?.target ?? { ok: true, node, place, resource };
  }

  const all = (): readonly Resource[] => [...byRoot.values()];
  return { add, follow, at: schemaAt, all, besides: (resource) => all().filter(({ tree }) => tree === resource.tree) };
}

function idOf(node: Node, draft: Draft): string | undefined {
  if (draft.refAlone && textOf(get(node, '$ref')) !== undefined) return undefined;
  return textOf(get(node, draft.idKeyword));
}

function usual(assumed: string | undefined): { draft: Draft; keywords: Vocabulary } {
  const draft = draftOf(assumed ?? usualDraft) ?? draftOf(usualDraft);
  if (!draft) throw new Error('the usual draft is not in the table of drafts');
  return { draft, keywords: draft.usual };
}

function step(node: Node, token: string): Node | undefined {
  if (node.kind === 'array') return /^(0|[1-9]\d*)$/.test(token) ? node.items[Number(token)] : undefined;
  return get(node, token);
}

function nearName(node: Node, token: string): string | undefined {
  return node.kind === 'object'
    ? didYouMean(
        token,
        distinct(node).map(({ key }) => key.value),
      )
    : undefined;
}

function missing(detail: string, near: string | undefined, prefix: string): Missing {
  return { ok: false, reason: 'missing', detail, candidates: near === undefined ? [] : [prefix + near] };
}
