import type { Config } from '../model/config.ts';
import type { Fix } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Node, type ObjectNode, type Property, property } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Edit } from '../text/edits.ts';
import { type InferredSchema, insertProperty, quote, removeProperty, renameFields, renameKey, replaceValue, whenAsked } from '../refactor/index.ts';

/** The fixes that several rules offer. Each makes its edits only when it is asked for. */
export type Safety = Fix['safety'];

export const insertFix = (tree: Tree, safety: Safety, into: ObjectNode, name: string, value: unknown, after?: string): Fix =>
  fixIn(tree, `Insert \`${name}\``, safety, () => insertProperty(tree, into, name, value, after === undefined ? { first: true } : { after }));

export const removeFix = (tree: Tree, safety: Safety, from: ObjectNode, name: string): Fix =>
  fixIn(tree, `Remove \`${name}\``, safety, () => removeProperty(tree, from, name));

export const renameFix = (tree: Tree, safety: Safety, property: Property, name: string): Fix =>
  fixIn(tree, `Rename to \`${name}\``, safety, () => renameKey(tree, property, name));

export const replaceFix = (tree: Tree, safety: Safety, node: Node, value: unknown, title = `Replace by ${JSON.stringify(value)}`): Fix =>
  fixIn(tree, title, safety, () => replaceValue(tree, node, value));

/** Puts the text of a value, as it is written, between quotes. */
export const quoteFix = (tree: Tree, safety: Safety, node: Node): Fix => fixIn(tree, 'Put it in quotes', safety, () => quote(tree, node));

/** Gives fields of one name another one, in all that they mean. */
export const renameEverywhereFix = (snapshot: Snapshot, fields: readonly Place[], to: string, config: Config): Fix => ({
  title: `Rename to \`${to}\` everywhere`,
  safety: 'unsafe',
  reach: 'files',
  ...whenAsked(() => renameFields(snapshot, fields, to, { config, within: config.root })),
});

/** Says what a schema leaves open, before what it says already. */
export function completeFix(tree: Tree, schema: Node, inferred: InferredSchema): Fix {
  const open = Object.entries(inferred).filter(([keyword]) => !property(schema, keyword));
  const title = open.length === 1 ? `Insert \`${open[0]?.[0]}\`` : 'Infer it from the samples';
  return fixIn(tree, title, 'unsafe', () =>
    schema.kind === 'object' && schema.properties.length > 0
      ? open.flatMap(([keyword, value]) => insertProperty(tree, schema, keyword, value, { first: true }))
      : replaceValue(tree, schema, inferred),
  );
}

export function fixIn(tree: Tree, title: string, safety: Safety, edits: () => readonly Edit[]): Fix {
  return { title, safety, edits: () => new Map([[tree.source.uri, edits()]]) };
}
