import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

/** What tests and `npm start` fetch for themselves lies here; a second run finds it. */
export const cacheFolder: string = path.join(root, '.vscode-test');

/**
 * Installs npm packages into a folder of the cache, once. `further` are folders of the installed packages that have
 * dependencies of their own. No install script of any package runs. Resolves with the folder.
 */
export async function installIntoCache(name: string, packages: readonly string[], further: readonly string[] = []): Promise<string> {
  const folder = path.join(cacheFolder, name);
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return folder;
  console.log(`Installing ${packages.join(' ')} into ${path.relative(root, folder)} (once)…`);
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
      await npm(folder, [...install, '--save-exact', ...packages]);
      for (const inner of further) await npm(path.join(folder, inner), [...install, '--no-save']);
      writeFileSync(complete, '');
      return folder;
    } catch (error) {
      if (attempt === 3) throw new Error(`npm could not install ${packages.join(' ')}: is the package registry reached?`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, attempt * 3000));
    }
  }
}

/**
 * The path of the oldest Node that may run the server: VS Code's own of `engines.vscode`. Programs that a hostile file could
 * kill are tried on it as well.
 */
export async function nodeOfOldestVsCode(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const name = `${platform === 'darwin-arm64' ? 'node-bin' : 'node'}-${platform}`;
  const folder = await installIntoCache('node22', [`${name}@22.15.0`]);
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];

function npm(cwd: string, args: readonly string[]): Promise<void> {
  // Inside an npm script, npm says where it is itself; its own file is run by this Node, which is the one that the project pins.
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: command === 'npm' && process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} ended with ${code}`))));
  });
}
