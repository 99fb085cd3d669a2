import type { Node } from '../syntax/node.ts';
import { property } from '../syntax/node.ts';
import { cdevents } from './cdevents.ts';
import { cloudevents } from './cloudevents.ts';
import type { Envelope } from './envelope.ts';
import { plain } from './plain.ts';

/** Every envelope that is built in, the most telling first: `plain` recognises much, so it is asked last. */
export const envelopes: readonly Envelope[] = [
  cloudevents, //
  cdevents,
  plain,
];

export const envelopeOf = (id: string): Envelope | undefined => envelopes.find((envelope) => envelope.id === id);

/** The envelope that a value is in, or plainly tries to be in. The workspace's own is asked before all others. */
export function recogniseEnvelope(value: Node, preferred?: string): Envelope | undefined {
  // Whoever writes `specversion` at the top means CloudEvents, whatever the workspace says.
  if (property(value, 'specversion')) return cloudevents;
  const own = preferred === undefined ? undefined : envelopeOf(preferred);
  return own?.recognises(value) ? own : envelopes.find((envelope) => envelope.recognises(value));
}
