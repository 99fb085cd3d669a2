import { Cancelled } from '../text/cancel.ts';

export interface Schedule {
  /** Something changed: what runs is out of date, and a new run begins as soon as the messages that wait have been read. */
  request(): void;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  stop(): void;
}

/** One unit of a run: a file. */
export interface Step {
  /** May throw Cancelled. */
  run(cancel: { readonly cancelled: boolean }): void;
  /** Somebody looks at the file: its result is sent before anything else is begun. */
  readonly urgent: boolean;
}

/** Milliseconds of work after which messages are read again, and so the least delay that a keystroke can meet. */
const slice = 8;

/**
 * One revision at a time. A run is a list of steps; between them the messages that came in are read, and one that changes
 * something cancels the run. So no step ever sees a mixture of two revisions, and a result that is out of date is not made.
 */
export function createSchedule(plan: () => Iterable<Step>, onError: (error: unknown) => void): Schedule {
  let current: { cancelled: boolean } | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const run = async (token: { cancelled: boolean }): Promise<void> => {
    await pause();
    if (token.cancelled) return;
    let began = performance.now();
    try {
      for (const step of plan()) {
        if (token.cancelled) return;
        try {
          step.run(token);
        } catch (error) {
          if (error instanceof Cancelled) return;
          // A bug in one file's check must not take the other files with it.
          onError(error);
        }
        if (!step.urgent && performance.now() - began < slice) continue;
        await pause();
        began = performance.now();
      }
    } catch (error) {
      onError(error);
    }
  };

  return {
    request() {
      if (stopped) return;
      if (current) current.cancelled = true;
      const token = { cancelled: false };
      current = token;
      running = run(token);
    },
    async idle() {
      for (let last: Promise<void> | undefined; last !== running; ) {
        last = running;
        await last;
      }
    },
    stop() {
      stopped = true;
      if (current) current.cancelled = true;
    },
  };
}

/**
 * Lets all messages be read that wait, however many. The connection handles one of them in a turn of the loop and asks for the
 * next one in the following turn, so one turn is too little: every letter of a burst would be checked on its own.
 */
export async function pause(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await turn();
}

/** Browsers have no setImmediate. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
