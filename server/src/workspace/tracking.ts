import type { DefinedEvent } from '../model/facts.ts';
import { placeKey } from '../model/place.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * What a result asked of other files, each question with the digest of its answer. While a later snapshot gives equal digests
 * the result is right as it is: that is what lets a keystroke touch one file.
 */
export type Dependencies = Map<string, string>;

export type Question =
  | { readonly ask: 'definitions'; readonly type: string | undefined }
  | { readonly ask: 'event'; readonly place: string }
  | { readonly ask: 'fields'; readonly name: string }
  | { readonly ask: 'fieldNames' }
  | { readonly ask: 'dictionary' }
  | { readonly ask: 'samplesOf'; readonly place: string }
  | { readonly ask: 'samplesOfType'; readonly type: string }
  | { readonly ask: 'hasSamples' }
  | { readonly ask: 'baseline' }
  | { readonly ask: 'comparisonsOf'; readonly place: string }
  | { readonly ask: 'resolve'; readonly reference: string; readonly from: string }
  | { readonly ask: 'file'; readonly uri: string }
  | { readonly ask: 'document'; readonly uri: string; readonly document: number }
  | { readonly ask: 'listed'; readonly uri: string }
  | { readonly ask: 'envelope'; readonly id: string }
  | { readonly ask: 'uris' };

export const questionKey = (question: Question): string => JSON.stringify(Object.values(question));

export const questionOf = (key: string): Question => {
  const [ask, first, second] = JSON.parse(key) as [Question['ask'], string?, (string | number)?];
  switch (ask) {
    case 'definitions':
      return { ask, type: first ?? undefined };
    case 'event':
    case 'samplesOf':
    case 'comparisonsOf':
      return { ask, place: first ?? '' };
    case 'samplesOfType':
      return { ask, type: first ?? '' };
    case 'envelope':
      return { ask, id: first ?? '' };
    case 'fields':
      return { ask, name: first ?? '' };
    case 'resolve':
      return { ask, reference: first ?? '', from: String(second ?? '') };
    case 'document':
      return { ask, uri: first ?? '', document: Number(second) };
    case 'file':
    case 'listed':
      return { ask, uri: first ?? '' };
    default:
      return { ask };
  }
};

/** A snapshot that writes down what it is asked. `own` is the file that asks, if one does: what it asks of itself is in its identity already. */
export function track(snapshot: Snapshot, own: string | undefined, note: (question: Question) => void): Snapshot {
  const about = (uri: string): void => {
    if (uri !== own) note({ ask: 'file', uri });
  };
  return {
    revision: snapshot.revision,
    get uris() {
      note({ ask: 'uris' });
      return snapshot.uris;
    },
    tree(uri) {
      about(uri);
      return snapshot.tree(uri);
    },
    facts(uri) {
      about(uri);
      return snapshot.facts(uri);
    },
    definitions(type) {
      note({ ask: 'definitions', type });
      return snapshot.definitions(type);
    },
    fieldsOf(event: DefinedEvent) {
      note({ ask: 'event', place: placeKey(event.place) });
      return snapshot.fieldsOf(event);
    },
    fields(name) {
      note({ ask: 'fields', name });
      return snapshot.fields(name);
    },
    fieldNames() {
      note({ ask: 'fieldNames' });
      return snapshot.fieldNames();
    },
    dictionary() {
      note({ ask: 'dictionary' });
      return snapshot.dictionary();
    },
    samplesOf(event) {
      note({ ask: 'samplesOf', place: placeKey(event.place) });
      return snapshot.samplesOf(event);
    },
    samplesOfType(type) {
      note({ ask: 'samplesOfType', type });
      return snapshot.samplesOfType(type);
    },
    hasSamples() {
      note({ ask: 'hasSamples' });
      return snapshot.hasSamples();
    },
    baseline() {
      note({ ask: 'baseline' });
      return snapshot.baseline();
    },
    comparisonsOf(event) {
      note({ ask: 'comparisonsOf', place: placeKey(event.place) });
      return snapshot.comparisonsOf(event);
    },
    resolve(reference, from) {
      note({ ask: 'resolve', reference, from });
      return snapshot.resolve(reference, from);
    },
    node(place) {
      if (place.uri !== own) note({ ask: 'document', uri: place.uri, document: place.document });
      return snapshot.node(place);
    },
  };
}
