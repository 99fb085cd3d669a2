import {
  type ComposedEvent,
  composeEvent,
  type Host,
  judgeText,
  readSamples,
  type Sample,
  samplesOf,
  type TextVerdict,
  verdictOf,
  type WorkspaceSnapshot,
} from '../../../server/src/index.ts';
import { UsageError } from '../command.ts';
import type { Given } from '../gather.ts';

/** An event that is ready to go, with what the engine says of it. */
export interface Chosen {
  /** The file that it stands in. */
  readonly uri: string;
  readonly event: ComposedEvent;
  readonly verdict: TextVerdict;
  /** The targets that its definition names. */
  readonly targets: readonly { readonly transport: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

/** The event of a file: of a definition its first sample; a file of several events says which by `number`, from 1. */
export function composedEvent(snapshot: WorkspaceSnapshot, host: Host, given: Given, number: string | undefined): Chosen {
  const isDefinition = snapshot.kind(given.uri) === 'definitions';
  const samples = isDefinition ? samplesOfDefinitions(snapshot, given.uri) : samplesIn(snapshot, given.uri);
  const sample = pick(samples, number, isDefinition, given.written);
  const event = composeEvent(snapshot, sample, host);
  const claimed = snapshot.kind(sample.place.uri) !== undefined;
  const verdict = claimed
    ? verdictOf(snapshot, sample, snapshot.check(sample.place.uri))
    : judgeText(snapshot, event.structured, { today: host.today(), newId: () => host.newId() });
  return { uri: sample.place.uri, event, verdict, targets: snapshot.judge(sample)?.event.targets ?? [] };
}

function samplesOfDefinitions(snapshot: WorkspaceSnapshot, uri: string): readonly Sample[] {
  return (snapshot.facts(uri)?.defines ?? []).flatMap((event) => samplesOf(snapshot, event));
}

/** The events of a sample file, also of one that the workspace does not claim: whoever names it means it. */
function samplesIn(snapshot: WorkspaceSnapshot, uri: string): readonly Sample[] {
  const known = snapshot.samples(uri);
  const tree = snapshot.tree(uri);
  return known.length > 0 || !tree ? known : readSamples(tree, { preferred: snapshot.envelope(snapshot.config(uri).envelope) });
}

function pick(samples: readonly Sample[], number: string | undefined, isDefinition: boolean, file: string): Sample {
  const [first] = samples;
  if (!first) throw new UsageError(`${file} ${isDefinition ? 'has no sample to send' : 'holds no event in an envelope that is known'}.`);
  if (number === undefined) {
    if (samples.length > 1 && !isDefinition)
      throw new UsageError(`${file} holds ${samples.length} events. Say which: --event 1 to --event ${samples.length}.`);
    return first;
  }
  const found = /^[1-9]\d{0,8}$/.test(number) ? samples[Number(number) - 1] : undefined;
  if (!found) throw new UsageError(`--event is a number from 1 to ${samples.length} here, not \`${number}\`.`);
  return found;
}
