import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createMemoryHost } from '../hosts/memory.ts';
import { rules } from '../rules/index.ts';
import { createSource } from '../text/source.ts';
import { cases } from './across-files.testing.ts';
import { createWorkspace } from './workspace.ts';

/*
 * What a rule says of one open file may hang on another one. Here the other one is changed, and changed back, as an editor does it:
 * the finding comes and goes at once, and nobody touched the file that it stands in.
 */
suite('a finding comes and goes with another open file', () => {
  for (const one of cases) {
    test([one.rule, one.title].filter((part) => part !== undefined).join(': '), () => {
      const [path, text] = one.watched;
      const [other, withFinding, without] = one.changed;
      const host = createMemoryHost({ ...one.others });
      const workspace = createWorkspace(host, [host.root]);
      let version = 0;
      const write = (file: string, written: string | undefined): void => {
        if (one.onDisk && file === other) {
          host.set(file, written);
          workspace.changed([host.uri(file)]);
        } else if (written === undefined) workspace.close(host.uri(file));
        else workspace.open(createSource(host.uri(file), written, ++version));
      };
      const shown = (): readonly string[] => {
        const snapshot = workspace.snapshot();
        // All files are judged each time, as the server does it, so that what is kept of them is what is asked next.
        const findings = snapshot.checkAll([...snapshot.uris, host.uri(path)]).get(host.uri(path)) ?? [];
        return findings
          .filter(({ rule }) => rule === one.rule)
          .map(({ message, severity, fixes }) => [severity, message, ...fixes.map(({ title }) => title)].join(' '));
      };
      write(path, text);
      write(other, withFinding);
      const before = shown();
      assert.ok(before.length > 0, 'there is no finding');
      write(other, without);
      if (one.stays) assert.notDeepEqual(shown(), before);
      else assert.deepEqual(shown(), []);
      write(other, withFinding);
      assert.deepEqual(shown(), before);
    });
  }

  test('every rule that asks about other files is among them', () => {
    const asks = rules.filter(({ id, on }) => {
      const code = readFileSync(new URL(`../rules/${id}.ts`, import.meta.url), 'utf8');
      return on === 'workspace' || /\b(snapshot|judge)\b/.test(code);
    });
    const tried = new Set(cases.map(({ rule }) => rule));
    assert.deepEqual(
      asks.map(({ id }) => id).filter((id) => !tried.has(id)),
      [],
      'Add a case that shows how its finding comes and goes with another file.',
    );
  });
});
