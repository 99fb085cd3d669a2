import { inProcess } from './in-process.ts';
import type { Transport } from './transport.ts';

/**
 * All ways to a broker, sorted. Their declarations are read without their client libraries: those are loaded when a
 * connection is opened.
 */
export function createTransports(): readonly Transport[] {
  return [inProcess()];
}
