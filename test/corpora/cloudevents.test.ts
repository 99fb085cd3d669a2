import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';
import { corpus } from './corpora.testing.ts';

const { path, skip } = corpus('cloudevents', 'the JSON events of the pages of https://github.com/cloudevents/spec');

interface Shown {
  readonly file: string;
  readonly event: unknown;
  readonly valid: boolean;
}

const shown = (): readonly Shown[] => JSON.parse(readFileSync(join(path, 'cloudevents-spec-md-events.json'), 'utf8'));

/** The findings of each text, as a sample file of a workspace that defines nothing. */
function check(texts: readonly string[]): readonly (readonly Finding[])[] {
  const host = createMemoryHost(Object.fromEntries(texts.map((text, index) => [`samples/${index}.json`, text])));
  const snapshot = createWorkspace(host, [host.root]).snapshot();
  return texts.map((_, index) => snapshot.check(host.uri(`samples/${index}.json`)));
}

test("the events of the specification's pages: 28 are valid, 3 have an empty subject", { skip }, () => {
  const events = shown();
  const errors = check(events.map(({ event }) => JSON.stringify(event, undefined, 2))).map((findings) =>
    findings.filter(({ severity }) => severity === 'error'),
  );
  assert.equal(events.length, 31);
  assert.equal(events.filter(({ valid }) => valid).length, 28);
  events.forEach(({ file, valid, event }, index) => {
    const found = errors[index]?.map(({ rule, pointer }) => `${rule} ${pointer}`);
    assert.deepEqual(found, valid ? [] : ['envelope/attribute-format /subject'], `${file}: ${JSON.stringify(event)}`);
  });
});

test('nobody defines their types, and that is no finding', { skip }, () => {
  const rules = check(shown().map(({ event }) => JSON.stringify(event)))
    .flat()
    .map(({ rule }) => rule);
  assert.equal(rules.includes('event-type/unknown'), false);
});

test('the payloads of an SDK have no error', { skip }, () => {
  const folder = join(path, 'sdk-javascript-payloads');
  const files = readdirSync(folder);
  assert.ok(files.length >= 3);
  const found = check(files.map((file) => readFileSync(join(folder, file), 'utf8'))).map((findings) =>
    findings.filter(({ severity }) => severity === 'error'),
  );
  assert.deepEqual(
    found.flat().map(({ rule, message }) => `${rule} ${message}`),
    [],
  );
});

test('what is shown in pieces, or is no JSON at all, is told and never ends the process', { skip }, () => {
  for (const { event } of shown()) {
    const text = JSON.stringify(event, undefined, 2);
    const broken = [
      text.slice(0, text.length / 2),
      text.replace('"data"', '... \n "data"'),
      `HTTP/1.1 200 OK\n\n${text}`,
      text.replaceAll('"', '”'),
      `{{${text}`,
    ];
    for (const findings of check(broken)) assert.ok(findings.every(({ message }) => message.length > 0));
  }
});
