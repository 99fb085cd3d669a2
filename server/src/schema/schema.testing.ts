import assert from 'node:assert/strict';
import type { Place } from '../model/place.ts';
import type { Node } from '../syntax/node.ts';
import { at, tokensOf } from '../syntax/pointer.ts';
import { parse } from '../syntax/index.ts';
import type { Syntax, Tree } from '../syntax/tree.ts';
import { createSource } from '../text/source.ts';
import { resolveUri, splitFragment } from '../text/uri.ts';
import { openJsonSchema } from './json-schema/index.ts';
import { defaultSteps, type Problem, type Resolver, type Schema, type SchemaOptions } from './schema.ts';

/** Parses a text that has to be sound. */
export function treeOf(text: string, uri = 'file:///work/value.yaml', syntax?: Syntax): Tree {
  return parse(createSource(uri, text), syntax);
}

export function rootOf(tree: Tree): Node {
  return tree.documents[0] ?? assert.fail(`${tree.source.uri} is empty`);
}

/** Files by their uri, reached as a workspace reaches them. */
export function resolverOf(files: Readonly<Record<string, string>>): Resolver {
  const trees = new Map(Object.entries(files).map(([uri, text]) => [uri, treeOf(text, uri)]));
  return {
    resolve(reference, from) {
      const [uri, pointer] = splitFragment(resolveUri(from, reference));
      const tree = trees.get(uri);
      if (!tree) {
        const reason = /^https?:/.test(uri) ? 'remote' : 'missing';
        return { ok: false, reason, detail: uri, candidates: [] };
      }
      const node = tokensOf(pointer) && at(tree.documents[0], pointer);
      if (!node) return { ok: false, reason: 'missing', detail: pointer, candidates: [] };
      return { ok: true, place: { uri, document: 0, pointer }, node, tree };
    },
  };
}

/** Opens the schema of a text, in YAML or JSON; it may be anywhere in its file. */
export function open(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<SchemaOptions> = {},
  place: Partial<Place> = {},
): Schema {
  const full = { uri: 'file:///work/schema.yaml', document: 0, pointer: '', ...place };
  const tree = treeOf(text, full.uri);
  const node = at(rootOf(tree), full.pointer) ?? assert.fail(`there is no ${full.pointer}`);
  return openJsonSchema(node, tree, full, resolverOf(files), { assertFormats: true, ...options });
}

export function problems(schema: Schema, value: string, syntax: Syntax = 'yaml'): readonly Problem[] {
  return schema.check(rootOf(treeOf(value, undefined, syntax)), { steps: defaultSteps });
}

/** `keyword pointer` of each problem. */
export const told = (schema: Schema, value: string, syntax?: Syntax): readonly string[] =>
  problems(schema, value, syntax).map(({ keyword, pointer }) => `${keyword} ${pointer}`);
