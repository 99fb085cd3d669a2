import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createMemoryHost } from '../server/src/hosts/memory.ts';
import { createWorkspace } from '../server/src/workspace/workspace.ts';

interface Snippet {
  readonly scope: string;
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const files = ['definition', 'sample'] as const;
const snippets = files.flatMap((kind) =>
  Object.entries(JSON.parse(readFileSync(new URL(`./${kind}.code-snippets`, import.meta.url), 'utf8')) as Record<string, Snippet>).map(
    ([name, snippet]) => ({ kind, name, snippet }),
  ),
);

for (const { kind, name, snippet } of snippets) {
  test(`the snippet "${name}" expands to a text without errors`, () => {
    const extension = snippet.scope === 'yaml' ? 'yaml' : 'json';
    const path = kind === 'definition' ? `new.event.${extension}` : `samples/new.${extension}`;
    const workspace = createWorkspace(createMemoryHost({ [path]: expanded(snippet.body) }, { today: '2026-01-07' }), ['file:///work/']);
    const snapshot = workspace.snapshot();
    const uri = `file:///work/${path}`;
    assert.notEqual(snapshot.kind(uri), undefined, 'the text is recognised as ours');
    const wrong = snapshot.check(uri).filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      wrong.map(({ rule, message }) => `${rule}: ${message}`),
      [],
    );
    assert.equal(kind === 'definition' ? snapshot.readDefinitions(uri).length > 0 : snapshot.samples(uri).length > 0, true);
  });
}

/** What VS Code would insert: variables filled in, placeholders with their defaults, the first of each choice. */
function expanded(body: readonly string[]): string {
  const variables: Readonly<Record<string, string>> = {
    UUID: '8d3c2b1a-5f0e-4c7d-9a6b-1e2f3a4b5c6d',
    CURRENT_YEAR: '2026',
    CURRENT_MONTH: '01',
    CURRENT_DATE: '07',
    CURRENT_HOUR: '10',
    CURRENT_MINUTE: '00',
    CURRENT_SECOND: '00',
    CURRENT_TIMEZONE_OFFSET: '+02:00',
  };
  return body
    .join('\n')
    .replace(
      /\$\{([A-Z_]+)\}/gu,
      (_, variable: string) => variables[variable] ?? assert.fail(`${variable} is no variable of VS Code that the test knows`),
    )
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/gu, '$1')
    .replace(/\$\{\d+:([^}]*)\}/gu, '$1')
    .replace(/\$0/gu, '');
}
