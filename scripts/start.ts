import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildProduct } from './build.ts';
import { cacheFolder } from './npm.ts';
import { packExtension } from './package.ts';
import { endGroup } from './processes.ts';
import { root } from './root.ts';
import { proveWithoutWindow } from './start/headless.ts';
import { installExtension, startCodeServer } from './vscode/code-server.ts';
import { findVsCode } from './vscode/find.ts';

/*
 * `npm start`: builds, and opens VS Code with the extension on the shop example. Where no desktop VS Code can be had, a browser
 * shows it: the address and its password are printed. `npm start -- --headless` proves the same without a window.
 */

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const shop = path.join(root, 'examples/shop');

await buildProduct({ dev: false });
if (values.headless) process.exitCode = await proveWithoutWindow(shop);
else {
  const vscode = await findVsCode();
  process.exitCode = vscode.kind === 'desktop' ? await openDesktop(vscode.executable, vscode.from === 'downloaded') : await openInBrowser(vscode.why);
}

/** Ends when the window is closed, or with Ctrl-C. A VS Code of our own download keeps its state in the cache folder. */
async function openDesktop(executable: string, downloaded: boolean): Promise<number> {
  const own = downloaded
    ? [`--user-data-dir=${path.join(cacheFolder, 'start/data')}`, `--extensions-dir=${path.join(cacheFolder, 'start/extensions')}`]
    : [];
  console.log(`Opening ${path.relative(process.cwd(), shop) || shop} in ${executable}. Close its window, or press Ctrl-C, to end.`);
  const child = spawn(executable, [...own, '--new-window', '--wait', `--extensionDevelopmentPath=${root}`, shop], {
    detached: process.platform !== 'win32',
    stdio: 'ignore',
  });
  return endsBySignalOr(new Promise((resolve, reject) => child.once('exit', (code) => resolve(code ?? 1)).once('error', reject)), () =>
    endGroup(child),
  );
}

async function openInBrowser(why: string): Promise<number> {
  console.log(`VS Code opens in the browser, since ${why}.`);
  const data = path.join(cacheFolder, 'start/data');
  const extensions = path.join(cacheFolder, 'start/extensions');
  // What an earlier version left must not run beside this one.
  rmSync(extensions, { recursive: true, force: true, maxRetries: 5 });
  await installExtension(packExtension(path.join(cacheFolder, 'start')), { data, extensions });
  // The port is open to all programs of this machine, and the editor behind it can run anything.
  const password = randomBytes(18).toString('base64url');
  const server = await startCodeServer({ data, extensions, password, trust: true });
  console.log(`\n  Open      ${server.origin}/?folder=${encodeURIComponent(shop)}\n  Password  ${password}\n\nPress Ctrl-C to end.`);
  return endsBySignalOr(
    server.ended.then((code) => code ?? 1),
    () => server.stop(),
  );
}

/** Resolves with 0 after a signal, once `stop` has ended all children; else with what `end` gives. */
function endsBySignalOr(end: Promise<number>, stop: () => Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop().then(() => resolve(0), reject));
    end.then(resolve, reject);
  });
}
