import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../text/edits.ts';
import { type Files, type Scene, sceneOf, shop } from './check.testing.ts';
import { fixAll, quickFixes } from './fixes.ts';

const titles = (files: Files): readonly string[] => {
  const { snapshot, uri, offset } = sceneOf(files);
  return quickFixes(snapshot, uri, { start: offset, end: offset }).map(({ title, safety }) => `${title} (${safety})`);
};

const rulesAt = ({ workspace, uri }: Scene): readonly string[] =>
  workspace
    .snapshot()
    .check(uri)
    .map(({ rule }) => rule);

/** The text after all safe fixes. */
function allFixed(files: Files): { readonly text: string; readonly rules: readonly string[] } {
  const scene = sceneOf(files);
  const edits = fixAll(scene.snapshot, scene.uri, (source) => {
    scene.workspace.open(source);
    return scene.workspace.snapshot();
  });
  return { text: applyEdits(scene.text, edits), rules: rulesAt(scene) };
}

const sample = (rest: string) => `{\n  "specversion": "1.0",\n  "source": "/shop/orders",\n  "type": "com.example.order.placed",${rest}\n}\n`;

test('the fixes of what stands at the cursor, and of nothing else', () => {
  const missing = titles({
    ...shop,
    'samples/a.json': `${sample('\n  "data": { "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 1 }').replace('"specv', '"spec┆v')}`,
  });
  assert.ok(
    missing.some((title) => title.startsWith('Insert `id`')),
    missing.join(),
  );
  assert.deepEqual(
    titles({ ...shop, 'samples/a.json': '{\n  "specversion": "1.0"┆' }).filter((title) => title.includes('orderId')),
    [],
  );
});

test('each fix takes its finding away, and leaves a text that can be read', () => {
  const files = {
    ...shop,
    'samples/a.json': sample(
      '\n  "datacontenttype": "application/json",\n  "data": { "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": "12", "chanel": "web", "gift": "yes" }',
    ),
  };
  const { snapshot, uri, text } = sceneOf(files);
  const fixes = quickFixes(snapshot, uri, { start: 0, end: text.length });
  assert.ok(fixes.length >= 2);
  for (const fix of fixes) {
    const fixed = applyEdits(text, fix.edits().get(uri) ?? []);
    const after = sceneOf({ ...files, 'samples/a.json': fixed });
    const still = after.snapshot
      .check(after.uri)
      .filter(({ rule, pointer, message }) => rule === fix.finding.rule && pointer === fix.finding.pointer && message === fix.finding.message);
    assert.deepEqual(still, [], fix.title);
    assert.deepEqual(after.snapshot.tree(after.uri)?.faults, []);
  }
});

test('all safe fixes at once, until none is left', () => {
  const { text, rules } = allFixed({
    ...shop,
    'samples/a.yaml':
      'specversion: 1.0\nid: a-1\nsource: /shop/orders\ntype: com.example.order.placed\ndata:\n  orderId: 8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d\n  totalCents: 1\n',
  });
  assert.match(text, /^specversion: ["']1\.0["']\n/);
  assert.deepEqual(rules, []);
});

test('what is right is not touched', () => {
  const text = sample('\n  "id": "a-1",\n  "data": { "orderId": "8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d", "totalCents": 1 }');
  assert.equal(allFixed({ ...shop, 'samples/a.json': text }).text, text);
  assert.equal(allFixed({ 'package.json': '{ "a": 1, }' }).text, '{ "a": 1, }');
});
