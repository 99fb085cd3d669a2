import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildProduct } from './build.ts';
import { root } from './root.ts';

/** Packs the built extension. Returns the path of the .vsix; throws with what vsce says when it refuses. */
export function packExtension(folder: string = root): string {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { name: string; version: string };
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  // All dependencies are inside the bundles, so node_modules is neither looked at nor packed.
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', file], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return file;
}

if (import.meta.main) {
  await buildProduct({ dev: false });
  console.log(path.relative(root, packExtension()));
}
