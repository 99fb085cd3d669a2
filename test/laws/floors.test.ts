import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf, productFiles } from './sources.testing.ts';

/** From the lowest floor up. Rooms of one floor do not see each other, except where they are listed as one house. */
const serverFloors = [
  ['text'],
  ['syntax'],
  ['model'],
  ['schema', 'envelopes'],
  ['formats'],
  ['refactor'],
  ['rules'],
  ['workspace'],
  ['features'],
  ['index.ts'],
  ['lsp', 'hosts'],
  ['main.node.ts', 'main.web.ts'],
];
const clientFloors = [
  ['delivery'],
  ['transports'],
  ['connections'],
  ['courier'],
  ['panel', 'views', 'commands', 'language'],
  ['extension.node.ts', 'extension.web.ts'],
];
/** The side of the extension that knows `vscode`; its rooms know each other. */
const editorRooms = new Set(['panel', 'views', 'commands', 'language', 'extension.node.ts', 'extension.web.ts']);

for (const [part, floors] of [
  ['server', serverFloors],
  ['client', clientFloors],
] as const) {
  test(`imports inside of ${part}/src go down only`, () => {
    const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));
    const faults: string[] = [];
    for (const source of productFiles(new RegExp(`^${part}/`))) {
      const from = roomOf(source.file);
      if (floorOf(from) < 0) faults.push(`${source.file}: the room ${from} is on no floor`);
      for (const target of importsOf(source)) {
        if (!target.startsWith(`${part}/src/`)) continue;
        const to = roomOf(target);
        if (to === from || (editorRooms.has(from) && editorRooms.has(to) && !to.startsWith('extension.'))) continue;
        if (floorOf(to) >= floorOf(from)) faults.push(`${source.file} imports ${target}`);
      }
    }
    assert.deepEqual(faults, []);
  });
}

test('the extension has no engine of its own, and the engine knows nobody', () => {
  // What the client may see of the server: its messages, and pure functions over texts.
  assert.deepEqual(strangers('client', /^(server\/src\/(lsp\/protocol\.ts$|text\/)|client\/)/), []);
  assert.deepEqual(strangers('server', /^(server|schemas)\//), []);
});

test('the command line uses the engine through its index, and the sender through the courier', () => {
  assert.deepEqual(
    strangers('cli', /^(cli\/|server\/src\/(index|main\.node|hosts\/node)\.ts$|client\/src\/(courier|connections|delivery|transports)\/)/),
    [],
  );
});

test('only the upper rooms of the client know vscode', () => {
  const faults = productFiles(/./).filter(
    (source) => importsOf(source).includes('vscode') && !(source.file.startsWith('client/') && editorRooms.has(roomOf(source.file))),
  );
  assert.deepEqual(
    faults.map(({ file }) => file),
    [],
  );
});

function strangers(part: string, known: RegExp): string[] {
  return productFiles(new RegExp(`^${part}/`)).flatMap((source) =>
    importsOf(source)
      .filter((target) => /^(server|client|cli|schemas|test|scripts)\//.test(target) && !known.test(target))
      .map((target) => `${source.file} imports ${target}`),
  );
}

function roomOf(file: string): string {
  return file.split('/')[2] ?? '';
}
