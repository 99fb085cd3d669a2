import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installIntoCache } from '../npm.ts';
import { endGroup, freePort, isOpen, sleep } from '../processes.ts';

export interface CodeServerOptions {
  /** Settings, state and the server's log lie here. */
  readonly data: string;
  readonly extensions: string;
  /** What a browser must know; without it everybody on this machine is let in, which only tests may do. */
  readonly password?: string;
  /** Whether folders start as untrusted, as they do for people. */
  readonly trust: boolean;
  /** Lets a page give the workbench a test suite to run. */
  readonly testDriver?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CodeServer {
  readonly port: number;
  readonly origin: string;
  /** Resolves with the exit code, when the server ends by itself. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts VS Code as a web server on loopback, and waits until it answers. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const entry = await codeServerEntry();
  const port = await freePort();
  mkdirSync(options.data, { recursive: true });
  const config = path.join(options.data, 'config.yaml');
  writeFileSync(config, options.password === undefined ? '{}\n' : `password: ${JSON.stringify(options.password)}\n`, { mode: 0o600 });
  const logFile = path.join(options.data, 'code-server.log');
  const log = openSync(logFile, 'a');
  const args = [
    entry,
    ...['--config', config, '--auth', options.password === undefined ? 'none' : 'password'],
    ...['--bind-addr', `${host}:${port}`, '--user-data-dir', options.data, '--extensions-dir', options.extensions],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(options.trust ? [] : ['--disable-workspace-trust']),
    ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  // A process group of its own: it has children, and all of them end with it.
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...surroundings(options.data), ...options.env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let running = true;
  void ended.then(() => (running = false));
  for (let tries = 0; !(await isOpen(port)); tries++) {
    if (!running || tries > 300) {
      await endGroup(child);
      throw new Error(`code-server did not start:\n${readFileSync(logFile, 'utf8')}`);
    }
    await sleep(100);
  }
  return { port, origin: `http://${host}:${port}`, ended, stop: () => endGroup(child) };
}

/** Installs a packed extension, as a person does. Rejects with what code-server says when it refuses. */
export async function installExtension(vsix: string, folders: { readonly data: string; readonly extensions: string }): Promise<string> {
  const entry = await codeServerEntry();
  mkdirSync(folders.data, { recursive: true });
  const config = path.join(folders.data, 'config.yaml');
  writeFileSync(config, '{}\n');
  const args = [entry, '--config', config, '--user-data-dir', folders.data, '--extensions-dir', folders.extensions, '--install-extension', vsix];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...surroundings(folders.data) } });
  let output = '';
  child.stdout.on('data', (bytes) => (output += String(bytes)));
  child.stderr.on('data', (bytes) => (output += String(bytes)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`code-server refused ${path.basename(vsix)}:\n${output}`);
  return output;
}

const host = '127.0.0.1';
const version = '4.139.1';

/** The start file of code-server, installed into the cache on first use: about 800 MB. It runs on the Node of this project. */
async function codeServerEntry(): Promise<string> {
  const vscode = 'node_modules/code-server/lib/vscode';
  const folder = await installIntoCache(`code-server-${version}`, [`code-server@${version}`], [vscode, `${vscode}/extensions`]);
  return path.join(folder, 'node_modules/code-server/out/node/entry.js');
}

/** No look-ups in a gallery, and nothing written into the home of whoever runs it. */
function surroundings(data: string): NodeJS.ProcessEnv {
  return { EXTENSIONS_GALLERY: '{"serviceUrl":""}', XDG_RUNTIME_DIR: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data };
}
