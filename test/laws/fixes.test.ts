import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { trialOf } from '../../server/src/rules/fixes.testing.ts';
import { rules } from '../../server/src/rules/index.ts';
import { readPage, workspaceOf } from '../../server/src/rules/pages.testing.ts';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts';

// The examples of a rule are written for that rule; here the fixes of all others are tried on them, too.
test('every fix that is shown anywhere in the examples of the pages mends what it is for', () => {
  let tried = 0;
  for (const { id } of rules) {
    const page = readPage(readFileSync(path.join(root, 'server/src/rules', `${id}.md`), 'utf8'));
    for (const { files } of [...page.fails, ...page.passes]) tried += tryAll(workspaceOf(files));
  }
  assert.ok(tried > 80, `only ${tried} fixes were tried`);
});

test('and so does every fix for the shop, with each of its lines left out', () => {
  const folder = path.join(root, 'examples/shop');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json|ndjson)$/.test(name));
  const files = Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(path.join(folder, name), 'utf8')]));
  const host = createMemoryHost(files);
  const workspace = createWorkspace(host, [host.root]);
  const write = (name: string, text: string): void => {
    host.set(name, text);
    workspace.changed([host.uri(name)]);
  };
  let tried = 0;
  for (const [name, text] of Object.entries(files)) {
    const lines = text.split('\n');
    for (const index of lines.keys()) {
      write(name, lines.toSpliced(index, 1).join('\n'));
      tried += tryAll(workspace);
    }
    write(name, text);
  }
  assert.ok(tried > 50, `only ${tried} fixes were tried`);
});

function tryAll(workspace: Workspace): number {
  const trial = trialOf(workspace);
  const shown = trial.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
  for (const { finding, fix } of shown) trial.assertMends(finding, fix);
  return shown.length;
}
