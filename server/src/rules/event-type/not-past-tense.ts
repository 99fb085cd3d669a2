import { defineRule } from '../rule.ts';
import { wordsOf } from '../words.ts';

export const notPastTense = defineRule({
  id: 'event-type/not-past-tense',
  property: 'event-type',
  on: 'definition',
  severity: 'hint',
  since: '0.1.0',
  summary: 'An event type does not end in what happened, in the past tense.',
  *check({ definition: { type, typeNode, format } }) {
    if (type === undefined || !typeNode || format !== 'eventwright') return;
    const parts = type.split(/[./:]/).filter((part) => !/^[vV]?\d+([._-]\d+)*$/.test(part) && part !== '');
    const last = parts.at(-1);
    const words = wordsOf(last ?? '');
    // `takenOver` and `marked_as_spam` say it with their first word.
    if (parts.length < 2 || words.length === 0 || words.some(isPast)) return;
    yield {
      at: typeNode,
      message: `"${last}" does not say what happened. End the type with a verb in the past tense, as in order.placed.`,
      why: 'An event tells of a change that is over. A type such as order.place reads like a command, and invites consumers to refuse it.',
    };
  },
});

const isPast = (word: string): boolean =>
  (/[a-z]ed((in|out|up|down|on|off|over|back|away)$|$)/.test(word) && !present.test(word)) || irregular.has(word) || states.has(word);

/** Words in -ed that are no past tense: `feed`, `proceed`; `agreed` and `freed` are one. */
const present = /^(?!.*(?:gr|fr|cr|nt|fer)eed$).*eed$|^(?:em)?bed$|^(?:sh|hund|sac)?red$|^sled$/;

const irregular = new Set(
  (
    'arisen awoken become begun bent bet bid bitten blown bought bound bred broken brought broadcast built burnt burst cast caught chosen clung come cost cut dealt done drawn driven ' +
    'eaten fallen fed felt fled flown forbidden forecast forgotten forgiven fought found frozen given gone got gotten ground grown had heard held hidden hit hung hurt input kept known ' +
    'laid learnt led left lent let lit lost made meant met output overridden overrun paid proven put quit raised ran read rebuilt redone remade resent reset resold rewritten ridden risen ' +
    'run rung said sat seen sent set shed shaken shown shrunk shut slept sold sought spent split spoken spread sprung stolen stood stuck struck sung sunk swept swung taken taught thrown ' +
    'told torn understood undone unset upheld upset withdrawn withheld won woken worn wound written'
  ).split(' '),
);

/** Words that tell of a change as well as a past tense does. */
const states = new Set(
  'available unavailable online offline overdue ready full empty up down open complete due in out active inactive alive dead'.split(' '),
);
