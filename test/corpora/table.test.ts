import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Finding } from '../../server/src/model/finding.ts';
import { type EventCorpus, eventCorpora, skipped as skip, workspaceOf } from './workspaces.testing.ts';

/*
 * What every rule finds in events of others. `table.md` is committed, so that each change of a rule's tuning is seen where it is
 * reviewed; `UPDATE=1 node --test test/corpora/table.test.ts` writes it anew.
 */
const file = new URL('table.md', import.meta.url);

interface Counted {
  readonly name: string;
  readonly wellKept: boolean;
  readonly definitions: number;
  readonly samples: number;
  readonly findings: readonly Finding[];
}

const counted: readonly Counted[] = skip ? [] : eventCorpora.map(count);

test('every rule finds what the table says', { skip }, () => {
  const table = tableOf(counted);
  if (process.env.UPDATE) writeFileSync(file, table);
  assert.equal(table, readFileSync(file, 'utf8'), 'Write the table anew with UPDATE=1, and read what changed.');
});

test('no rule floods sets that are well kept: at most one warning for five events', { skip }, () => {
  const floods = counted
    .filter(({ wellKept }) => wellKept)
    .flatMap(({ name, definitions, samples, findings }) => {
      const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      const most = Math.max(definitions, samples) / 5;
      return [...Map.groupBy(serious, ({ rule }) => rule)]
        .filter(([, some]) => some.length > most)
        .map(([rule, some]) => `${name}: ${some.length} of ${rule}`);
    });
  assert.deepEqual(floods, []);
});

function count(corpus: EventCorpus): Counted {
  const snapshot = workspaceOf(corpus.files()).snapshot();
  return {
    name: corpus.name,
    wellKept: corpus.wellKept,
    definitions: snapshot.definitions().length,
    samples: snapshot.uris.reduce((sum, uri) => sum + snapshot.samples(uri).length, 0),
    findings: [...snapshot.checkAll().values()].flat(),
  };
}

function tableOf(corpora: readonly Counted[]): string {
  const ids = [...new Set(corpora.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`)))].sort();
  const numbers = (title: string, of: (corpus: Counted) => number): readonly string[] => [
    title,
    ...corpora.map((corpus) => String(of(corpus) || '·')),
  ];
  const rows = [
    ['', ...corpora.map(({ name }) => name)],
    numbers('definitions', ({ definitions }) => definitions),
    numbers('samples', ({ samples }) => samples),
    ...ids.map((id) => numbers(id, ({ findings }) => findings.filter(({ rule, severity }) => `${rule} ${severity}` === id).length)),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return `# Findings in events of others\n\nWritten by \`UPDATE=1 node --test test/corpora/table.test.ts\`. What stands in no row is found nowhere.\n\n${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}
