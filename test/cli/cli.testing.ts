import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The bundle as the build wrote it, or another one, such as that of an unpacked package. */
export const bundle = process.env.EVENTWRIGHT_CLI || fileURLToPath(new URL('../../dist/node/cli.mjs', import.meta.url));

/** The Node that it runs on: people have other ones than we do. */
export const node = process.env.EVENTWRIGHT_NODE || process.execPath;

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves standard input open behind what is written to it. */
  readonly open?: boolean;
}

/** Runs the bundled command line. */
export function run(args: readonly string[], { cwd, input = '', env = {}, open = false }: RunOptions = {}): Promise<Ran> {
  if (!existsSync(bundle)) throw new Error(`There is no ${bundle}. Build it: node scripts/build.ts`);
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bundle, ...args], { cwd, env: { ...process.env, ...env } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
    // A program that does not read its input may be gone before all of it is written.
    child.stdin.on('error', () => {});
    if (open) child.stdin.write(input);
    else child.stdin.end(input);
  });
}

export interface Folder extends Disposable {
  readonly path: string;
  run(args: readonly string[], options?: Omit<RunOptions, 'cwd'>): Promise<Ran>;
}

/** A folder of its own outside of any repository, with these files in it. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), 'eventwright-cli-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  return {
    path: folder,
    run: (args, options) => run(args, { ...options, cwd: folder }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One definition that nothing is to be said about, and a way to write events of its type. */
export const placed = `event: com.example.order.placed
version: 1.0.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  required: [orderId]
  properties:
    orderId: { type: string, format: uuid, description: The order that was placed. }
    totalCents: { type: integer, x-unit: EUR-cent, minimum: 0, description: The sum of all lines. }
`;

export const event = (data: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({ specversion: '1.0', id: '1', source: '/orders', type: 'com.example.order.placed', ...more, data }, undefined, 2)}\n`;

export const good = { orderId: '8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d' };
