import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import type { Finding } from '../model/finding.ts';
import { rules } from '../rules/index.ts';
import { pathOf, readPage, workspaceOf } from '../rules/pages.testing.ts';
import { applyEdits } from '../text/edits.ts';
import { createSource } from '../text/source.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { chosen as completed, type Files, labels, sceneOf } from './check.testing.ts';
import { hoverAt } from './hover.ts';
import { suppressionsFor } from './suppress.ts';

/** What is offered in a file, and its rule. */
function offered(files: Files, path: string) {
  const host = createMemoryHost(files);
  const workspace = createWorkspace(host, [host.root]);
  const uri = host.uri(path);
  const found = suppressionsFor(workspace.snapshot(), uri, { start: 0, end: files[path]?.length ?? 0 });
  /** The files after a choice, and what is told then. */
  const chosen = (rule: string) => {
    const choice = found.find(({ finding }) => finding.rule === rule);
    assert.ok(choice, `${rule} is not among ${found.map(({ title }) => title).join(', ')}`);
    const before = workspace.snapshot().tree(choice.uri)?.source.text ?? '';
    const text = 'create' in choice.change ? choice.change.create : applyEdits(before, choice.change.edits);
    workspace.open(createSource(choice.uri, text, 2));
    const told = [...workspace.snapshot().checkAll().values()].flat().map(({ rule: id }) => id);
    return { text, told, path: choice.uri.replace(host.root, '') };
  };
  return { titles: found.map(({ title }) => title), chosen };
}

const definition = `event: com.example.order.placed
version: 1.0.0
summary: A customer placed an order.
data:
  type: object
  additionalProperties: false
  properties:
    value: { type: integer, minimum: 0 }
samples: [{ data: {} }]
`;
const sample = '{ "specversion": "1.0", "id": "1", "source": "/a", "type": "com.example.order.placed", "data": { "value": "x" } }\n';

test('in YAML a comment goes above the line; what is told then is that a reason is missing', () => {
  const { titles, chosen } = offered({ 'a.event.yaml': definition.replaceAll('\n', '\r\n') }, 'a.event.yaml');
  assert.deepEqual(titles, ['Suppress ambiguous-names/generic-name with a comment…', 'Suppress ambiguous-names/missing-description with a comment…']);
  const { text, told } = chosen('ambiguous-names/generic-name');
  assert.match(text, /properties:\r\n {4}# eventwright-disable-next-line ambiguous-names\/generic-name -- <reason>\r\n {4}value: /);
  assert.deepEqual(told, ['suppression/without-reason', 'ambiguous-names/missing-description']);
});

test('in JSON an entry goes to eventwright.yaml, which is made where there is none', () => {
  const files = { 'a.event.yaml': definition.replace('minimum: 0 }', 'minimum: 0, description: What it is worth. }'), 'samples/[1] a.json': sample };
  const made = offered(files, 'samples/[1] a.json').chosen('type-safe/sample-mismatch');
  assert.equal(made.path, 'eventwright.yaml');
  assert.equal(
    made.text,
    'ignore:\n  - rule: type-safe/sample-mismatch\n    file: "samples/\\\\[1\\\\] a.json"\n    pointer: /data/value\n    reason: "<reason>"\n',
  );
  assert.deepEqual(made.told, ['suppression/without-reason']);

  for (const before of [
    '',
    '# nothing yet',
    'envelope: cloudevents\n',
    'ignore: []\n',
    'ignore:\n',
    'ignore:\n  - { rule: type-safe/*, file: none, reason: Old. }\nenvelope: cloudevents\n',
  ]) {
    const { text, told, path } = offered({ ...files, 'eventwright.yaml': before }, 'samples/[1] a.json').chosen('type-safe/sample-mismatch');
    assert.equal(path, 'eventwright.yaml');
    assert.ok(!told.includes('type-safe/sample-mismatch') && told.includes('suppression/without-reason'), `${before}\n${text}`);
  }
  assert.deepEqual(offered({ ...files, 'eventwright.yaml': 'envelope: [\n' }, 'samples/[1] a.json').titles, []);
});

test('no comment is written into a text of several lines, nor into one that cannot be read', () => {
  const below = definition.replace('summary: A customer placed an order.\n', 'summary: |\n  A customer placed\n\n  an order.\n');
  assert.deepEqual(offered({ 'a.event.yaml': below }, 'a.event.yaml').chosen('ambiguous-names/generic-name').told, [
    'suppression/without-reason',
    'ambiguous-names/missing-description',
  ]);
  const open = 'event: com.example.order.placed\nsummary: "A customer\n  placed';
  for (const title of offered({ 'a.event.yaml': open }, 'a.event.yaml').titles) assert.doesNotMatch(title, /syntax with a comment/);
  const text = definition.replace('A customer placed an order.', '"A customer\n  placed \\ud800 an order."');
  const { chosen, titles } = offered({ 'a.event.yaml': text }, 'a.event.yaml');
  assert.ok(titles.includes('Suppress parseable/lone-surrogate in eventwright.yaml…'), titles.join());
  assert.ok(!chosen('parseable/lone-surrogate').told.includes('parseable/lone-surrogate'));
});

test('what is said of suppressions is not to be suppressed, and nothing elsewhere is offered', () => {
  const { snapshot, uri, offset } = sceneOf({
    'a.event.yaml': definition.replace('    value', '    # eventwright-disable-next-line ambiguous-names/generic-name┆\n    value'),
  });
  assert.deepEqual(suppressionsFor(snapshot, uri, { start: offset, end: offset }), []);
});

const commented = (comment: string): Files => ({ 'a.event.yaml': definition.replace('    value', `    # ${comment}\n    value`) });

test('completion: the rules that find something in the next line come first', () => {
  for (const comment of ['eventwright-disable-next-line ┆', 'eventwright-disable-next-line gen┆ -- Why not.'])
    assert.deepEqual(labels(commented(comment)).slice(0, 2), ['ambiguous-names/generic-name', 'ambiguous-names/missing-description'], comment);
  const second = commented('eventwright-disable-next-line ambiguous-names/generic-name, ambiguous-names/miss┆ -- Why not.');
  assert.equal(labels(second)[0], 'ambiguous-names/missing-description');
  assert.match(
    completed(second, 'ambiguous-names/missing-description'),
    /# eventwright-disable-next-line ambiguous-names\/generic-name, ambiguous-names\/missing-description -- Why not\.\n/,
  );
  assert.ok(labels(second).every((label) => label !== 'ambiguous-names/generic-name' && !label.startsWith('suppression/')));
  for (const comment of ['eventwright-disable┆-next-line a/b -- Why', 'eventwright-disable-next-line a/b -- Why┆ not.', 'about ┆'])
    assert.deepEqual(labels(commented(comment)), [], comment);
});

test('hover: what a rule says that is silenced', () => {
  const hovered = (comment: string) => {
    const { snapshot, uri, offset } = sceneOf(commented(comment));
    return hoverAt(snapshot, uri, offset)?.markdown;
  };
  assert.match(
    hovered('eventwright-disable-next-line type-safe/open-object, ambiguous-names/gene┆ric-name') ?? '',
    /^\*\*ambiguous-names\/generic-name\*\*/,
  );
  assert.equal(hovered('eventwright-disable-next-line ambiguous-names/gene┆ric'), undefined);
  assert.equal(hovered('eventwright-disable-next-line ambiguous-names/generic-name -- Wh┆y'), undefined);
});

test('on the examples of every page a suppression silences its finding, and breaks nothing', () => {
  let count = 0;
  for (const { id } of rules) {
    const page = readPage(readFileSync(new URL(`../rules/${id}.md`, import.meta.url), 'utf8'));
    for (const { files } of page.fails) {
      const snapshot = workspaceOf(files).snapshot();
      const own = [...snapshot.checkAll().values()].flat().filter(({ rule }) => rule === id);
      for (const { uri, span } of own) {
        const choice = suppressionsFor(snapshot, uri, span).find(({ finding }) => finding.rule === id && finding.span.start === span.start);
        if (!choice) continue;
        count++;
        const path = pathOf(choice.uri);
        const text = 'create' in choice.change ? choice.change.create : applyEdits(files.get(path) ?? '', choice.change.edits);
        const after = workspaceOf(new Map(files).set(path, text)).snapshot();
        const isSame = (finding: Finding) =>
          (['rule', 'uri', 'document', 'pointer', 'message'] as const).every((name) => finding[name] === choice.finding[name]);
        const left = [...after.checkAll().values()].flat().filter(isSame);
        assert.deepEqual(left, [], `${id}\n${text}`);
        const faults = (of: typeof snapshot) => of.tree(choice.uri)?.faults.length ?? 0;
        assert.ok(faults(after) <= faults(snapshot), `${id}\n${text}`);
      }
    }
  }
  assert.ok(count > 100, `only ${count}`);
});
