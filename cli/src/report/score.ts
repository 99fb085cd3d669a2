import { marks, type PropertyState } from '../../../server/src/index.ts';
import { colour, type Style } from './colour.ts';
import type { ReportOptions, ScoredEvent } from './report.ts';
import { visible } from './visible.ts';

/**
 * A row an event. The marks come first, with the names of their columns above them like stairs: however long a type is and however
 * narrow the terminal, the columns stay in place.
 */
export function scoreTable(events: readonly ScoredEvent[], { colours }: ReportOptions): string {
  const paint = (style: Style | undefined, text: string): string => (colours && style ? colour(style, text) : text);
  const [first] = events;
  if (!first) return 'There is no event definition to score.\n';
  const stairs = first.properties.map(({ property }, index) => paint('dim', `${'│ '.repeat(index)}┌ ${property}`));
  const rows = events.map(({ type, version, file, properties, kept }) => {
    const cells = properties.map(({ state }) => paint(styles[state], marks[state])).join(' ');
    const name = [type ?? `(no type) ${file}`, version].filter((part) => part !== undefined).join(' ');
    return `${cells}  ${paint(kept === properties.length ? 'good' : undefined, `${kept} of ${properties.length}`)}  ${visible(name)}`;
  });
  const all = events.filter(({ kept, properties }) => kept === properties.length).length;
  const legend = paint('dim', `${marks.kept} kept, ${marks.broken} broken, ${marks.unknown} unknown: nothing shows it, such as a sample`);
  return `${[...stairs, ...rows, '', legend, `${all} of ${events.length} ${events.length === 1 ? 'event' : 'events'} with all six properties`].join('\n')}\n`;
}

const styles: Readonly<Record<PropertyState, Style>> = { kept: 'good', broken: 'error', unknown: 'dim' };
