import { DeliveryError } from './transport.ts';

/**
 * Waits for work, but no longer than the deadline (milliseconds) and only until it is cancelled. Client libraries leave
 * promises unsettled when a connection dies at the wrong moment; nothing of ours may wait with them. What the work still
 * throws afterwards is dropped.
 */
export async function within<T>(work: Promise<T>, deadline: number, signal: AbortSignal, late: () => DeliveryError): Promise<T> {
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), deadline);
  });
  try {
    return await unlessAborted(Promise.race([work, tooLate]), signal);
  } finally {
    clearTimeout(timer);
  }
}

export function cancelled(): DeliveryError {
  return new DeliveryError('cancelled', 'Cancelled.');
}

/** `10 s`, `0.5 s`. */
export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

/** Waits for work until it is cancelled. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => {});
  if (signal.aborted) throw cancelled();
  let onAbort = (): void => {};
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        onAbort = () => reject(cancelled());
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    ]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
