import envelopeSchema from '../../../../schemas/envelope.json' with { type: 'json' };
import { envelopes } from '../../envelopes/index.ts';
import { openShipped } from '../../schema/shipped.ts';
import { namesOf, pointerOf, type Proposal, type Scene, valuesOf } from './proposal.ts';
import { schemaProposals } from './schemas.ts';

/** What may be written in the file of a team's own envelope. */
export function envelopeProposals(scene: Scene): readonly Proposal[] {
  const { snapshot, uri, cursor, fresh } = scene;
  const path = cursor.key?.path ?? cursor.value?.path ?? [];
  if (path[0] === 'schema' && (cursor.key !== undefined || path.length > 1)) return schemaProposals(scene, ['schema']);
  const schema = openShipped(envelopeSchema);
  const found: Proposal[] = [];
  if (cursor.key) found.push(...namesOf(schema, pointerOf(cursor.key.path), 'key', 'key', fresh));
  if (cursor.value) {
    // A role may stand wherever the schema has a field.
    const fields = cursor.value.path[0] === 'roles' ? (snapshot.envelope(uri)?.attributes ?? []) : [];
    found.push(...fields.map(({ pointer, description }, rank): Proposal => ({ kind: 'value', value: pointer, documentation: description, rank })));
    if (fields.length === 0) found.push(...valuesOf(schema, pointerOf(cursor.value.path), fresh));
  }
  return found;
}

/** What `envelope:` may say: the envelopes that are built in. */
export const namedEnvelopes = (): Proposal[] =>
  envelopes
    .filter(({ variantOf }) => variantOf === undefined)
    .map(({ id, title, url }, rank) => ({ kind: 'member', value: id, detail: title, ...(url && { documentation: `[${title}](${url})` }), rank }));
