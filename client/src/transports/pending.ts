import type { Receipt } from '../delivery/message.ts';
import { seconds } from './deadline.ts';

/** The sends of one connection that wait for their acknowledgement. Each ends exactly once. */
export interface Pending {
  /** Runs `start` and waits for `settle`; ends as unknown by the deadline, or when it is cancelled. */
  wait(by: string, awaited: string, signal: AbortSignal, start: (settle: Settle) => void): Promise<Receipt>;
  /** Counts other work as under way. */
  track(work: Promise<Receipt>): Promise<Receipt>;
  /** Ends all that wait: their bytes may have left. */
  lose(detail: string): void;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

export type Settle = (receipt: Receipt) => void;

/** `deadline` in milliseconds. */
export function createPending(deadline: number): Pending {
  const losing = new Set<(detail: string) => void>();
  const running = new Set<Promise<Receipt>>();
  const track = (work: Promise<Receipt>): Promise<Receipt> => {
    running.add(work);
    const done = (): boolean => running.delete(work);
    work.then(done, done);
    return work;
  };
  return {
    track,
    wait(by, awaited, signal, start) {
      if (signal.aborted) return Promise.resolve({ state: 'failed', by: 'Eventwright', detail: 'Cancelled before it was sent.' });
      const waiting = new Promise<Receipt>((resolve) => {
        const end = (receipt: Receipt): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          losing.delete(lose);
          resolve(receipt);
        };
        const lose = (detail: string): void => end({ state: 'unknown', by, detail });
        const onAbort = (): void => lose('Cancelled after it had left. The event may have arrived.');
        const timer = setTimeout(() => lose(`No ${awaited} within ${seconds(deadline)}. The event may have arrived.`), deadline);
        signal.addEventListener('abort', onAbort, { once: true });
        losing.add(lose);
        start(end);
      });
      return track(waiting);
    },
    lose(detail) {
      for (const lose of [...losing]) lose(detail);
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
