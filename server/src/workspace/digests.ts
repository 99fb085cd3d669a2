import type { DefinedEvent } from '../model/facts.ts';
import { placeKey } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import type { Resolved, Snapshot } from '../model/snapshot.ts';
import type { Tree } from '../syntax/tree.ts';
import { digest } from '../text/digest.ts';
import type { Scope } from './discover.ts';
import { documentDigests } from './facts.ts';
import type { EventIndex } from './index-of-events.ts';
import { type Question, questionKey } from './tracking.ts';

export interface DigestsFrom {
  within(scope: Scope): Snapshot;
  index(scope: Scope): EventIndex;
  /** Of a definition with all that its schema asked of other files so far. */
  eventDigest(event: DefinedEvent | undefined): string;
  /** Of an envelope, a team's own with all that its schema asked of other files so far. */
  envelopeDigest(id: string): string;
  /** Of what `compatibility` names in a scope. */
  baselineDigest(scope: Scope): string;
  comparisonsDigest(event: DefinedEvent, scope: Scope): string;
  resolve(reference: string, from: string): Resolved;
  tree(uri: string): Tree | undefined;
  /** The text of a file; undefined where it cannot be read. */
  text(uri: string): string | undefined;
}

/** The digest of the answer to a question, as asked by a file of a scope: while it is equal, whoever asked may keep its result. */
export function createDigests(from: DigestsFrom): (question: Question, scope: Scope) => string {
  const known = new Map<string, string>();
  return (question, scope) => {
    // What a schema asks of other files grows while it judges, so this answer is made anew.
    if (question.ask === 'envelope') return from.envelopeDigest(question.id);
    if (question.ask === 'event') return from.eventDigest(from.index(scope).byPlace.get(question.place));
    if (question.ask === 'comparisonsOf') {
      const event = from.index(scope).byPlace.get(question.place);
      return event ? from.comparisonsDigest(event, scope) : '';
    }
    const key = `${scope.config.root} ${questionKey(question)}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const made = digestOf(question, scope, from);
    known.set(key, made);
    return made;
  };
}

function digestOf(
  question: Exclude<Question, { ask: 'event' | 'envelope' | 'comparisonsOf' }>,
  scope: Scope,
  { within, index, resolve, tree, text, baselineDigest }: DigestsFrom,
): string {
  switch (question.ask) {
    case 'definitions':
      return digest(
        within(scope)
          .definitions(question.type)
          .map((event) => placeKey(event.place) + event.digest)
          .join('\n'),
      );
    case 'document': {
      const own = tree(question.uri);
      return own ? documentDigests(own)(question.document) : '';
    }
    case 'fields':
      return digest(
        JSON.stringify(
          within(scope)
            .fields(question.name)
            .map(({ event, field }) => [event.type, field]),
        ),
      );
    case 'fieldNames':
      return digest(within(scope).fieldNames().join('\n'));
    case 'dictionary': {
      const uri = within(scope).dictionary()?.uri;
      const own = uri === undefined ? undefined : tree(uri);
      return own ? `${uri} ${documentDigests(own)(0)}` : '';
    }
    case 'samplesOf': {
      const event = index(scope).byPlace.get(question.place);
      return digestOfSamples(event ? within(scope).samplesOf(event) : []);
    }
    case 'samplesOfType':
      return digestOfSamples(within(scope).samplesOfType(question.type));
    case 'hasSamples':
      return String(within(scope).hasSamples());
    case 'baseline':
      return baselineDigest(scope);
    case 'resolve': {
      const resolved = resolve(question.reference, question.from);
      return resolved.ok
        ? placeKey(resolved.place) + documentDigests(resolved.tree)(resolved.place.document)
        : `${resolved.reason} ${resolved.detail}`;
    }
    case 'file':
      return digest(text(question.uri) ?? '\0');
    case 'listed': {
      const event = index(scope).listedBy.get(question.uri);
      return event ? placeKey(event.place) + event.digest : '';
    }
    case 'uris':
      return digest(within(scope).uris.join('\n'));
  }
}

const digestOfSamples = (samples: readonly Sample[]): string =>
  digest(samples.map(({ place, tree }) => placeKey(place) + documentDigests(tree)(place.document)).join('\n'));
