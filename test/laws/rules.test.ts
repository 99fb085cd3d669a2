import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { rules } from '../../server/src/rules/index.ts';
import { productFiles, projectFiles } from './sources.testing.ts';

const properties = ['ambiguous-names', 'envelope', 'event-type', 'parseable', 'shared-names', 'type-safe'];

test('every property has at least two rules', () => {
  for (const property of properties) assert.ok(rules.filter((rule) => rule.property === property).length >= 2, property);
});

test("a rule's id is its property and the name of its file", () => {
  for (const { id, property } of rules) {
    assert.ok(properties.includes(property) && id.startsWith(`${property}/`), id);
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
