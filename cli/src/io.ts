import { readSync } from 'node:fs';

/** All that a command sees of the process it runs in. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  input(): Uint8Array;
  /** Whether a person can be asked, and reads the answer on a terminal. */
  readonly interactive: boolean;
  /** Whether standard output may have colours: a terminal, and no NO_COLOR (https://no-color.org). */
  readonly colours: boolean;
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
}

export function createIo(): Io {
  const interrupted = new AbortController();
  let interrupts = 0;
  process.on('SIGINT', () => {
    // The second one ends the process whatever it is waiting for.
    if (++interrupts > 1) process.exit(130);
    interrupted.abort();
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has gone (`eventwright check | head`): nobody is left to tell.
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    input: readInput,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    colours: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    signal: interrupted.signal,
  };
}

function readInput(): Uint8Array {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(65_536);
  for (;;) {
    try {
      const length = readSync(0, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A pipe whose writer is slow; and the end of input as Windows tells it.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      else if (code === 'EOF') return Buffer.concat(chunks);
      else throw error;
    }
  }
}
