import { cancelled } from '../transports/deadline.ts';

/** A limit on what is under way at once. First come, first served: nobody overtakes those that wait. */
export interface Places {
  /** Resolves with the way to give the place back; rejects when cancelled while waiting. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createPlaces(most: number): Places {
  const waiting: (() => void)[] = [];
  let free = most;
  const release = (): void => {
    const next = waiting.shift();
    // Handed over, not freed: else whoever asks in this very moment would overtake.
    if (next) next();
    else free++;
  };
  return {
    async take(signal) {
      if (signal.aborted) throw cancelled();
      if (free > 0) {
        free--;
        return release;
      }
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          waiting.splice(waiting.indexOf(mine), 1);
          reject(cancelled());
        };
        const mine = (): void => {
          signal.removeEventListener('abort', onAbort);
          resolve(release);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.push(mine);
      });
    },
  };
}
