import type { EventItem, Verdict } from '../../../../server/src/lsp/protocol.ts';
import type { CheckPart, Composer, Notice, Option } from '../messages.ts';
import { errors } from './entry.ts';
import { count, firstSentence, shortType } from './names.ts';
import { choices, chosen, chosenEvent, embeddedKey, lastComposed, listens, locationKey, type PanelState, transportOf } from './state.ts';
import { problemOf, sourceFor, targetFields, targetOf } from './target.ts';

/** What the composer shows. Pure: the same state gives the same picture. */
export function composerOf(state: PanelState): Composer {
  const event = chosenEvent(state);
  const choice = chosen(state);
  const samples = sampleOptions(state, event);
  const transport = transportOf(state);
  const modes = transport?.modes ?? ['structured'];
  const notice = noticeOf(state);
  const reason = reasonAgainst(state);
  const wrong = errors(lastComposed(state)?.verdict);
  const canListen = transport ? sourceFor(transport, targetOf(state)) !== undefined : false;
  return {
    events: state.events.map((each) => ({ key: locationKey(each.location), label: eventLabel(each, state) })),
    ...(event ? { event: locationKey(event.location) } : {}),
    samples,
    ...(state.sample ? { sample: locationKey(state.sample) } : {}),
    connections: choices(state).map(({ key, label, production }) => ({ key, label, production })),
    ...(choice ? { connection: choice.key } : {}),
    fields: targetFields(state),
    modes,
    mode: modeOf(state),
    check: checkLine(state),
    primary: wrong > 0 ? 'show-problems' : choice?.production ? 'send-to-production' : 'send',
    canSend: reason === undefined,
    enabled: state.trusted,
    listening: canListen ? (listens(state) ? 'on' : 'off') : 'unavailable',
    hint: hintOf(state),
    to: choice ? [choice.name, ...mainTarget(state)].join('/') : '',
    ...(notice ? { notice } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The mode that is chosen, or the first that the transport has. */
export function modeOf(state: PanelState): Composer['mode'] {
  const modes = transportOf(state)?.modes ?? ['structured'];
  return state.mode && modes.includes(state.mode) ? state.mode : (modes[0] ?? 'structured');
}

/** `order.placed 1.2.0` */
export function judgeLabel(verdict: Verdict | undefined, state: PanelState): string {
  const judge = verdict?.definition;
  return judge ? labelled(judge.type, judge.version, state) : '';
}

export const eventLabel = ({ type, version }: EventItem, state: PanelState): string => labelled(type, version, state);

export const shortTypeIn = (type: string, state: PanelState): string =>
  shortType(
    type,
    state.events.map((event) => event.type),
  );

/** Why it cannot be sent now, in a sentence; undefined when it can. Problems of the sample are no such reason. */
export function reasonAgainst(state: PanelState): string | undefined {
  if (!state.trusted) return 'Sending is off in Restricted Mode.';
  if (noticeOf(state)?.kind === 'confirm') return `Allow ${chosen(state)?.name ?? 'the connection'} to send to it.`;
  if (state.composed.state === 'failed') return 'The sample cannot be sent as it is.';
  if (!state.sample) return chosenEvent(state) ? 'This event has no sample to send.' : 'Choose an event.';
  if (!lastComposed(state)) return 'The sample is being checked.';
  if (!chosen(state) || !transportOf(state)) return 'Choose where to send to.';
  return problemOf(state);
}

/** The value that names the target in one line: the first field that has one. */
export function mainTarget(state: PanelState): readonly string[] {
  const first = targetFields(state).find(({ value, required, advanced }) => value !== '' && (required || !advanced));
  return first ? [first.value] : [];
}

function sampleOptions(state: PanelState, event: EventItem | undefined): readonly Option[] {
  const listed = (event?.samples ?? []).map(({ label, location }) => ({ key: locationKey(location), label }));
  const own = state.sample && locationKey(state.sample);
  if (own === undefined || listed.some(({ key }) => key === own)) return listed;
  return [{ key: own, label: lastComposed(state)?.label ?? fileName(state.sample?.uri ?? '') }, ...listed];
}

function noticeOf(state: PanelState): Notice | undefined {
  if (!state.trusted) return { kind: 'untrusted' };
  const choice = chosen(state);
  if (choice?.item && !state.allowed.has(choice.key)) return { kind: 'confirm', connection: choice.name, endpoint: endpointOf(choice.item.settings) };
  return state.trouble === undefined ? undefined : { kind: 'trouble', text: state.trouble, retry: true };
}

/** `localhost:5672`: where a connection leads, for a person who has to allow it. Names no user and no password. */
export function endpointOf(settings: Readonly<Record<string, unknown>>): string {
  const address = ['url', 'brokers', 'servers', 'host'].map((name) => settings[name]).find((value) => value !== undefined && value !== '');
  if (address === undefined) return 'an address that it does not name';
  const all = (Array.isArray(address) ? address : [address]).map((each) =>
    String(each)
      .replace(/^[a-z][\w+.-]*:\/\//iu, '')
      .replace(/^[^/]*@/u, '')
      .replace(/[/?#].*$/u, ''),
  );
  const port = settings.port;
  return `${all.join(', ')}${port === undefined || all.some((each) => /:\d+$/u.test(each)) ? '' : `:${String(port)}`}`;
}

function checkLine(state: PanelState): Composer['check'] {
  const { composed } = state;
  if (composed.state === 'failed') return { state: 'trouble', parts: [{ text: composed.message }] };
  if (composed.state === 'none') return { state: 'none', parts: [{ text: reasonForNothing(state) }] };
  const verdict = lastComposed(state)?.verdict;
  if (!verdict) return { state: 'checking', parts: [{ text: 'Checking' }] };
  if (errors(verdict) > 0) return { state: 'problems', parts: problemParts(verdict) };
  if (!verdict.definition) {
    return {
      state: 'undefined',
      parts: [
        { text: verdict.type === undefined ? 'The sample names no event type.' : `Nothing defines ${verdict.type}; its envelope was checked.` },
      ],
    };
  }
  const remarks = verdict.problems.length;
  return {
    state: 'ok',
    parts: [
      { text: `Matches ${judgeLabel(verdict, state)}${remarks > 0 ? ', ' : ''}` },
      ...(remarks > 0 ? [{ text: count(remarks, 'remark'), problem: 0 }] : []),
    ],
  };
}

/** `2 errors: <the first>, and <1 more>`; the indices are those of the verdict's problems. */
function problemParts(verdict: Verdict): readonly CheckPart[] {
  const wrong = verdict.problems.map((problem, at) => ({ problem, at })).filter(({ problem }) => problem.severity === 'error');
  const [first, second] = wrong;
  if (!first) return [];
  return [
    { text: `${count(wrong.length, 'error')}: ` },
    { text: firstSentence(first.problem.message), problem: first.at },
    ...(second ? [{ text: ', and ' }, { text: `${wrong.length - 1} more`, problem: second.at }] : []),
  ];
}

function reasonForNothing(state: PanelState): string {
  if (!state.known) return 'Reading the events of this folder.';
  if (state.events.length === 0) return 'No events in this folder yet.';
  return chosenEvent(state) ? 'This event has no sample yet.' : 'Choose an event to send.';
}

function hintOf(state: PanelState): string {
  const choice = chosen(state);
  if (!state.trusted) return 'Trust this folder to send and listen.';
  if (!state.sample) return reasonForNothing(state);
  if (noticeOf(state)?.kind === 'confirm') return `Allow ${choice?.name ?? 'the connection'} to send to it.`;
  if (choice?.key === embeddedKey && state.embedded) return 'Choose Send. The embedded broker is running, so you will see the event arrive here.';
  return 'Choose Send. You will see here what became of the event.';
}

const labelled = (type: string, version: string | undefined, state: PanelState): string =>
  [shortTypeIn(type, state), ...(version === undefined ? [] : [version])].join(' ');

const fileName = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
