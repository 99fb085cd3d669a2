import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeOfOldestVsCode } from './npm.ts';
import { root } from './root.ts';

/*
 * `npm test`: everything, stage by stage. `npm test -- unit lsp` runs the named stages and what they need. With `--no-skip`
 * a skipped test is a failed one.
 */

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Stage {
  readonly name: string;
  readonly title: string;
  /** Another stage that must have run before. */
  readonly needs?: string;
  run(): Promise<Totals>;
}

const stages: readonly Stage[] = [
  { name: 'generated', title: 'generated files are fresh', run: () => program('scripts/generate.ts', '--check') },
  {
    name: 'types',
    title: 'types',
    run: async () =>
      sum(
        await Promise.all(
          ['tsconfig.json', 'server/tsconfig.json', 'client/src/panel/webview/tsconfig.json'].map((file) => program(tsc, '-p', file)),
        ),
      ),
  },
  {
    name: 'lint',
    title: 'lint',
    run: () =>
      program(
        'node_modules/@biomejs/biome/bin/biome',
        'ci',
        '.',
        '--diagnostic-level=warn',
        '--error-on-warnings',
        ...(process.stdout.isTTY ? [] : ['--colors=off']),
      ),
  },
  {
    name: 'unit',
    title: 'units and rule pages',
    run: () => tests(['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'cli/src/**/*.test.ts', 'snippets/**/*.test.ts'], { inOneProcess: true }),
  },
  { name: 'build', title: 'build', run: () => program('scripts/build.ts') },
  {
    name: 'laws',
    title: 'laws, and the properties that the units try only in part',
    needs: 'build',
    run: async () =>
      sum([await tests(['test/laws/**/*.test.ts']), await tests(partlyTried(), { inOneProcess: true, env: { EVENTWRIGHT_THOROUGH: '1' } })]),
  },
  { name: 'cli', title: 'command line', needs: 'build', run: () => tests(['test/cli/**/*.test.ts']) },
  { name: 'lsp', title: 'language server', needs: 'build', run: () => tests(['test/lsp/**/*.test.ts']) },
  {
    name: 'node22',
    title: 'language server and command line on the Node of the oldest VS Code',
    needs: 'build',
    run: async () => tests(['test/lsp/**/*.test.ts', 'test/cli/**/*.test.ts'], { env: { EVENTWRIGHT_NODE: await nodeOfOldestVsCode() } }),
  },
  { name: 'corpora', title: 'events and schemas of others', needs: 'build', run: () => tests(['test/corpora/**/*.test.ts']) },
  { name: 'brokers', title: 'brokers', needs: 'build', run: () => tests(['test/brokers/**/*.test.ts']) },
  { name: 'start', title: 'npm start', needs: 'build', run: () => tests(['test/start/**/*.test.ts']) },
  { name: 'e2e', title: 'a real VS Code', needs: 'build', run: e2e },
];

const tsc = 'node_modules/typescript/bin/tsc';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'no-skip': { type: 'boolean', default: false } } });
const noSkip = values['no-skip'];
process.exitCode = await main(positionals);

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}. The stages are: ${stages.map((stage) => stage.name).join(', ')}.`);
    return 2;
  }
  const needed = new Set(
    stages.flatMap(({ name, needs }) => (names.length === 0 || names.includes(name) ? [name, ...(needs === undefined ? [] : [needs])] : [])),
  );
  const summary: string[] = [];
  const results: Totals[] = [];
  for (const stage of stages) {
    if (!needed.has(stage.name)) continue;
    console.log(`\n▶ ${stage.title}`);
    const started = performance.now();
    const totals = await stage.run().catch((error: unknown): Totals => {
      console.error(error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    results.push(totals);
    const mark = fails(totals) ? '✖' : '✔';
    const line = `${mark} ${stage.name.padEnd(10)} ${words(totals).padEnd(32)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
    summary.push(line);
    console.log(line);
  }
  const all = sum(results);
  console.log(`\n${summary.join('\n')}`);
  if (noSkip && all.skipped > 0) console.log(`${all.skipped} skipped, and --no-skip forbids that: counted as failed.`);
  console.log(noSkip ? `${all.passed} passed, ${all.failed + all.skipped} failed` : words(all));
  return fails(all) ? 1 : 0;
}

function fails(totals: Totals): boolean {
  return totals.failed > 0 || totals.passed === 0 || (noSkip && totals.skipped > 0);
}

function words({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function sum(all: readonly Totals[]): Totals {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
}

/** The unit tests that try more where there is time. */
function partlyTried(): readonly string[] {
  const files = globSync('server/src/**/*.test.ts', { cwd: root });
  return files.filter((file) => readFileSync(path.join(root, file), 'utf8').includes('effort.testing.ts'));
}

/** A program of ours or of a package, which passes when it ends with 0. */
async function program(file: string, ...args: readonly string[]): Promise<Totals> {
  const code = await node([file, ...args], {});
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Test files for `node --test`. Its exit code counts too: a process that dies has no failed test to show. */
async function tests(globs: readonly string[], options: { readonly inOneProcess?: boolean; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Totals> {
  const files = globs.flatMap((glob) => globSync(glob, { cwd: root, exclude: ['**/node_modules/**'] })).sort();
  if (files.length === 0) {
    console.error(`No file matches ${globs.join(', ')}.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'eventwright-test-'));
  const totalsFile = path.join(scratch, 'totals');
  const flags = ['--test', '--test-reporter=./scripts/reporter.ts', ...(options.inOneProcess ? ['--test-isolation=none'] : [])];
  try {
    const code = await node([...flags, ...files], { ...options.env, EVENTWRIGHT_TEST_TOTALS: totalsFile });
    const lines = existsSync(totalsFile) ? readFileSync(totalsFile, 'utf8').trim().split('\n') : [];
    const totals = sum(lines.map((line) => JSON.parse(line) as Totals));
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function e2e(): Promise<Totals> {
  // Loaded late: the other stages need neither a browser's driver nor VS Code.
  const { runE2e } = await import('../test/e2e/run.ts');
  return { ...(await runE2e()), skipped: 0 };
}

function node(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(noSkip ? { CI: 'true' } : {}), ...env },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal !== null) console.error(`ended by ${signal}`);
      resolve(code ?? 1);
    });
  });
}
