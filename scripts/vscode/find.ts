import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from '../npm.ts';

export type VsCode =
  | { readonly kind: 'desktop'; readonly executable: string; readonly from: string }
  | { readonly kind: 'code-server'; readonly why: string };

/**
 * Which VS Code to use: the one that `EVENTWRIGHT_VSCODE` names, an installed one, a downloaded one, and where none of them can
 * be had or shown, code-server. `EVENTWRIGHT_E2E` (`desktop` or `code-server`) settles it beforehand. Quick when offline.
 */
export async function findVsCode(): Promise<VsCode> {
  const wanted = process.env.EVENTWRIGHT_E2E;
  if (wanted === 'code-server') return { kind: 'code-server', why: 'EVENTWRIGHT_E2E asks for it' };
  const named = process.env.EVENTWRIGHT_VSCODE;
  if (named !== undefined) return { kind: 'desktop', executable: named, from: 'EVENTWRIGHT_VSCODE' };
  if (wanted !== 'desktop' && !hasScreen()) return { kind: 'code-server', why: 'no screen here to show the desktop one on' };
  const installed = installedVsCode();
  if (installed !== undefined) return { kind: 'desktop', executable: installed, from: 'installed' };
  if (wanted !== 'desktop' && !(await canDownload()))
    return { kind: 'code-server', why: 'none is installed, and the download server was not reached' };
  return { kind: 'desktop', executable: await downloadAndUnzipVSCode({ cachePath: cacheFolder }), from: 'downloaded' };
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The program itself, not the `code` script: that one returns before the window has closed. */
function installedVsCode(): string | undefined {
  const candidates: string[] = [];
  if (process.platform === 'darwin') candidates.push('/Applications/Visual Studio Code.app/Contents/MacOS/Electron');
  if (process.platform === 'win32') {
    for (const parent of [process.env.LOCALAPPDATA && path.join(process.env.LOCALAPPDATA, 'Programs'), process.env.ProgramFiles]) {
      if (parent) candidates.push(path.join(parent, 'Microsoft VS Code', 'Code.exe'));
    }
  }
  if (process.platform === 'linux') {
    const script = onPath('code');
    if (script !== undefined) candidates.push(path.join(path.dirname(path.dirname(realpathSync(script))), 'code'));
    candidates.push('/usr/share/code/code');
  }
  return candidates.find((file) => existsSync(file));
}

/** The full path of a program of the PATH. */
export function onPath(name: string): string | undefined {
  if (process.platform === 'win32') {
    try {
      return execFileSync('where', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(/\r?\n/)[0] || undefined;
    } catch {
      return undefined;
    }
  }
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

async function canDownload(): Promise<boolean> {
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(3000) });
    return answer.ok;
  } catch {
    return false;
  }
}
