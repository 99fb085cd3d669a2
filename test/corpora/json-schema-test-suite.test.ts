import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openJsonSchema } from '../../server/src/schema/json-schema/index.ts';
import { defaultSteps, type Resolver } from '../../server/src/schema/schema.ts';
import { get, type Node, textOf } from '../../server/src/syntax/node.ts';
import { parse } from '../../server/src/syntax/index.ts';
import type { Tree } from '../../server/src/syntax/tree.ts';
import { createSource } from '../../server/src/text/source.ts';
import exceptions from './json-schema-test-suite.exceptions.json' with { type: 'json' };

/** The required tests of each draft; the exceptions are a committed list that only shrinks. */
const suites = [
  ['draft4', 'http://json-schema.org/draft-04/schema#'],
  ['draft6', 'http://json-schema.org/draft-06/schema#'],
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
] as const;

/** Far more than none, so that an empty folder is no success. */
const fewest = 600;

const instructions =
  'Set EVENTWRIGHT_CORPORA to a folder that holds `json-schema-test-suite`, a clone of https://github.com/json-schema-org/JSON-Schema-Test-Suite.';

const corpora = process.env.EVENTWRIGHT_CORPORA;
const root = corpora === undefined ? undefined : join(corpora, 'json-schema-test-suite');

for (const [draft, dialect] of suites) {
  test(`judges the official tests of ${draft}`, { skip: root === undefined && process.env.CI !== 'true' ? instructions : false }, () => {
    assert.ok(root && existsSync(join(root, 'tests', draft)), instructions);
    const failed: string[] = [];
    let count = 0;
    for (const file of readdirSync(join(root, 'tests', draft)).filter((name) => name.endsWith('.json'))) {
      for (const { name, valid, judged } of judge(read(join(root, 'tests', draft, file), file), dialect, resolverOver(root))) {
        count++;
        if (judged !== valid) failed.push(`${file}: ${name}`);
      }
    }
    assert.ok(count >= fewest, `only ${count} tests were found`);
    assert.deepEqual(failed.sort(), [...exceptions[draft]].sort(), 'what fails is not what the list of exceptions says');
  });
}

function* judge(tree: Tree, dialect: string, resolver: Resolver): Generator<{ name: string; valid: boolean; judged: boolean }> {
  for (const [index, group] of itemsOf(tree.documents[0]).entries()) {
    const node = get(group, 'schema') ?? assert.fail('a group without a schema');
    const place = { uri: tree.source.uri, document: 0, pointer: `/${index}/schema` };
    const schema = openJsonSchema(node, tree, place, resolver, { assertFormats: false, dialect });
    for (const each of itemsOf(get(group, 'tests'))) {
      const data = get(each, 'data') ?? assert.fail('a test without data');
      const valid = get(each, 'valid');
      const name = `${textOf(get(group, 'description'))}: ${textOf(get(each, 'description'))}`;
      yield { name, valid: valid?.kind === 'boolean' && valid.value, judged: schema.check(data, { steps: defaultSteps }).length === 0 };
    }
  }
}

/** The suite's own remote files, under the address that it gives them. Nothing else is reached. */
function resolverOver(folder: string): Resolver {
  return {
    resolve(reference) {
      const path = /^http:\/\/localhost:1234\/(.+)$/.exec(reference)?.[1];
      const file = path === undefined ? undefined : join(folder, 'remotes', path);
      if (file === undefined || !existsSync(file)) return { ok: false, reason: 'remote', detail: reference, candidates: [] };
      const tree = read(file, reference);
      const node = tree.documents[0] ?? assert.fail(`${file} is empty`);
      return { ok: true, place: { uri: reference, document: 0, pointer: '' }, node, tree };
    },
  };
}

const read = (file: string, uri: string): Tree => parse(createSource(uri, readFileSync(file, 'utf8')), 'json');

const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'array' ? node.items : []);
