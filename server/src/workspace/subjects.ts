import type { Sample } from '../model/sample.ts';
import type { Judge, SampleSubject } from '../rules/rule.ts';
import { child } from '../syntax/pointer.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';

/** A sample with all that rules look at beside it: its envelope, the one that is asked for, and what judges it. */
export function sampleSubject(snapshot: WorkspaceSnapshot, sample: Sample, judge: Judge | undefined): SampleSubject {
  const envelope = sample.envelope === undefined ? undefined : snapshot.envelope(sample.envelope);
  const envelopeSchema = sample.envelope === undefined ? undefined : snapshot.envelopeSchema(sample.envelope);
  const expected = expectedEnvelope(snapshot, sample, judge);
  return { sample, ...(envelope && { envelope }), ...(envelopeSchema && { envelopeSchema }), ...(expected && { expected }), ...(judge && { judge }) };
}

/** The envelope that the sample's definition names, else the one that `eventwright.yaml` does. */
function expectedEnvelope(snapshot: WorkspaceSnapshot, sample: Sample, judge: Judge | undefined): SampleSubject['expected'] {
  const named = judge?.event.envelope;
  if (judge && named !== undefined) {
    const { place } = judge.event;
    return withPlace(snapshot.envelope(named), { ...place, pointer: child(place.pointer, 'envelope') });
  }
  const { envelope, envelopeWritten, uri } = snapshot.config(sample.place.uri);
  return envelopeWritten && uri !== undefined ? withPlace(snapshot.envelope(envelope), { uri, document: 0, pointer: '/envelope' }) : undefined;
}

type Expected = NonNullable<SampleSubject['expected']>;

const withPlace = (envelope: Expected['envelope'] | undefined, place: Expected['place']): Expected | undefined => envelope && { envelope, place };
