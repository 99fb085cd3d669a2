import { flag, type Guarded, index, list, literal, number, object, oneOf, text } from './guard.ts';

/**
 * What the Send panel's page and its host tell each other. Both sides look at every message with these guards and drop what
 * does not fit. No message carries a payload or a secret: the page shows names, words and numbers.
 */

const option = object({ key: text, label: text }, { production: flag });

/** One field of the transport's target, as it is drawn. All values are texts here; the host makes numbers of them. */
const targetField = object(
  { name: text, title: text, type: literal('string', 'integer', 'boolean', 'enum'), value: text, description: text, required: flag, advanced: flag },
  { placeholder: text, values: list(text), problem: text },
);

/** A piece of the check line; one with `problem` leads to that problem. */
const checkPart = object({ text }, { problem: index });

const notice = oneOf(
  object({ kind: literal('untrusted') }),
  object({ kind: literal('confirm'), connection: text, endpoint: text }),
  object({ kind: literal('trouble'), text }, { retry: flag }),
);

const mode = literal('structured', 'binary', 'batch');

const composer = object(
  {
    events: list(option),
    samples: list(option),
    connections: list(option),
    fields: list(targetField),
    modes: list(mode),
    mode,
    check: object({ state: literal('none', 'checking', 'ok', 'undefined', 'problems', 'trouble'), parts: list(checkPart) }),
    /** What the first button does. */
    primary: literal('send', 'send-to-production', 'show-problems'),
    canSend: flag,
    /** False in a restricted workspace, where nothing can be chosen. */
    enabled: flag,
    listening: literal('on', 'off', 'unavailable'),
    /** Under `Nothing sent yet`. */
    hint: text,
  },
  { event: text, sample: text, connection: text, notice, to: text, reason: text },
);

/** How far one event came at one of its four stations. */
const station = object(
  { state: literal('none', 'checking', 'waiting', 'ok', 'arrived', 'invalid', 'replied', 'failed', 'unknown'), text },
  {
    /** Milliseconds since the epoch: the page counts up from here. */
    since: number,
    /** Milliseconds after the event was sent. */
    after: number,
    /** The rest of the sentence in the expanded entry. */
    detail: text,
  },
);

const entry = object(
  {
    id: text,
    at: number,
    direction: literal('out', 'in'),
    event: text,
    to: text,
    checked: station,
    acknowledged: station,
    arrived: station,
    replied: station,
    /** What came of it so far, in one sentence. */
    say: text,
    canOpen: flag,
    canResend: flag,
  },
  { size: index },
);

export const isToPage = oneOf(
  object({ type: literal('composer'), composer }),
  /** Entries that are new or changed; with `reset` they are all that there is. */
  object({ type: literal('entries'), entries: list(entry), reset: flag }),
  object({ type: literal('focus'), on: literal('send', 'send-anyway') }),
  /** For the live region. */
  object({ type: literal('say'), text, urgent: flag }),
);

export const isToHost = oneOf(
  object({ type: literal('ready') }),
  /** Whether the page has the focus: its key shall work there and nowhere else. */
  object({ type: literal('focused'), on: flag }),
  object({ type: literal('choose'), what: literal('event', 'sample', 'connection'), key: text }),
  object({ type: literal('target'), name: text, value: text }),
  object({ type: literal('mode'), mode }),
  object({ type: literal('send'), anyway: flag }),
  object({ type: literal('listen'), on: flag }),
  object({ type: literal('problem'), index }),
  object({ type: literal('entry'), entry: text, do: literal('open', 'send-again') }),
  object({
    type: literal('do'),
    what: literal(
      'show-problems',
      'open-definition',
      'open-sample',
      'test-connection',
      'allow-connection',
      'show-connection',
      'manage-trust',
      'retry',
    ),
  }),
);

export const isEntry = entry;

export type ToPage = Guarded<typeof isToPage>;
export type ToHost = Guarded<typeof isToHost>;
export type Composer = Guarded<typeof composer>;
export type Option = Guarded<typeof option>;
export type TargetField = Guarded<typeof targetField>;
export type CheckPart = Guarded<typeof checkPart>;
export type Notice = Guarded<typeof notice>;
export type Station = Guarded<typeof station>;
export type Entry = Guarded<typeof entry>;
