import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Finding, Severity } from '../model/finding.ts';
import { rules } from './index.ts';
import { applyFix, type Case, findingsOf, inOrder, pathOf, readPage, rewritePage, spell } from './pages.testing.ts';

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

// Most states of a text are broken ones, since somebody is typing.
test('the files of every page, cut short anywhere, are checked without a throw', () => {
  for (const { id } of rules) {
    const page = readPage(readFileSync(new URL(`${id}.md`, import.meta.url), 'utf8'));
    for (const { files } of [...page.fails, ...page.passes]) {
      for (const [name, text] of files) {
        for (let end = 0; end < text.length; end += 29) {
          const { findings } = findingsOf(new Map(files).set(name, text.slice(0, end)));
          for (const { fixes } of findings) for (const fix of fixes) fix.edits();
        }
      }
    }
  }
});

function checkFails(rule: string, { files, findings: expected, fixed }: Case, warn: (message: string) => void): void {
  const { findings, snapshot } = findingsOf(files);
  const own = findings.filter((finding) => finding.rule === rule);
  assert.ok(own.length > 0, `${rule} says nothing`);
  assert.equal(spell(own, snapshot), expected);
  for (const other of findings) if (other.rule !== rule && other.severity === 'error') warn(`also ${other.rule}: ${other.message}`);
  const first = own.toSorted(inOrder).flatMap(({ fixes }) => fixes)[0];
  for (const [path, text] of fixed) assert.equal(first && applyFix(files, first).get(path), text);
  if (first) assert.ok(fixed.size > 0, 'there is a fix, but no block that shows what it makes');
  for (const finding of own) for (const fix of finding.fixes) checkFix(files, findings, finding, fix);
}

/** A fix leaves files that parse, takes its finding away, and brings none that is as serious. */
function checkFix(files: ReadonlyMap<string, string>, before: readonly Finding[], finding: Finding, fix: Finding['fixes'][number]): void {
  const after = findingsOf(applyFix(files, fix));
  for (const uri of fix.edits().keys()) {
    const broken = after.snapshot.tree(uri)?.faults.filter(({ kind }) => kind === 'syntax');
    assert.deepEqual(broken, [], `"${fix.title}" leaves ${pathOf(uri)} broken`);
  }
  const left = after.findings.filter((other) => sameFinding(other, finding));
  assert.equal(left.length, 0, `"${fix.title}" does not take the finding away`);
  const known = before.map(identity);
  for (const other of after.findings) {
    const index = known.indexOf(identity(other));
    if (index >= 0) known.splice(index, 1);
    else assert.ok(weight[other.severity] < weight[finding.severity], `"${fix.title}" brings ${other.rule}: ${other.message}`);
  }
}

function checkPasses(rule: string, { files, findings: listed }: Case): void {
  const { findings, snapshot } = findingsOf(files);
  assert.equal(listed, undefined, 'what passes has no findings');
  assert.equal(
    spell(
      findings.filter((finding) => finding.rule === rule),
      snapshot,
    ),
    '',
  );
}

const sameFinding = (a: Finding, b: Finding): boolean =>
  a.rule === b.rule && a.uri === b.uri && a.document === b.document && a.pointer === b.pointer && a.message === b.message;

const identity = ({ rule, uri, message }: Finding): string => `${rule} ${uri} ${message}`;

const weight: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };
