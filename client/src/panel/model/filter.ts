import type { Entry } from '../messages.ts';

/**
 * Whether an entry is meant by a filter. Words must all occur in its names and its sentence; `state:failed` asks for a
 * state of one of its stations (failed, unknown, invalid, waiting, arrived, replied, acknowledged).
 */
export function matches(entry: Entry, filter: string): boolean {
  const told = `${entry.event} ${entry.to} ${entry.say}`.toLowerCase();
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  return words.every((word) => (word.startsWith('state:') ? statesOf(entry).includes(word.slice('state:'.length)) : told.includes(word)));
}

function statesOf({ checked, acknowledged, arrived, replied }: Entry): readonly string[] {
  return [checked.state, arrived.state, replied.state, acknowledged.state === 'ok' ? 'acknowledged' : acknowledged.state];
}
