import type { EventDefinition } from '../model/event-definition.ts';
import type { DefinedEvent, Facts } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import { type Node, textOf } from '../syntax/node.ts';
import { child } from '../syntax/pointer.ts';
import type { Tree } from '../syntax/tree.ts';
import { digest } from '../text/digest.ts';
import { memo } from '../text/memo.ts';
import { resolveUri, splitFragment } from '../text/uri.ts';

/** What others may know of a file. */
export function factsOf(tree: Tree, definitions: readonly EventDefinition[]): Facts {
  const defines = definitions.map(definedEvent);
  const refersTo = [...new Set([...references(tree), ...defines.flatMap(({ samples, data }) => [...samples, data ?? {}].flatMap(referenceOf))])];
  const uri = tree.source.uri;
  return { uri, defines, refersTo, anchors: anchorsOf(tree), digest: digest(defines.map((event) => event.digest).join() + refersTo.join()) };
}

function definedEvent(definition: EventDefinition): DefinedEvent {
  const { place, format, describes, type, typeNode, version, summary, envelope, source, deprecated, data, samples } = definition;
  const skipped = new Set(samples.filter((use) => use.reference === undefined).map((use) => use.node));
  return {
    place,
    format,
    describes,
    ...(type !== undefined && { type }),
    typeWritten: typeNode !== undefined,
    ...(version !== undefined && { version }),
    ...(summary !== undefined && { summary }),
    ...(envelope !== undefined && { envelope }),
    ...(source !== undefined && { source }),
    ...(deprecated && {
      deprecated: {
        ...(deprecated.since !== undefined && { since: deprecated.since }),
        ...(deprecated.use !== undefined && { use: deprecated.use }),
      },
    }),
    ...(data && {
      data: {
        place: data.place,
        ...(data.reference !== undefined && { reference: data.reference }),
        ...(data.dialect !== undefined && { dialect: data.dialect }),
      },
    }),
    replies: definition.replies.map((reply) => reply.type),
    targets: definition.targets.map(({ transport, fields: target }) => ({ transport, fields: target })),
    samples: samples.map((use) => ({ place: use.place, ...(use.reference !== undefined && { reference: use.reference }) })),
    // The text of inline samples is left out: typing in a sample changes nothing for anybody else.
    digest: digest(spell(definition.node, skipped)),
  };
}

const referenceOf = ({ reference }: { readonly reference?: string }): readonly string[] => (reference === undefined ? [] : [reference]);

/** Every `$ref` that leads out of its document, as written. */
function references(tree: Tree): readonly string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (node.kind !== 'object') return;
    for (const { key, value } of node.properties) {
      if ((key.value === '$ref' || key.value === '$dynamicRef') && value.kind === 'string' && !value.value.startsWith('#')) found.push(value.value);
    }
  });
  return found;
}

/** The absolute uris that a file gives to places in itself by `$id` and `$anchor`: how collections of schemas refer to each other. */
export const anchorsOf: (tree: Tree) => ReadonlyMap<string, Place> = memo((tree: Tree): ReadonlyMap<string, Place> => {
  const found = new Map<string, Place>();
  const visit = (node: Node, place: Place, base: string): void => {
    let own = base;
    if (node.kind === 'object') {
      const id = node.properties.find(({ key }) => key.value === '$id')?.value;
      const anchor = node.properties.find(({ key }) => key.value === '$anchor' || key.value === '$dynamicAnchor')?.value;
      const text = textOf(id);
      if (text !== undefined && !text.startsWith('#')) {
        own = splitFragment(resolveUri(base, text))[0];
        if (!found.has(own)) found.set(own, place);
      }
      if (anchor?.kind === 'string') found.set(`${own}#${anchor.value}`, place);
      for (const { key, value } of node.properties) visit(value, { ...place, pointer: child(place.pointer, key.value) }, own);
    } else if (node.kind === 'array') {
      node.items.forEach((item, index) => {
        visit(item, { ...place, pointer: child(place.pointer, index) }, own);
      });
    }
  };
  // Looked for once in the whole text: a file may have thousands of documents.
  if (!/\$(?:id|anchor|dynamicAnchor)\b/.test(tree.source.text)) return found;
  tree.documents.forEach((root, document) => {
    if (root) visit(root, { uri: tree.source.uri, document, pointer: '' }, tree.source.uri);
  });
  return found;
});

/** The digest of one document's meaning: its values, keys and order, not its spelling. */
export const documentDigests: (tree: Tree) => (document: number) => string = memo((tree: Tree) => {
  const known = new Map<number, string>();
  return (document: number) => {
    const kept = known.get(document);
    if (kept !== undefined) return kept;
    const root = tree.documents[document];
    const made = root ? digest(spell(root, new Set())) : '';
    known.set(document, made);
    return made;
  };
});

function walk(tree: Tree, visit: (node: Node) => void): void {
  const pending = tree.documents.filter((root) => root !== undefined);
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node);
    if (node.kind === 'array') pending.push(...node.items.toReversed());
    else if (node.kind === 'object') for (const property of node.properties.toReversed()) pending.push(property.value);
  }
}

/** A node written in one way, so that equal meaning gives an equal text. */
function spell(root: Node, skipped: ReadonlySet<Node>): string {
  const parts: string[] = [];
  const write = (node: Node): void => {
    if (skipped.has(node)) return;
    switch (node.kind) {
      case 'object':
        parts.push('{');
        for (const { key, value } of node.properties) {
          parts.push(JSON.stringify(key.value), ':');
          write(value);
        }
        parts.push('}');
        return;
      case 'array':
        parts.push('[');
        node.items.forEach(write);
        parts.push(']');
        return;
      case 'string':
        parts.push(JSON.stringify(node.value));
        return;
      case 'number':
        parts.push(node.raw, ',');
        return;
      case 'boolean':
        parts.push(node.value ? 't' : 'f');
        return;
      case 'null':
        parts.push('n');
    }
  };
  write(root);
  return parts.join('');
}
