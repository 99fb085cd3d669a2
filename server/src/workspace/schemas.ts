import type { Config } from '../model/config.ts';
import type { DefinedEvent } from '../model/facts.ts';
import { type Place, placeKey } from '../model/place.ts';
import type { Resolved } from '../model/snapshot.ts';
import { findJsonSchema } from '../schema/find.ts';
import { openJsonSchema } from '../schema/json-schema/index.ts';
import type { Schema } from '../schema/schema.ts';
import type { Node } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { type Dependencies, type Question, questionKey, questionOf } from './tracking.ts';

/** An open schema, with what it asked of other files so far. */
export interface SchemaEntry {
  readonly schema: Schema;
  readonly tree: Tree;
  readonly config: Config;
  readonly asked: Dependencies;
  /** Changes when what it refers to does. */
  stamp(): string;
}

export interface SchemasFrom {
  readonly kept: Map<string, SchemaEntry>;
  resolve(reference: string, from: string): Resolved;
  tree(uri: string): Tree | undefined;
  config(uri: string): Config;
  digestOf(question: Question, uri: string): string;
}

export interface Schemas {
  of(event: Opens): SchemaEntry | undefined;
}

/** What opens a schema: a definition, or whatever else has one and a place of its own. */
type Opens = Pick<DefinedEvent, 'place' | 'data'>;

/**
 * The schemas of the definitions. One is opened once and lives on through later revisions while its own text and all that it
 * asked of others are the same: opening means finding its `$id`s and anchors, and compiling its patterns.
 */
export function createSchemas({ kept, resolve, tree, config, digestOf }: SchemasFrom): Schemas {
  const checked = new Map<string, SchemaEntry | undefined>();

  const isCurrent = (entry: SchemaEntry, uri: string): boolean =>
    [...entry.asked].every(([question, answer]) => digestOf(questionOf(question), uri) === answer);

  const open = (found: { node: Node; tree: Tree; place: Place }, { place, reference }: NonNullable<DefinedEvent['data']>): SchemaEntry => {
    const own = config(found.place.uri);
    const asked: Dependencies = new Map();
    const note = (reference: string, from: string): void => {
      const question: Question = { ask: 'resolve', reference, from };
      asked.set(questionKey(question), digestOf(question, from));
    };
    // A schema that stands in a file of its own is no part of the definition's text: whoever asks for the event depends on it.
    if (reference !== undefined) note(reference, place.uri);
    const resolver = {
      resolve(reference: string, from: string): Resolved {
        note(reference, from);
        return resolve(reference, from);
      },
    };
    const schema = openJsonSchema(found.node, found.tree, found.place, resolver, { assertFormats: own.assertFormats });
    return { schema, tree: found.tree, config: own, asked, stamp: () => [...asked.values()].join() };
  };

  return {
    of(event) {
      const key = placeKey(event.place);
      if (checked.has(key)) return checked.get(key);
      const found = findJsonSchema(event.data, { tree, resolve });
      const before = kept.get(key);
      const reusable =
        found && before && before.tree === found.tree && before.config === config(found.place.uri) && isCurrent(before, found.place.uri);
      const entry = reusable ? before : found && event.data && open(found, event.data);
      checked.set(key, entry);
      if (entry) kept.set(key, entry);
      else kept.delete(key);
      return entry;
    },
  };
}
