import type { Envelope } from '../envelopes/envelope.ts';
import { envelopeOf } from '../envelopes/index.ts';
import type { StructureFault } from '../model/event-definition.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Schema } from '../schema/schema.ts';
import { get, textOf } from '../syntax/node.ts';
import type { Tree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { ownEnvelope, ownEnvelopeFaults } from './own-envelope.ts';
import type { SchemaEntry } from './schemas.ts';
import { canonicalUri } from './uris.ts';

/** The envelopes that a workspace may name: those that are built in by their ids, a team's own by the uri of its file. */
export interface Envelopes {
  of(id: string): Envelope | undefined;
  /** What judges events in a team's own envelope. */
  schemaOf(id: string): Schema | undefined;
  /** What is wrong with the file of a team's own envelope. */
  faultsOf(uri: string): readonly StructureFault[];
  /** Changes when what an envelope says does. */
  stampOf(id: string): string;
}

export interface EnvelopesFrom {
  tree(uri: string): Tree | undefined;
  /** Opens the schema that stands at a place, or where a reference there leads. */
  schema(event: Pick<DefinedEvent, 'place' | 'data'>): SchemaEntry | undefined;
  digest(tree: Tree): string;
}

export function createEnvelopes({ tree, schema, digest }: EnvelopesFrom): Envelopes {
  const entryOf = (id: string): { readonly tree: Tree; readonly entry: SchemaEntry | undefined } | undefined => {
    const own = isOwn(id) ? tree(canonicalUri(id)) : undefined;
    return own && { tree: own, entry: schema(placesOf(own)) };
  };
  return {
    of(id) {
      if (!isOwn(id)) return envelopeOf(id);
      const own = entryOf(id);
      return own?.entry && readOwn(own.entry.schema, own.tree);
    },
    schemaOf: (id) => entryOf(id)?.entry?.schema,
    faultsOf(uri) {
      const own = entryOf(uri);
      return own ? ownEnvelopeFaults(own.tree, own.entry?.schema) : [];
    },
    stampOf(id) {
      const own = entryOf(id);
      return own ? `${digest(own.tree)} ${own.entry?.stamp() ?? ''}` : '';
    },
  };
}

/** The id of a team's own envelope is the uri of its file; ids that are built in are plain words. */
export const isOwn = (id: string): boolean => id.includes(':');

const readOwn = memo((schema: Schema, tree: Tree): Envelope => ownEnvelope(tree, schema));

function placesOf(tree: Tree): Pick<DefinedEvent, 'place' | 'data'> {
  const place = { uri: tree.source.uri, document: 0, pointer: '' };
  const reference = textOf(get(tree.documents[0], 'schema'));
  return { place, data: { place: { ...place, pointer: '/schema' }, ...(reference !== undefined && { reference }) } };
}
