import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { findingOf, findings, show, write } from './editor.ts';
import { runSuite, type Test } from './harness.ts';

const tests: readonly Test[] = [
  [
    'nothing is said of foreign files, and no server runs for them',
    async () => {
      const opened = [await show('deployment.yaml'), await show('package.json')];
      await new Promise((resolve) => setTimeout(resolve, 3000));
      for (const { document } of opened) assert.deepEqual(findings(document.uri), []);
      assert.deepEqual(servers(), []);
    },
  ],
  [
    'the first event brings the server',
    async () => {
      await write('user-created.event.yaml', 'event: com.example.user.created\nversion: one\nsummary: Somebody signed up.\n');
      const { document } = await show('user-created.event.yaml');
      await findingOf(document.uri, 'type-safe/invalid-definition');
      if (process.platform !== 'win32') assert.equal(servers().length, 1, 'one server for a window');
    },
  ],
];

/** The language servers that this extension host has started. */
function servers(): readonly string[] {
  if (process.platform === 'win32') return [];
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return processes.filter((line) => Number.parseInt(line, 10) === process.pid && line.includes('server.mjs') && line.includes('eventwright'));
}

export const run = () => runSuite(tests);
