import { writeFileSync } from 'node:fs';

/** What a suite leaves behind. VS Code ends with code 0 when its extension host has died, so this file is what counts. */
export interface SuiteReport {
  readonly tests: readonly { readonly name: string; readonly milliseconds: number; readonly error?: string }[];
  /** False while the suite runs: it stays so when VS Code dies. */
  readonly finished: boolean;
}

export type Test = readonly [name: string, body: () => Promise<void>];

/** Runs tests one after the other, and writes the report to the file that `E2E_RESULT` names. */
export async function runSuite(tests: readonly Test[]): Promise<void> {
  const done: SuiteReport['tests'][number][] = [];
  const write = (finished: boolean) => writeFileSync(process.env.E2E_RESULT ?? '', JSON.stringify({ tests: done, finished } satisfies SuiteReport));
  for (const [name, body] of tests) {
    const started = performance.now();
    const error = await withDeadline(body(), 60_000).then(
      () => undefined,
      (fault: unknown) => describe(fault),
    );
    done.push({ name, milliseconds: Math.round(performance.now() - started), ...(error === undefined ? {} : { error }) });
    write(false);
  }
  write(true);
  if (done.some(({ error }) => error !== undefined)) throw new Error('tests failed');
}

function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  return `${fault.stack ?? fault.message}${fault.cause === undefined ? '' : `\ncaused by ${describe(fault.cause)}`}`;
}

/** Polls until the probe gives something; the last reason it gave nothing is part of the error. */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined | false> | T | undefined | false, timeout = 20_000): Promise<T> {
  const deadline = Date.now() + timeout;
  let reason: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeout} ms`, { cause: reason });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
