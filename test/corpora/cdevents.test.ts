import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import { defaultSteps } from '../../server/src/schema/schema.ts';
import { parse } from '../../server/src/syntax/index.ts';
import { createSource } from '../../server/src/text/source.ts';
import { createWorkspace, type WorkspaceSnapshot } from '../../server/src/workspace/workspace.ts';
import { cdevents } from './workspaces.testing.ts';

const { path, skip } = cdevents;

function workspace(): { snapshot: WorkspaceSnapshot; samples: readonly string[]; uri: (file: string) => string } {
  const files = cdevents.files();
  const host = createMemoryHost(files);
  const samples = Object.keys(files).filter((file) => /^conformance\/[^/]+_[^/]+\.json$/.test(file));
  return { snapshot: createWorkspace(host, [host.root]).snapshot(), samples, uri: host.uri };
}

test('48 definitions, 48 samples: no error, and no warning of a shared name', { skip }, () => {
  const { snapshot, samples } = workspace();
  assert.equal(snapshot.definitions().length, 48);
  assert.equal(samples.length, 48);
  const findings = [...snapshot.checkAll().values()].flat();
  assert.deepEqual(
    findings
      .filter(({ severity, rule }) => severity === 'error' || (severity === 'warning' && rule.startsWith('shared-names/')))
      .map(({ uri, rule, message }) => [uri, rule, message]),
    [],
  );
});

test('each sample fits the definition of its type and no other: 48 and 2,256 verdicts', { skip }, () => {
  const { snapshot, samples, uri } = workspace();
  const wrong: string[] = [];
  let fits = 0;
  let refused = 0;
  for (const file of samples) {
    const [sample] = snapshot.samples(uri(file));
    assert.ok(sample, `${file} is no sample`);
    const own = snapshot.judge(sample)?.event;
    for (const event of snapshot.definitions()) {
      const { schema, value } = snapshot.judgeBy(sample, event);
      assert.ok(schema && value);
      const valid = schema.check(value.node, { steps: defaultSteps }).length === 0;
      if (valid) fits++;
      else refused++;
      if (valid !== (event === own)) wrong.push(`${file} by ${event.type}: ${valid ? 'fits' : 'does not fit'}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual({ fits, refused }, { fits: 48, refused: 48 * 47 });
});

test('the type that a definition has is the one that its schema fixes', { skip }, () => {
  const { snapshot } = workspace();
  for (const event of snapshot.definitions()) {
    const schema = JSON.parse(readFileSync(join(path, 'schemas', event.place.uri.slice(event.place.uri.lastIndexOf('/') + 1)), 'utf8'));
    assert.equal(event.type, schema.properties.context.properties.type.enum[0]);
  }
});

test('every sample, cut at many places, is read without a throw', { skip }, () => {
  const { samples } = workspace();
  for (const file of samples.slice(0, 8)) {
    const text = readFileSync(join(path, file), 'utf8');
    for (let end = 0; end < text.length; end += 7) assert.ok(parse(createSource(`file:///a/${file}`, text.slice(0, end))).documents);
  }
});
