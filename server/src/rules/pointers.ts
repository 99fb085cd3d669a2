import { unescapeToken } from '../syntax/pointer.ts';

/** The pointer of what holds a place; the root holds itself. */
export const parentPointer = (pointer: string): string => pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));

/** The name or index by which a place is held; undefined for the root. */
export function lastToken(pointer: string): string | undefined {
  return pointer === '' ? undefined : unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1));
}
