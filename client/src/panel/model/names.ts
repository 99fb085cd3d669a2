/** `order.placed` for `com.example.order.placed`: without what all types of the workspace begin with, but never less than two words. */
export function shortType(type: string, all: readonly string[]): string {
  const words = type.split('.');
  const shared = all.reduce((least, other) => Math.min(least, sharedWords(words, other.split('.'))), words.length);
  return words.slice(Math.max(0, Math.min(shared, words.length - 2))).join('.');
}

/** `412 B`, `1.1 kB`, `3.4 MB` */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `3 ms`, `1.2 s`, `2 min` */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  return milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 60_000)} min`;
}

export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** The first sentence without its full stop and without backticks: what fits on a line. */
export function firstSentence(message: string): string {
  const words = message.replaceAll('`', '');
  const end = words.search(/[.!?](?:\s|$)/u);
  return end === -1 ? words : words.slice(0, end);
}

function sharedWords(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((word, at) => word !== b[at]);
  return differs === -1 ? a.length : differs;
}
