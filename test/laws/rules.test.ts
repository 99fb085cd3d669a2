import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { rules } from '../../server/src/rules/index.ts';
import { productFiles, projectFiles } from './sources.testing.ts';

/** The six properties of a well-composed event, and the group that watches over what is silenced. */
const groups = ['ambiguous-names', 'envelope', 'event-type', 'parseable', 'shared-names', 'suppression', 'type-safe'];

test('every group has at least two rules', () => {
  for (const group of groups) assert.ok(rules.filter((rule) => rule.property === group).length >= 2, group);
});

test("a rule's id is its group and the name of its file", () => {
  for (const { id, property } of rules) {
    assert.ok(groups.includes(property) && id.startsWith(`${property}/`), id);
    const file = path.join(root, 'server/src/rules', `${id}.ts`);
    assert.ok(existsSync(file), `there is no server/src/rules/${id}.ts`);
    assert.match(readFileSync(file, 'utf8'), new RegExp(`id: '${id}'`));
  }
});

test('every rule has a page, and every page a rule', () => {
  const pages = projectFiles(/^server\/src\/rules\/[^/]+\/[^/]+\.md$/)
    .map(({ file }) => file.replace(/^server\/src\/rules\/|\.md$/g, ''))
    .sort();
  assert.deepEqual(pages, rules.map(({ id }) => id).sort());
});

test('the index files are sorted', () => {
  assert.deepEqual(
    rules.map(({ id }) => id),
    rules.map(({ id }) => id).sort(),
  );
  for (const { file, code } of productFiles(/\/(rules|formats|envelopes|transports|commands)\/index\.ts$/)) {
    const imports = [...code.matchAll(/^import (?!type).* from '\.\/([^']+)'/gm)].map((match) => match[1]?.replace(/\.ts$/, ''));
    assert.deepEqual(imports, [...imports].sort(), file);
  }
});
