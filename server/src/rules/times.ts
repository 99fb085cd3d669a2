import { formatOf } from './ambiguous-names/time-without-format.ts';
import { unitWords, wordsOf } from './words.ts';

/** Names whose last words say what a number counts: `createdAtMs`, `timestamp_seconds`, `epoch`. */
const told: ReadonlySet<string> = new Set(['epoch', 'unix', 'millis', 'seconds', 'nanos', 'micros']);

/** Whether a name promises a moment and does not say in which unit it is counted. */
export function isUnexplainedTime(name: string): boolean {
  const words = wordsOf(name);
  return formatOf(name) !== undefined && !words.some((word) => told.has(word)) && !unitWords.has(words.at(-1) ?? '');
}
