import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { root } from './root.ts';

/**
 * Bundles the product into `dist/`: see ARCHITECTURE.md for the layout. Resolves with esbuild's metafiles by the name of the
 * part. With `dev`, nothing is minified and source maps lie beside the bundles.
 */
export async function buildProduct(options: BuildChoices): Promise<Map<string, Metafile>> {
  const log = options.log ?? (() => {});
  const metafiles = new Map<string, Metafile>();
  await Promise.all(
    parts.map(async (part) => {
      const missing = part.entries.filter(([, file]) => !existsSync(path.join(root, file)));
      for (const [, file] of missing) log(`  ${part.name}: there is no ${file} yet, left out`);
      const entries = part.entries.filter((entry) => !missing.includes(entry) && (options.only === undefined || options.only.includes(entry[0])));
      if (entries.length === 0) return;
      const result = await build({ ...common(options.dev), ...part.options, entryPoints: entries.map(([out, file]) => ({ in: file, out })) });
      if (result.metafile !== undefined) metafiles.set(part.name, result.metafile);
    }),
  );
  copyCodicons();
  if (options.only === undefined) removeStale(metafiles);
  for (const { file, bytes } of sizes(metafiles)) log(`  ${file.padEnd(40)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`);
  return metafiles;
}

export interface BuildChoices {
  readonly dev: boolean;
  /** Names of programs, e.g. `server`; everything without it. */
  readonly only?: readonly string[];
  readonly log?: (line: string) => void;
}

/** The engine alone, for the browser and with no externals: it does not build when the engine knows anything of its surroundings. */
export const engineForBrowser = {
  absWorkingDir: root,
  entryPoints: ['server/src/index.ts'],
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2024',
  write: false,
  metafile: true,
  logLevel: 'silent',
} satisfies BuildOptions;

interface Part {
  readonly name: string;
  /** Output path without its extension, and source. */
  readonly entries: readonly (readonly [out: string, file: string])[];
  readonly options: BuildOptions;
}

/** What bundled CommonJS packages ask for in an ES module: they call `require` for Node's own modules. */
const requireInEsm = `import { createRequire as nodeCreateRequire } from 'node:module'; const require = nodeCreateRequire(import.meta.url);`;

const parts: readonly Part[] = [
  {
    // One build of all programs, so that what they share is one chunk and every client library is a chunk that loads on first use.
    name: 'node',
    entries: [
      ['server', 'server/src/main.node.ts'],
      ['cli', 'cli/src/main.ts'],
      ['courier', 'client/src/courier/process.ts'],
    ],
    options: {
      outdir: 'dist/node',
      format: 'esm',
      platform: 'node',
      target: 'node22',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
      banner: { js: requireInEsm },
      // The Kafka client reads its WebAssembly from a file beside itself, which a bundle does not have; this form carries it along.
      alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
    },
  },
  {
    name: 'extension',
    entries: [['extension', 'client/src/extension.node.ts']],
    options: { outdir: 'dist', format: 'cjs', platform: 'node', target: 'node22', external: ['vscode'], outExtension: { '.js': '.cjs' } },
  },
  {
    name: 'web extension',
    entries: [['extension', 'client/src/extension.web.ts']],
    options: { outdir: 'dist/web', format: 'cjs', platform: 'browser', target: 'es2024', external: ['vscode'] },
  },
  {
    name: 'web server',
    entries: [['server', 'server/src/main.web.ts']],
    options: { outdir: 'dist/web', format: 'iife', platform: 'browser', target: 'es2024' },
  },
  {
    name: 'webview',
    entries: [['send', 'client/src/panel/webview/send.ts']],
    options: { outdir: 'dist/webview', format: 'iife', platform: 'browser', target: 'es2024' },
  },
  {
    name: 'webview style',
    entries: [['send', 'client/src/panel/webview/send.css']],
    options: { outdir: 'dist/webview', external: ['*.ttf'], target: 'chrome134' },
  },
];

function common(dev: boolean) {
  return {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  } as const satisfies BuildOptions;
}

const codicons = ['codicon.css', 'codicon.ttf'];

/** The icon font: one style sheet and one font that the panel loads by itself. */
function copyCodicons(): void {
  mkdirSync(path.join(root, 'dist/webview'), { recursive: true });
  for (const file of codicons) {
    copyFileSync(path.join(root, 'node_modules/@vscode/codicons/dist', file), path.join(root, 'dist/webview', file));
  }
}

/** What an earlier build left behind. Removed last, so that a program that runs from `dist/` meanwhile finds its files. */
function removeStale(metafiles: ReadonlyMap<string, Metafile>): void {
  const kept = new Set([...metafiles.values()].flatMap((metafile) => Object.keys(metafile.outputs)));
  for (const file of codicons) kept.add(`dist/webview/${file}`);
  for (const entry of readdirSync(path.join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && !kept.has(file)) rmSync(path.join(root, file));
  }
}

function sizes(metafiles: ReadonlyMap<string, Metafile>): { file: string; bytes: number }[] {
  const files = [...metafiles.values()].flatMap((metafile) => Object.keys(metafile.outputs)).filter((file) => !file.endsWith('.map'));
  return files.sort().map((file) => ({ file, bytes: statSync(path.join(root, file)).size }));
}

if (import.meta.main) {
  const started = performance.now();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { dev: { type: 'boolean', default: false } } });
  await buildProduct({ dev: values.dev, log: (line) => console.log(line), ...(positionals.length > 0 ? { only: positionals } : {}) });
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
