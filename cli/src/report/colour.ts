import type { Severity } from '../../../server/src/index.ts';

export type Style = Severity | 'good' | 'bold' | 'dim';

/** Select Graphic Rendition (ECMA-48, 8.3.117), from the sixteen colours that every theme of a terminal defines. */
const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  error: [31, 39],
  warning: [33, 39],
  info: [34, 39],
  hint: [36, 39],
  good: [32, 39],
  bold: [1, 22],
  dim: [2, 22],
};

export function colour(style: Style, text: string): string {
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
