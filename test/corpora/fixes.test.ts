import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryHost } from '../../server/src/hosts/memory.ts';
import type { Finding, Fix } from '../../server/src/model/finding.ts';
import { type Trial, trialOf } from '../../server/src/rules/fixes.testing.ts';
import { get, type Node, type ObjectNode } from '../../server/src/syntax/node.ts';
import type { Tree } from '../../server/src/syntax/tree.ts';
import { applyEdits, type Edit } from '../../server/src/text/edits.ts';
import { removeProperty, renameKey, replaceValue } from '../../server/src/refactor/index.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';
import { eventCorpora, skipped as skip, workspaceOf } from './workspaces.testing.ts';

/** So many fixes of one kind are tried in one corpus; more of the same would only take longer. */
const mostOfAKind = 3;

for (const corpus of eventCorpora) {
  test(`${corpus.name}: a sample of all fixes that are shown mends what each is for`, { skip }, () => {
    const trial = trialOf(workspaceOf(corpus.files()));
    for (const { finding, fix } of fewOfEachKind(trial)) trial.assertMends(finding, fix);
  });
}

for (const corpus of eventCorpora.filter(({ name }) => name === 'cdevents' || name === 'cloudevents')) {
  test(`${corpus.name}: every fix that is shown for a damaged event mends what it is for`, { skip }, () => {
    const files = corpus.files();
    const host = createMemoryHost(files);
    const workspace = createWorkspace(host, [host.root]);
    const sound = workspace.snapshot();
    const samples = sound.uris.filter((uri) => sound.kind(uri) === 'samples');
    let tried = 0;
    samples.forEach((uri, index) => {
      const tree = sound.tree(uri);
      if (!tree) return;
      const path = decodeURIComponent(uri.slice(host.root.length));
      // Every event is damaged in one way, and each way is met in many events.
      for (const text of damaged(tree, index)) {
        host.set(path, text);
        workspace.changed([uri]);
        const trial = trialOf(workspace);
        for (const { finding, fix } of fewOfEachKind(trial)) {
          trial.assertMends(finding, fix);
          tried++;
        }
      }
      host.set(path, files[path]);
      workspace.changed([uri]);
    });
    assert.ok(tried > 50, `only ${tried} fixes were tried`);
  });
}

/** The fixes by their rule and the words of their titles, names left out. */
function fewOfEachKind({ findings }: Trial): readonly { readonly finding: Finding; readonly fix: Fix }[] {
  const shown = findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
  const kinds = Map.groupBy(shown, ({ finding, fix }) => `${finding.rule} ${fix.title.replace(/`[^`]*`|"[^"]*"/g, '')}`);
  return [...kinds.values()].flatMap((some) => some.slice(0, mostOfAKind));
}

/** The text with one attribute left out, misspelt, of another type, or twice; which one, `turn` says. */
function damaged(tree: Tree, turn: number): readonly string[] {
  const root = tree.documents[0];
  if (root?.kind !== 'object') return [];
  const context = get(root, 'context');
  const holder: ObjectNode = context?.kind === 'object' ? context : root;
  const held = holder.properties[turn % holder.properties.length];
  if (!held) return [];
  const { text } = tree.source;
  const twice = (): readonly Edit[] => {
    const { start, end } = tree.span(held);
    return [{ span: { start, end: start }, text: `${text.slice(start, end)}, ` }];
  };
  const name = held.key.value;
  return [
    removeProperty(tree, holder, held),
    renameKey(tree, held, `${name.slice(0, -2)}${name.slice(-1)}${name.slice(-2, -1)}`),
    renameKey(tree, held, name.slice(0, 1).toUpperCase() + name.slice(1)),
    replaceValue(tree, held.value, another(held.value)),
    twice(),
  ].map((edits) => applyEdits(text, edits));
}

const another = (value: Node): unknown => (value.kind === 'string' ? 4711 : 'something else');
