import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { createSource } from '../../server/src/text/source.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';
import { complete } from '../../server/src/features/completion/index.ts';
import { plainText, snippetText } from '../../server/src/features/insert.ts';
import { definitionsAt } from '../../server/src/features/definition.ts';
import { quickFixes } from '../../server/src/features/fixes.ts';
import { hoverAt } from '../../server/src/features/hover.ts';
import { lensesOf } from '../../server/src/features/lenses.ts';
import { scoreOf } from '../../server/src/features/score.ts';
import { symbolsOf } from '../../server/src/features/symbols.ts';

// The law: no feature throws on any text that is on its way to be an example, wherever the cursor is.

const folder = fileURLToPath(new URL('../../examples/shop/', import.meta.url));
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json|ndjson)$/.test(entry.name))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
    }),
);

for (const [file, text] of Object.entries(files)) {
  test(`every feature at every offset of ${file}`, () => {
    const host = createMemoryHost(files);
    const uri = host.uri(file);
    const snapshot = createWorkspace(host, [host.root]).snapshot();
    const end = file.endsWith('.ndjson') ? Math.min(text.length, 1_000) : text.length;
    for (let offset = 0; offset <= end; offset++) {
      hoverAt(snapshot, uri, offset, (event) => scoreOf(snapshot, event));
      definitionsAt(snapshot, uri, offset);
      for (const { replace, insert } of complete(snapshot, uri, offset, host)) {
        assert.ok(replace.start <= offset && offset <= replace.end, `${file}:${offset} replaces what is not at the cursor`);
        assert.ok(!/[\r\n]/.test(text.slice(replace.start, replace.end)), `${file}:${offset} replaces more than one line`);
        plainText(insert);
        snippetText(insert);
      }
    }
    const all = { start: 0, end: text.length };
    for (const fix of quickFixes(snapshot, uri, all)) fix.edits();
    assert.ok(symbolsOf(snapshot, uri).length > 0 || file === 'eventwright.yaml' || lensesOf(snapshot, uri).length === 0);
  });

  test(`every feature at the end of every prefix of ${file}`, () => {
    const host = createMemoryHost(files);
    const uri = host.uri(file);
    const workspace = createWorkspace(host, [host.root]);
    // A capture repeats itself: its first lines are enough.
    const end = file.endsWith('.ndjson') ? Math.min(text.length, 1_000) : text.length;
    for (let length = 0; length <= end; length++) {
      workspace.open(createSource(uri, text.slice(0, length), length + 1));
      const snapshot = workspace.snapshot();
      for (const offset of new Set([length, Math.floor(length / 2)])) {
        hoverAt(snapshot, uri, offset);
        definitionsAt(snapshot, uri, offset);
        for (const { replace } of complete(snapshot, uri, offset, host)) assert.ok(replace.start <= offset && offset <= replace.end);
      }
      symbolsOf(snapshot, uri);
      if (length % 10 === 0) {
        lensesOf(snapshot, uri, (event) => scoreOf(snapshot, event));
        for (const fix of quickFixes(snapshot, uri, { start: 0, end: length })) fix.edits();
      }
    }
  });
}
