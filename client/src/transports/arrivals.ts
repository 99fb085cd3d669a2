import type { Arrival } from '../delivery/message.ts';
import type { DeliveryError } from './transport.ts';

/** A stream that a client library's callbacks push into and one reader takes from, in order. */
export interface Arrivals extends AsyncIterable<Arrival> {
  /** `taken` is told when the reader takes the arrival: that is the time to acknowledge it. */
  push(arrival: Arrival, taken?: () => void): void;
  /** No more will come. What is there is still read; then the reader is done, or sees the error. */
  end(error?: DeliveryError): void;
}

export function createArrivals(): Arrivals {
  let waiting: { readonly arrival: Arrival; readonly taken: (() => void) | undefined }[] = [];
  let next = 0;
  let ended = false;
  let failure: DeliveryError | undefined;
  let wake = (): void => {};
  return {
    push(arrival, taken) {
      if (ended) return;
      waiting.push({ arrival, taken });
      wake();
    },
    end(error) {
      if (ended) return;
      ended = true;
      failure = error;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const entry = waiting[next];
        if (entry) {
          next++;
          if (next > 1024) {
            waiting = waiting.slice(next);
            next = 0;
          }
          entry.taken?.();
          yield entry.arrival;
        } else if (ended) {
          if (failure) throw failure;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
