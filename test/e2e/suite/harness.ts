import { writeFileSync } from 'node:fs';

/** What a suite leaves behind. VS Code ends with code 0 when its extension host has died, so this file is what counts. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

export type Test = readonly [name: string, body: () => Promise<void>];

/** Runs tests one after the other, prints each, and writes the result to the file that `E2E_RESULT` names. */
export async function runSuite(title: string, tests: readonly Test[]): Promise<void> {
  const failures: string[] = [];
  for (const [name, body] of tests) {
    const started = performance.now();
    let fault: unknown;
    try {
      await withDeadline(body(), 60_000);
    } catch (error) {
      fault = error ?? new Error('rejected with nothing');
    }
    const time = `${Math.round(performance.now() - started)} ms`;
    if (fault === undefined) console.log(`✔ ${title}: ${name} (${time})`);
    else {
      failures.push(name);
      console.log(`✖ ${title}: ${name} (${time})\n${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    }
  }
  const result: SuiteResult = { passed: tests.length - failures.length, failed: failures.length };
  writeFileSync(process.env.E2E_RESULT ?? '', JSON.stringify(result));
  if (failures.length > 0) throw new Error(`${failures.length} of ${tests.length} tests failed`);
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
