import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

/** The language servers that this extension host has started. A small Linux may have no `ps`; it has /proc. */
function servers(): readonly string[] {
  const children = process.platform === 'linux' ? childrenByProc() : process.platform === 'win32' ? [] : childrenByPs();
  return children.filter((line) => line.includes('server.mjs'));
}

function childrenByProc(): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${process.pid}\n`)) return [];
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function childrenByPs(): readonly string[] {
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return processes.filter((line) => Number.parseInt(line, 10) === process.pid);
}

export const run = () => runSuite(tests);
