import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { tries } from '../text/effort.testing.ts';
import { createSource } from '../text/source.ts';
import { trialOf } from './fixes.testing.ts';
import { rules } from './index.ts';
import { type Case, inOrder, readPage, rewritePage, spell, workspaceOf } from './pages.testing.ts';

// Every page is run. `UPDATE=1` writes the findings and the fixed files anew: read the difference before you commit it.
for (const rule of rules) {
  test(`${rule.id}: its page is true`, async (t) => {
    const file = new URL(`${rule.id}.md`, import.meta.url);
    let text = readFileSync(file, 'utf8');
    if (process.env.UPDATE) {
      text = rewritePage(readPage(text), rule.id);
      writeFileSync(file, text);
    }
    const page = readPage(text);
    assert.equal(page.title, rule.id);
    assert.ok(page.fails.length > 0, 'the page shows nothing that fails');
    assert.ok(page.passes.length > 0, 'the page shows nothing that passes');
    for (const one of page.fails) await t.test(`fails: ${one.title}`, (part) => checkFails(rule.id, one, (message) => part.diagnostic(message)));
    for (const one of page.passes) await t.test(`passes: ${one.title}`, () => checkPasses(rule.id, one));
  });
}

// Most states of a text are broken ones, since somebody is typing. One character more is a keystroke, so all else is kept as it is.
test('the files of every page, cut short anywhere, are checked without a throw', () => {
  const step = tries(307, 29);
  let begin = 0;
  for (const { id } of rules) {
    const page = readPage(readFileSync(new URL(`${id}.md`, import.meta.url), 'utf8'));
    for (const { files } of [...page.fails, ...page.passes]) {
      const workspace = workspaceOf(files);
      for (const [name, text] of files) {
        const uri = `file:///work/${name}`;
        // Each file begins elsewhere, so that together they are cut everywhere.
        begin = (begin + 53) % Math.min(step, text.length + 1);
        for (let end = begin; end < text.length; end += step) {
          workspace.open(createSource(uri, text.slice(0, end), end));
          for (const findings of workspace.snapshot().checkAll().values()) for (const { fixes } of findings) for (const fix of fixes) fix.edits();
        }
        workspace.close(uri);
      }
    }
  }
});

function checkFails(rule: string, { files, findings: expected, fixed }: Case, warn: (message: string) => void): void {
  const trial = trialOf(workspaceOf(files));
  const own = trial.findings.filter((finding) => finding.rule === rule);
  assert.ok(own.length > 0, `${rule} says nothing`);
  assert.equal(spell(own, trial.snapshot), expected);
  for (const other of trial.findings) if (other.rule !== rule && other.severity === 'error') warn(`also ${other.rule}: ${other.message}`);
  const first = own.toSorted(inOrder).flatMap(({ fixes }) => fixes)[0];
  const after = first && trial.apply(first);
  for (const [path, text] of fixed) assert.equal(after?.get(`file:///work/${path}`), text);
  if (first) assert.ok(fixed.size > 0, 'there is a fix, but no block that shows what it makes');
  for (const finding of own) for (const fix of finding.fixes) trial.assertMends(finding, fix);
}

function checkPasses(rule: string, { files, findings: listed }: Case): void {
  const { findings, snapshot } = trialOf(workspaceOf(files));
  assert.equal(listed, undefined, 'what passes has no findings');
  assert.equal(
    spell(
      findings.filter((finding) => finding.rule === rule),
      snapshot,
    ),
    '',
  );
}
