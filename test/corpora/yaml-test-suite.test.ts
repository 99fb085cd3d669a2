import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseAllDocuments, parse as parseByLibrary } from 'yaml';
import { parse } from '../../server/src/syntax/index.ts';
import { toValue } from '../../server/src/syntax/node.ts';
import { assertSound } from '../../server/src/syntax/sound.testing.ts';
import type { Tree } from '../../server/src/syntax/tree.ts';
import { createSource } from '../../server/src/text/source.ts';
import { corpus } from './corpora.testing.ts';

/** One test of the suite, as its files in `src/` write it. */
interface Entry {
  readonly name?: string;
  readonly yaml?: string;
  readonly json?: string | null;
  readonly fail?: boolean;
  readonly skip?: boolean;
}

/** The suite writes invisible characters as visible ones (its README, "Special characters"). */
const visible = (text: string): string =>
  text.replaceAll('␣', ' ').replace(/—*»/g, '\t').replaceAll('⇔', '\ufeff').replaceAll('↵', '').replaceAll('←', '\r').replace(/∎\n$/, '');

const { path, skip } = corpus('yaml-test-suite', 'https://github.com/yaml/yaml-test-suite (branch main)');

/** Faults that say that a text is no YAML, or goes beyond what an event may hold. */
const isBroken = (tree: Tree): boolean => tree.faults.some(({ kind }) => kind === 'syntax');

suite('yaml-test-suite', { skip }, () => {
  const entries = skip ? [] : readdirSync(join(path, 'src')).flatMap((file) => read(file));

  test('all of it is there', () => assert.ok(entries.length > 390, `${entries.length} texts`));

  test('every text gives a sound tree, cut short as well', () => {
    for (const { text } of entries) for (let end = text.length; end >= 0; end -= 7) assertSound(treeOf(text.slice(0, end)));
  });

  test('what is valid has no syntax fault, and what is not has one, as far as the library tells', () => {
    for (const { id, text } of entries) {
      const expected = parseAllDocuments(text, { version: '1.2', uniqueKeys: false, logLevel: 'silent' });
      const isWrong =
        Array.isArray(expected) && expected.some(({ errors }) => errors.some(({ code }) => code !== 'TAG_RESOLVE_FAILED' && code !== 'IMPOSSIBLE'));
      assert.equal(isBroken(treeOf(text)), isWrong, `${id}: ${JSON.stringify(text)}`);
    }
  });

  test('the values are those that the suite gives', () => {
    let compared = 0;
    for (const { id, text, json } of entries) {
      const tree = treeOf(text);
      const isPlain = tree.faults.every(({ kind }) => kind === 'duplicate-key');
      if (json === undefined || !isPlain) continue;
      compared++;
      assert.deepEqual(
        tree.documents.map((node) => toValue(node) ?? null),
        documentsOf(json),
        id,
      );
    }
    assert.ok(compared > 200, `${compared} values compared`);
  });
});

function treeOf(text: string): Tree {
  return parse(createSource('file:///work/a.yaml', text));
}

/** The values of a text that holds JSON values one after another. */
function documentsOf(json: string): readonly unknown[] {
  const found: unknown[] = [];
  let rest = json.trim();
  while (rest !== '') {
    let end = rest.length;
    for (const match of rest.matchAll(/\n(?=\S)|$/g)) {
      const value = jsonOrNothing(rest.slice(0, match.index));
      if (value === undefined) continue;
      found.push(value.value);
      end = match.index;
      break;
    }
    rest = rest.slice(end).trim();
  }
  return found.length > 0 ? found : [null];
}

function jsonOrNothing(text: string): { readonly value: unknown } | undefined {
  try {
    JSON.parse(text);
    // Read by another reader than JSON.parse, which in Node 24.21 mixes up keys that hold escapes.
    return { value: parseByLibrary(text) };
  } catch {
    return undefined;
  }
}

function read(file: string): readonly { readonly id: string; readonly text: string; readonly json?: string }[] {
  const entries = parseByLibrary(readFileSync(join(path, 'src', file), 'utf8')) as readonly Entry[];
  let text: string | undefined;
  let json: string | undefined;
  return entries.flatMap((entry, index) => {
    // What an entry does not say it has from the one before it.
    text = entry.yaml === undefined ? text : visible(entry.yaml);
    json = 'json' in entry ? (entry.json ?? undefined) : entry.yaml === undefined ? json : undefined;
    if (text === undefined || entry.skip) return [];
    return [{ id: `${file.replace('.yaml', '')}/${index}`, text, ...(json !== undefined && !entry.fail && { json }) }];
  });
}
