import type { Finding, Property } from '../model/finding.ts';
import { plainMarkdown } from './describe.ts';
import type { PropertyScore, PropertyState, Score } from './score.ts';

/** The six properties, as they are named beside a mark. */
export const propertyTitles: Readonly<Record<Property, string>> = {
  envelope: 'Common envelope',
  'event-type': 'Event type',
  'ambiguous-names': 'Unambiguous names',
  'shared-names': 'No shared names',
  parseable: 'Easy to parse',
  'type-safe': 'Type safe',
};

/** Plain characters that every font of an editor has. */
export const marks: Readonly<Record<PropertyState, string>> = { kept: '✓', broken: '✗', unknown: '–' };

/** `5 of 6 properties`; what is unknown is said, since it is neither kept nor broken. */
export function scoreTitle({ kept, properties }: Score): string {
  const unknown = properties.filter(({ state }) => state === 'unknown').length;
  return `${kept} of ${properties.length} properties${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

/** The six properties as a list in Markdown, each with the first thing that breaks it. */
export function describeScore(score: Score): string {
  const samples = score.samples === 1 ? '1 sample' : `${score.samples} samples`;
  return `**${scoreTitle(score)}** · ${samples}\n\n${score.properties.map((property) => `- ${line(property)}`).join('\n')}`;
}

function line({ property, state, findings, reason }: PropertyScore): string {
  const [first] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const because = first ? `: ${plainMarkdown(shortened(first))}${more}` : reason === undefined ? '' : `: ${reason}`;
  return `${marks[state]} ${propertyTitles[property]}${because}`;
}

/** One line that can be taken in at a glance; the whole message stands where the finding is. */
function shortened({ message }: Finding): string {
  const [sentence = ''] = message.split('\n');
  return sentence.length <= most ? sentence : `${sentence.slice(0, sentence.lastIndexOf(' ', most)).slice(0, most)}…`;
}

const most = 160;
