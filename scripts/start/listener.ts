import { spawn } from 'node:child_process';
import path from 'node:path';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly topic: string;
  readonly signal: AbortSignal;
}

export interface IndependentListener {
  readonly pid: number | undefined;
  /** The first message that arrives. */
  readonly payload: Promise<Buffer>;
}

/** Starts `mqtt-listener.ts` as a program of its own; resolves once it has subscribed. */
export async function independentListener(options: ListenerOptions): Promise<IndependentListener> {
  const { signal, ...settings } = options;
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'mqtt-listener.ts')], { stdio: ['pipe', 'pipe', 'inherit'], signal });
  // By standard input: arguments and environment of a program are seen by others.
  child.stdin.end(JSON.stringify(settings));
  const output: Buffer[] = [];
  const payload = new Promise<Buffer>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(Buffer.concat(output).subarray(subscribed.length)) : reject(new Error(`the second client ended with ${code}`)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      output.push(bytes);
      if (Buffer.concat(output).toString('latin1').startsWith(subscribed)) resolve();
    });
    payload.catch(reject);
  });
  return { pid: child.pid, payload };
}

/** What the listener prints first; after it comes the payload, as it is. */
const subscribed = 'subscribed\n';
