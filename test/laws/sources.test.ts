import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFiles } from './sources.testing.ts';

const sources = projectFiles(/\.ts$/).filter(({ file }) => !file.includes('.generated.'));

test('no source says any, or switches the type checker off', () => {
  const forbidden = /(?:[:<|&]\s*|\bas\s+)any\b(?![.'-])/;
  const silencers = /@ts-(ignore|expect-error|nocheck)|biome-ignore/;
  const faults = sources.filter(
    ({ file, code, text }) => !file.startsWith('test/laws/') && (forbidden.test(code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''")) || silencers.test(text)),
  );
  assert.deepEqual(
    faults.map(({ file }) => file),
    [],
  );
});

test('no source file is longer than a reader can hold', () => {
  const faults = sources.filter(({ text }) => text.split('\n').length > 400).map(({ file, text }) => `${file}: ${text.split('\n').length} lines`);
  assert.deepEqual(faults, []);
});

test('no file speaks of the place where it was written', () => {
  const files = projectFiles(/\.(ts|mjs|md|json|ya?ml|css|svg)$|^\.ci\/run$|^\.npmrc$|ignore$/);
  const elsewhere = /(^|[\s"'`(=])\/(work|root|farm)\//m;
  const shared = ['..', 'shared/'].join('/');
  const faults = files.filter(({ file, text }) => elsewhere.test(text) || (file !== '.ci/run' && hasSharedFolder(file, text)));
  assert.deepEqual(
    faults.map(({ file }) => file),
    [],
  );

  /** The shop has a folder of that name itself, and so does whoever shares a schema. */
  function hasSharedFolder(file: string, text: string): boolean {
    return text.replace(/\.\.\/shared\/[\w-]+\.schema\.\w+/g, '').includes(shared) && !file.startsWith('examples/') && !/\bshop\b/.test(text);
  }
});
