import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { test } from 'node:test';
import { build } from 'esbuild';
import { engineForBrowser } from '../../scripts/build.ts';
import { importsOf, productFiles } from './sources.testing.ts';

const engine = /^server\/src\/(text|syntax|model|schema|envelopes|formats|refactor|rules|workspace|features|index\.ts)/;

test('the engine imports nothing of Node', () => {
  const faults = productFiles(engine).flatMap((source) =>
    importsOf(source)
      .filter(isBuiltin)
      .map((target) => `${source.file} imports ${target}`),
  );
  assert.deepEqual(faults, []);
});

test('the engine has no clock, no randomness, and makes no code', () => {
  const forbidden = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\beval\s*\(|\bnew Function\b|\bperformance\.now\b|\bcrypto\.randomUUID\b/g;
  const faults = productFiles(engine).flatMap(({ file, code }) => [...code.matchAll(forbidden)].map((match) => `${file}: ${match[0]}`));
  assert.deepEqual(faults, []);
});

test('the engine bundles for the browser with no externals', async () => {
  const { metafile, warnings } = await build(engineForBrowser);
  const external = Object.values(metafile?.outputs ?? {}).flatMap((output) =>
    output.imports.filter((item) => item.external).map((item) => item.path),
  );
  assert.deepEqual({ external, warnings }, { external: [], warnings: [] });
});
