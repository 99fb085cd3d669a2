import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { type Acceptance, countStale, planAcceptance } from './accept.ts';

const definition = (name: string): string =>
  `event: com.example.order.placed\nversion: 1.0.0\nsummary: What it needs.\ndata:\n  type: object\n  additionalProperties: false\n  properties:\n    ${name}: { type: integer, minimum: 0, description: What it is. }\nsamples: [{ data: {} }]\n`;

function accept(files: Readonly<Record<string, string>>, only = (_path: string) => true) {
  const host = createMemoryHost(files);
  const workspace = createWorkspace(host, [host.root]);
  const snapshot = workspace.snapshot();
  const includes = (uri: string) => only(uri.replace(host.root, ''));
  const scope = { config: snapshot.config(host.root), uris: snapshot.uris.filter(includes), includes };
  const plan = planAcceptance(snapshot, scope);
  /** The files after the plan was carried out. */
  const after = { ...files };
  if (!('problem' in plan)) for (const file of [plan.file, plan.config]) if (file) after[file.uri.replace(host.root, '')] = file.text;
  return { plan, after, stale: countStale(snapshot, scope), said: 'problem' in plan ? plan.problem : '' };
}

const numbers = (plan: Acceptance | { readonly problem: string }) =>
  'problem' in plan ? plan.problem : { added: plan.added, dropped: plan.dropped, total: plan.total, refused: plan.refused };

test('what is found is accepted, stays accepted, and is dropped when it is mended', () => {
  const first = accept({
    'eventwright.yaml': '# ours\n',
    'a.event.yaml': definition('value'),
    'b.event.yaml': definition('status').replace('placed', 'paid'),
  });
  assert.deepEqual(numbers(first.plan), { added: 2, dropped: 0, total: 2, refused: 0 });
  assert.equal(first.after['eventwright.yaml'], '# ours\naccepted: ./eventwright-accepted.json\n');
  const again = accept(first.after);
  assert.deepEqual(numbers(again.plan), { added: 0, dropped: 0, total: 2, refused: 0 });
  assert.equal(again.after['eventwright-accepted.json'], first.after['eventwright-accepted.json']);
  const mended = accept({ ...first.after, 'a.event.yaml': definition('orderId') });
  assert.equal(mended.stale, 1);
  assert.deepEqual(numbers(mended.plan), { added: 0, dropped: 1, total: 1, refused: 0 });
  const { 'b.event.yaml': _, ...without } = mended.after;
  assert.deepEqual(numbers(accept(without).plan), { added: 0, dropped: 1, total: 0, refused: 0 });
  assert.equal(accept(without).after['eventwright-accepted.json'], '{\n  "version": 1,\n  "findings": {}\n}\n');
});

test('only the files that are asked for are looked at', () => {
  const files = { 'eventwright.yaml': '', 'a.event.yaml': definition('value'), 'b.event.yaml': definition('status').replace('placed', 'paid') };
  const { after } = accept(files);
  const mended = { ...after, 'a.event.yaml': definition('orderId'), 'b.event.yaml': definition('orderId').replace('placed', 'paid') };
  const part = accept(mended, (path) => path === 'a.event.yaml');
  assert.deepEqual(numbers(part.plan), { added: 0, dropped: 1, total: 1, refused: 0 });
  assert.match(part.after['eventwright-accepted.json'] ?? '', /b\.event\.yaml/);
});

test('what keeps a text from being read is not accepted, nor what is said of suppressions', () => {
  const { plan, after } = accept({
    'eventwright.yaml': 'samples: ["samples/*"]\n',
    'a.event.yaml': definition('value').replace('    value', '    # eventwright-disable-next-line ambiguous-names/generic-name\n    value'),
    'samples/a.ndjson': '{"torn\n',
    'eventwright-accepted.json': '',
  });
  assert.deepEqual(numbers(plan), { added: 0, dropped: 0, total: 0, refused: 2 });
  assert.equal(after['eventwright-accepted.json'], '{\n  "version": 1,\n  "findings": {}\n}\n');
});

test('names and order are those of the code units, whatever the names are', () => {
  const { plan, after } = accept({
    'eventwright.yaml': '',
    '__proto__.event.yaml': definition('value'),
    '10.event.yaml': definition('value').replace('placed', 'paid'),
    '9 ä.event.yaml': definition('value').replace('placed', 'sent'),
  });
  assert.equal('problem' in plan || plan.total, 3);
  assert.deepEqual(Object.keys(JSON.parse(after['eventwright-accepted.json'] ?? '').findings), [
    '10.event.yaml',
    '9 ä.event.yaml',
    '__proto__.event.yaml',
  ]);
  assert.equal(accept(after).stale, 0);
});

test('where nothing can be written, it says what to do', () => {
  const file = { 'a.event.yaml': definition('value') };
  for (const [files, said] of [
    [{}, /There is no eventwright\.yaml/],
    [{ 'eventwright.yaml': 'envelope: [\n' }, /Mend it first/],
    [{ 'eventwright.yaml': 'accepted: ../up.json\n' }, /does not name a file below its folder/],
    [{ 'eventwright.yaml': 'accepted: ./eventwright.yaml\n' }, /does not name a file below its folder/],
    [{ 'eventwright.yaml': 'accepted: ./package.json\n', 'package.json': '{"name":"x"}' }, /something else than accepted findings/],
    [{ 'eventwright.yaml': '- a list\n' }, /Write `accepted: \.\/eventwright-accepted\.json`/],
  ] as const)
    assert.match(accept({ ...file, ...files }).said, said);
  for (const config of [
    'envelope: cloudevents',
    'envelope: cloudevents\n# the end\n',
    '{ envelope: cloudevents }\n',
    'accepted:\nenvelope: cloudevents\n',
    'accepted: 1\n',
  ]) {
    const { after } = accept({ ...file, 'eventwright.yaml': config });
    assert.equal(accept(after).said, '', after['eventwright.yaml']);
    assert.match(after['eventwright.yaml'] ?? '', /accepted: (?:\.\/|"\.\/)eventwright-accepted\.json/);
  }
});
