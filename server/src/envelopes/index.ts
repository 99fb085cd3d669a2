import { resolveUri } from '../text/uri.ts';
import type { Node } from '../syntax/node.ts';
import { property } from '../syntax/node.ts';
import { cdevents } from './cdevents.ts';
import { cloudevents } from './cloudevents.ts';
import { cloudeventsHttp } from './cloudevents-http.ts';
import { debezium, debeziumWithSchema } from './debezium.ts';
import type { Envelope } from './envelope.ts';
import { eventGrid } from './event-grid.ts';
import { eventbridge } from './eventbridge.ts';
import { plain } from './plain.ts';
import { segment } from './segment.ts';
import { selfDescribing } from './self-describing.ts';
import { sns } from './sns.ts';

/** Every envelope that is built in, the most telling first: `plain` recognises much, so it is asked last. */
export const envelopes: readonly Envelope[] = [
  cloudevents,
  cloudeventsHttp,
  cdevents,
  eventbridge,
  eventGrid,
  sns,
  debezium,
  debeziumWithSchema,
  selfDescribing,
  segment,
  plain,
];

/** The ids that somebody may write for an envelope: a second way of writing one goes by the same name. */
export const envelopeIds: readonly string[] = envelopes.filter(({ variantOf }) => variantOf === undefined).map(({ id }) => id);

/** What is meant by an envelope that a file names: a path leads to a team's own one, whose id is the uri of its file. */
export const envelopeId = (written: string, from: string): string => (isEnvelopePath(written) ? resolveUri(from, written) : written);

export const isEnvelopePath = (written: string): boolean => /\/|\.(?:ya?ml|json)$/i.test(written);

/** Whether two envelopes make the same events, if perhaps in other ways of writing them. */
export const sameEnvelope = (a: Envelope, b: Envelope): boolean => (a.variantOf ?? a.id) === (b.variantOf ?? b.id);

export const envelopeOf = (id: string): Envelope | undefined => envelopes.find((envelope) => envelope.id === id);

/** The envelope that a value is in, or plainly tries to be in. The workspace's own is asked before all others. */
export function recogniseEnvelope(value: Node, preferred?: Envelope): Envelope | undefined {
  // Whoever writes `specversion` at the top means CloudEvents, whatever the workspace says.
  if (property(value, 'specversion')) return cloudevents;
  return preferred?.recognises(value) ? preferred : envelopes.find((envelope) => envelope.recognises(value));
}
