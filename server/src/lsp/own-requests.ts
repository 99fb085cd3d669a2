import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { catalogOf, shownPlace, shownScore } from '../features/catalog.ts';
import { composeEvent } from '../features/compose.ts';
import { judgeText, verdictOf } from '../features/judge-text.ts';
import { isWithin, targetAt } from '../features/locate.ts';
import { newEventFiles } from '../features/new-event.ts';
import { sampleLabel, samplesOf } from '../features/samples-of.ts';
import { scoreOf } from '../features/score.ts';
import type { DefinedEvent } from '../model/facts.ts';
import type { Place } from '../model/place.ts';
import type { Sample } from '../model/sample.ts';
import { linesOf } from '../text/lines.ts';
import { createSource } from '../text/source.ts';
import { canonicalUri } from '../workspace/uris.ts';
import type { WorkspaceSnapshot } from '../workspace/workspace.ts';
import {
  type CheckParams,
  type ComposeParams,
  type ComposeResult,
  type ConnectionsResult,
  type EventsResult,
  type NewEventParams,
  type NewEventResult,
  type PlaceParams,
  requests,
  type ScoreResult,
  type Verdict,
} from './protocol.ts';
import { guarded, type Session } from './session.ts';

/** Answers our own requests: the extension has no engine and asks for all that it shows and sends. */
export function registerOwnRequests(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    requests.events,
    guarded(connection, requests.events, () => events(session)),
  );
  connection.onRequest(
    requests.score,
    guarded(connection, requests.score, (params: PlaceParams) => score(session, params)),
  );
  connection.onRequest(
    requests.compose,
    guarded(connection, requests.compose, (params: ComposeParams) => compose(session, params)),
  );
  connection.onRequest(
    requests.check,
    guarded(connection, requests.check, (params: CheckParams) => check(session, params)),
  );
  connection.onRequest(
    requests.connections,
    guarded(connection, requests.connections, () => connections(session)),
  );
  connection.onRequest(
    requests.newEvent,
    guarded(connection, requests.newEvent, (params: NewEventParams) => newEvent(session, params)),
  );
  connection.onRequest(requests.settled, async () => {
    await session.idle();
    return null;
  });
}

function events(session: Session): EventsResult {
  return { events: catalogOf(session.workspace().snapshot(), session.scores.of).map((event) => spelled(session, event)) };
}

function score(session: Session, params: PlaceParams): ScoreResult {
  const snapshot = session.workspace().snapshot();
  const uri = canonicalUri(params.uri);
  const event = eventFor(snapshot, uri, params);
  const scored = event && scoreOf(snapshot, event);
  if (!scored) throw refused('There is no event definition here.');
  return spelled(session, shownScore(snapshot, scored));
}

/** The definition at a place or a position; for a sample the one that judges it. */
function eventFor(snapshot: WorkspaceSnapshot, uri: string, params: PlaceParams): DefinedEvent | undefined {
  const { isInside, isInDocument } = pointedAt(snapshot, uri, params);
  const sample = snapshot.samples(uri).findLast(isInside);
  const definitions = snapshot.readDefinitions(uri);
  const definition = definitions.findLast(isInside) ?? (params.pointer === undefined ? definitions.find(isInDocument) : undefined);
  return sample ? snapshot.judge(sample)?.event : definition && snapshot.event(definition.place);
}

function compose(session: Session, params: ComposeParams): ComposeResult {
  const snapshot = session.workspace().snapshot();
  const uri = canonicalUri(params.uri);
  const { sample, label } = sampleFor(snapshot, uri, params);
  return spelled(session, {
    event: composeEvent(snapshot, sample, session.host),
    label,
    location: shownPlace(snapshot, sample.place),
    verdict: verdictOf(snapshot, sample, snapshot.check(sample.place.uri)),
  });
}

/** The sample at a place or a position; for a definition its first one. */
function sampleFor(snapshot: WorkspaceSnapshot, uri: string, params: ComposeParams): { readonly sample: Sample; readonly label: string } {
  if (!snapshot.kind(uri)) throw refused(`${uri} holds no event.`);
  const samples = snapshot.samples(uri);
  const { isInside, isInDocument } = pointedAt(snapshot, uri, params);
  const sample = samples.findLast(isInside);
  if (sample) return { sample, label: labelOf(snapshot, sample) };
  const definition =
    snapshot.readDefinitions(uri).findLast(isInside) ?? (params.pointer === undefined ? snapshot.readDefinitions(uri).find(isInDocument) : undefined);
  const event = definition && snapshot.event(definition.place);
  const first = event && samplesOf(snapshot, event)[0];
  if (first) return { sample: first, label: labelOf(snapshot, first) };
  const batch = definition ? undefined : samples.find(isInDocument);
  if (batch) return { sample: batch, label: labelOf(snapshot, batch) };
  throw refused(definition ? `${definition.type ?? 'This event'} has no sample yet. Write one under \`samples\`.` : 'There is no event here.');
}

/** What holds the place that is meant; the position counts where no place is given, since it is of the text as it was shown. */
function pointedAt(snapshot: WorkspaceSnapshot, uri: string, { document = 0, pointer, position }: PlaceParams) {
  const tree = snapshot.kind(uri) && snapshot.tree(uri);
  const offset = tree && pointer === undefined && position ? linesOf(tree.source).offset(position) : undefined;
  const index = offset === undefined ? document : Math.max(0, tree?.extents.findLastIndex(({ start }) => start <= offset) ?? 0);
  const wanted = pointer ?? (offset === undefined ? undefined : targetAt(snapshot, uri, offset)?.pointer) ?? '';
  return {
    isInDocument: ({ place }: { readonly place: Place }) => place.document === index,
    isInside: ({ place }: { readonly place: Place }) => place.document === index && isWithin(wanted, place.pointer),
  };
}

function labelOf(snapshot: WorkspaceSnapshot, sample: Sample): string {
  const event = snapshot.judge(sample)?.event;
  return event ? sampleLabel(snapshot, sample, samplesOf(snapshot, event)) : sampleLabel(snapshot, sample, [sample]);
}

function check({ workspace, host }: Session, { text, type }: CheckParams): Verdict {
  return judgeText(workspace().snapshot(), text, { ...(type !== undefined && { type }), today: host.today(), newId: () => host.newId() });
}

function connections(session: Session): ConnectionsResult {
  const snapshot = session.workspace().snapshot();
  const configs = new Map(
    session
      .folders()
      .map((folder) => snapshot.config(folder))
      .concat(snapshot.uris.map((uri) => snapshot.config(uri)))
      .map((config) => [config.uri ?? config.root, config]),
  );
  return spelled(session, {
    connections: [...configs.values()].flatMap((config) =>
      config.connections.map(({ name, transport, production, settings, pointer }) => ({
        name,
        transport,
        production,
        settings,
        location: shownPlace(snapshot, { uri: config.uri ?? config.root, document: 0, pointer }),
      })),
    ),
  });
}

function newEvent(session: Session, { type, summary, folder }: NewEventParams): NewEventResult {
  const snapshot = session.workspace().snapshot();
  const root = folder ?? session.folders()[0];
  if (root === undefined) throw refused('Open a folder first: a new event is written to a file in it.');
  const target = canonicalUri(root.endsWith('/') ? root : `${root}/`);
  const envelope = snapshot.envelope(snapshot.config(target).envelope) ?? snapshot.envelope('cloudevents');
  if (!envelope) throw refused('There is no envelope to write a sample in.');
  const exists = (uri: string) => session.documents.source(uri) !== undefined || session.host.read(uri) !== undefined;
  const files = newEventFiles({ type, summary, folder: target, envelope, exists }, session.host);
  return {
    files: files.map(({ uri, text, selection }) => ({
      uri: session.documents.spell(uri),
      text,
      ...(selection && { selection: linesOf(createSource(uri, text)).range(selection) }),
    })),
  };
}

/** A wish that cannot be met, in words for the person who wished. */
const refused = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);

/** The same value with the uri of every place as the client spells it. */
function spelled<Value>({ documents }: Pick<Session, 'documents'>, value: Value): Value {
  const copy = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(copy);
    if (typeof inner !== 'object' || inner === null) return inner;
    const entries = Object.entries(inner).map(([name, item]) => [name, copy(item)]);
    const result: Record<string, unknown> = Object.fromEntries(entries);
    if (typeof result.uri === 'string' && typeof result.pointer === 'string') result.uri = documents.spell(result.uri);
    return result;
  };
  return copy(value) as Value;
}
