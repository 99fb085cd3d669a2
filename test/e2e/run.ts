import { spawn } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder } from '../../scripts/npm.ts';
import { packExtension } from '../../scripts/package.ts';
import { freePort } from '../../scripts/processes.ts';
import { root } from '../../scripts/root.ts';
import { unzip } from '../../scripts/unzip.ts';
import { installExtension } from '../../scripts/vscode/code-server.ts';
import { findVsCode, type VsCode } from '../../scripts/vscode/find.ts';
import { startDesktopBridge } from './desktop.ts';
import type { SuiteReport } from './suite/harness.ts';

export interface E2eResult {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the suites of `suite/*.suite.ts` in a real VS Code, against the packed extension, unpacked: `dist/` must be built.
 * Resolves with how many tests passed and failed; a run that ends without a result counts as a failure.
 */
export async function runE2e(only: readonly string[] = []): Promise<E2eResult> {
  const vscode = await findVsCode();
  console.log(vscode.kind === 'desktop' ? `VS Code: ${vscode.executable} (${vscode.from})` : `VS Code: code-server, since ${vscode.why}`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'eventwright-e2e-'));
  const total = { passed: 0, failed: 0 };
  const add = (result: E2eResult) => {
    total.passed += result.passed;
    total.failed += result.failed;
  };
  try {
    const vsix = packExtension(scratch);
    const extension = unpack(vsix, path.join(scratch, 'unpacked'));
    for (const suite of suites) {
      if (only.length > 0 && !only.includes(suite.name)) continue;
      add(await runOne(suite, vscode, extension, path.join(scratch, suite.name)));
    }
    if (vscode.kind === 'code-server' && only.length === 0) add(await tryInstalling(vsix, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  return total;
}

interface Suite {
  readonly name: string;
  /** Whether the folder starts as an untrusted one. */
  readonly restricted: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  prepare(workspace: string): void;
}

const shop = (workspace: string) => cpSync(path.join(root, 'examples/shop'), workspace, { recursive: true });

const suites: readonly Suite[] = [
  { name: 'shop', restricted: false, prepare: shop },
  { name: 'restricted', restricted: true, settings: { 'security.workspace.trust.startupPrompt': 'never' }, prepare: shop },
  {
    name: 'foreign',
    restricted: false,
    prepare: (workspace) => cpSync(path.join(root, 'test/e2e/fixtures/foreign'), workspace, { recursive: true }),
  },
];

async function runOne(suite: Suite, vscode: VsCode, extension: string, scratch: string): Promise<E2eResult> {
  const workspace = path.join(scratch, 'workspace');
  suite.prepare(workspace);
  const data = path.join(scratch, 'data');
  mkdirSync(path.join(data, 'User'), { recursive: true });
  writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify({ ...quiet, ...suite.settings }));
  const result = path.join(scratch, 'result.json');
  const debuggingPort = await freePort();
  const bridge = vscode.kind === 'desktop' ? await startDesktopBridge(debuggingPort) : undefined;
  const env = { E2E_RESULT: result, E2E_SCREENSHOTS: screenshots(), ...(bridge === undefined ? {} : { E2E_BRIDGE: bridge.url }) };
  // Both stand-ins take the flags of VS Code: its own executable, or a script of ours that Node runs.
  const standIn = path.join(root, 'test/e2e/code-server/code.ts');
  const [executable, first] =
    vscode.kind === 'desktop' ? [vscode.executable, [`--remote-debugging-port=${debuggingPort}`]] : [process.execPath, [standIn]];
  const launchArgs = [...first, workspace, `--user-data-dir=${data}`, `--extensions-dir=${path.join(scratch, 'extensions')}`];
  const extensionTestsPath = await bundleSuite(suite.name);
  const logFile = path.join(cacheFolder, 'e2e', `${suite.name}.log`);
  const log = createWriteStream(logFile);
  try {
    if (suite.restricted) {
      // runTests always trusts the folder.
      const flags = [`--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${extensionTestsPath}`, '--no-sandbox', '--skip-welcome'];
      await run(executable, [...launchArgs, ...flags], env, log);
    } else {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: extension,
        extensionTestsPath,
        launchArgs,
        extensionTestsEnv: env,
        stdout: log,
        stderr: log,
      });
    }
  } catch (error) {
    // What failed stands in the report; without one, this is why.
    log.write(`${String(error)}\n`);
  } finally {
    bridge?.close();
    await new Promise<void>((resolve) => log.end(resolve));
  }
  return tell(suite.name, result, logFile);
}

/** Prints what became of a suite. One that did not come to its end, or has no test, counts as failed. */
function tell(suite: string, resultFile: string, logFile: string): E2eResult {
  const report: SuiteReport = existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, 'utf8')) as SuiteReport) : { tests: [], finished: false };
  for (const { name, milliseconds, error } of report.tests) {
    console.log(`${error === undefined ? '✔' : '✖'} ${suite}: ${name} (${milliseconds} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, '    '));
  }
  const failed = report.tests.filter(({ error }) => error !== undefined).length;
  const passed = report.tests.length - failed;
  if (report.finished && report.tests.length > 0) return { passed, failed };
  console.log(`✖ ${suite}: VS Code ended before the suite did. The end of ${path.relative(root, logFile)}:`);
  console.log(readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n').replace(/^/gm, '    '));
  return { passed, failed: failed + 1 };
}

const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'window.autoDetectColorScheme': false,
  'editor.minimap.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

function screenshots(): string {
  const folder = path.join(root, 'test/e2e/screenshots');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The suite as one CommonJS file, which is what VS Code loads. */
async function bundleSuite(name: string): Promise<string> {
  const outfile = path.join(cacheFolder, 'e2e', `${name}.cjs`);
  const entry = path.join(root, 'test/e2e/suite', `${name}.suite.ts`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/** A .vsix is a zip file; what VS Code loads is its folder `extension`. */
function unpack(vsix: string, into: string): string {
  unzip(vsix, into);
  return path.join(into, 'extension');
}

function run(executable: string, args: readonly string[], env: NodeJS.ProcessEnv, log: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`VS Code ended with code ${code}`))));
  });
}

/** What a person does with the file: `code --install-extension`. */
async function tryInstalling(vsix: string, scratch: string): Promise<E2eResult> {
  const extensions = path.join(scratch, 'installed');
  try {
    await installExtension(vsix, { data: path.join(scratch, 'installed-data'), extensions });
    const listed = readFileSync(path.join(extensions, 'extensions.json'), 'utf8');
    if (!listed.includes('"eventwright.eventwright"')) throw new Error(`it is not in the list of installed extensions: ${listed}`);
    console.log('✔ package: the packed extension installs');
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log(`✖ package: the packed extension does not install\n${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

if (import.meta.main) {
  const { passed, failed } = await runE2e(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
