import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { onPath } from '../../scripts/vscode/find.ts';

/**
 * The path of a Chromium or one of its relatives: the one that `EVENTWRIGHT_CHROMIUM` names, the system's, else one that the
 * distribution's package manager installs when this runs as root. Throws with what to install.
 */
export function findChromium(): string {
  const found = process.env.EVENTWRIGHT_CHROMIUM ?? installed();
  if (found !== undefined) return found;
  for (const [manager, commands] of managers) {
    if (process.getuid?.() !== 0 || onPath(manager) === undefined) continue;
    console.log(`Installing Chromium with ${manager}…`);
    for (const args of commands) {
      const { status } = spawnSync(manager, args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      if (status !== 0) console.log(`${manager} ${args.join(' ')} ended with ${status}`);
    }
    const fresh = installed();
    if (fresh !== undefined) return fresh;
  }
  throw new Error(
    'The tests in a real VS Code need a browser here. Install Chromium (Debian: apt install chromium), or name one in EVENTWRIGHT_CHROMIUM, or run them where a desktop VS Code can be shown.',
  );
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApplications = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];
const managers: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  [
    'apt-get',
    [
      ['update', '-q'],
      ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    ],
  ],
  ['dnf', [['install', '-y', 'chromium']]],
  ['apk', [['add', 'chromium', 'font-dejavu']]],
];

function installed(): string | undefined {
  const candidates = [...names.map(onPath), ...macApplications.map((app) => `/Applications/${app}`), chromium.executablePath()];
  return candidates.find((file) => file !== undefined && existsSync(file));
}
